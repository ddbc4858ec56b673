#include "kammerspiel/federation/route_targets.hpp"

#include <algorithm>

#include "kammerspiel/federation/selector.hpp"

namespace kammerspiel::federation {
namespace {

void add_targets(const Federation& federation, const std::vector<bool>& to,
                 OrganisationId organisation, Targets& targets) {
    const auto groups = federation.of(organisation).host_groups;
    for (std::uint32_t i = 0; i < groups.count; ++i) {
        const HostGroupId group = groups[i];
        const std::uint32_t count = federation.host_groups[group.index()].count;
        if (count == 0 || !to[group.index()]) continue;
        targets.groups.push_back(group);
        targets.hosts_up_to.push_back(targets.hosts() + count);
    }
}

}  // namespace

std::vector<Targets> targets_of(const Federation& federation, const scenario::Route& route) {
    std::vector<Targets> targets(federation.organisations.size());
    if (route.to_itself) return targets;
    const std::vector<bool> to = chosen(federation, route.to);
    if (!route.over) {
        for (std::size_t o = 0; o < targets.size(); ++o) {
            add_targets(federation, to, OrganisationId{o}, targets[o]);
        }
        return targets;
    }
    const auto ends = joined_by(federation, route.over->text);
    for (std::size_t o = 0; o < targets.size(); ++o) {
        for (const OrganisationId end : ends[o]) add_targets(federation, to, end, targets[o]);
    }
    return targets;
}

std::vector<std::vector<OrganisationId>> joined_by(const Federation& federation,
                                                   std::string_view name) {
    std::vector<std::vector<OrganisationId>> ends(federation.organisations.size());
    for (const Link& link : federation.links) {
        if (link.local_name != name || !link.to) continue;
        ends[link.organisation.index()].push_back(*link.to);
        ends[link.to->index()].push_back(link.organisation);
    }
    for (auto& of_one : ends) {
        std::sort(of_one.begin(), of_one.end());
        of_one.erase(std::unique(of_one.begin(), of_one.end()), of_one.end());
    }
    return ends;
}

bool is_reachable(const Federation& federation, HostGroupId target, HostGroupId from) {
    const HostGroup& wanted = federation.host_groups[target.index()];
    const HostGroup& source = federation.host_groups[from.index()];
    const auto& zones = wanted.reachable_from;
    if (zones.empty() || target == from) return true;
    return source.organisation == wanted.organisation &&
           std::find(zones.begin(), zones.end(), source.zone) != zones.end();
}

}  // namespace kammerspiel::federation
