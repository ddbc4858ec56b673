#include "kammerspiel/federation/selector.hpp"

#include <algorithm>

namespace kammerspiel::federation {
namespace {

bool agrees(const std::optional<scenario::Name>& wanted, const std::string& is) {
    return !wanted || wanted->text == is;
}

}  // namespace

bool matches(const Federation& federation, const scenario::Selector& selector, HostGroupId id) {
    const HostGroup& group = federation.host_groups[id.index()];
    const Organisation& organisation = federation.of(group.organisation);
    const auto has_tag = [&] {
        return !selector.tag || std::find(group.tags.begin(), group.tags.end(),
                                          selector.tag->text) != group.tags.end();
    };
    const auto has_kind = [&] {
        return selector.kinds.empty() || std::find(selector.kinds.begin(), selector.kinds.end(),
                                                   group.kind) != selector.kinds.end();
    };
    return agrees(selector.organisation, organisation.id) &&
           agrees(selector.region, federation.regions[organisation.region.index()].code) &&
           agrees(selector.zone, federation.zones[group.zone.index()]) &&
           agrees(selector.group, group.local_name) && has_tag() && has_kind();
}

std::vector<HostGroupId> select(const Federation& federation, const scenario::Selector& selector) {
    std::vector<HostGroupId> chosen;
    for (std::size_t i = 0; i < federation.host_groups.size(); ++i) {
        const HostGroupId id{i};
        if (federation.host_groups[i].count > 0 && matches(federation, selector, id)) {
            chosen.push_back(id);
        }
    }
    return chosen;
}

std::vector<bool> chosen(const Federation& federation, const scenario::Selector& selector) {
    std::vector<bool> groups(federation.host_groups.size(), false);
    for (const HostGroupId group : select(federation, selector)) groups[group.index()] = true;
    return groups;
}

}  // namespace kammerspiel::federation
