#include "kammerspiel/federation/federation.hpp"

#include <algorithm>

namespace kammerspiel::federation {

std::string Federation::name_of(OrganisationId id, NodeIndex node) const {
    const Organisation& organisation = of(id);
    const NodeMeaning what = meaning(id, node);
    switch (what.kind) {
        case NodeMeaning::Kind::host_group:
            return host_groups[organisation.host_groups.first + what.position].name;
        case NodeMeaning::Kind::service:
            return services[organisation.services.first + what.position].name;
        case NodeMeaning::Kind::link: return links[organisation.links.first + what.position].name;
        case NodeMeaning::Kind::view: {
            const View& view = views[organisation.first_view + what.position];
            return name_of(view.organisation, view.node);
        }
    }
    unreachable();
}

std::optional<OrganisationId> Federation::find_organisation(std::string_view id) const {
    const auto found = std::find_if(organisations.begin(), organisations.end(),
                                    [&](const Organisation& o) { return o.id == id; });
    if (found == organisations.end()) return std::nullopt;
    return OrganisationId{static_cast<std::size_t>(found - organisations.begin())};
}

std::uint64_t Federation::hosts() const {
    std::uint64_t sum = 0;
    for (const HostGroup& group : host_groups) sum += group.count;
    return sum;
}

std::uint64_t Federation::members() const {
    std::uint64_t sum = 0;
    for (const Organisation& organisation : organisations) sum += organisation.members;
    return sum;
}

HostKinds kinds_of(const std::vector<scenario::HostKind>& written) {
    if (written.empty()) return HostKinds::all();
    HostKinds kinds;
    for (const scenario::HostKind kind : written) kinds.add(kind);
    return kinds;
}

}  // namespace kammerspiel::federation
