#include <algorithm>

#include "analysis/graph/entry_paths.hpp"
#include "analysis/graph/every_way.hpp"

// What the ways from an entry run through.

namespace kammerspiel::graph {

using federation::HostGroupId;

void PathsFromEntry::find_choke_points() {
    result_.asset_groups = static_cast<std::uint32_t>(asset_groups_.size());
    const auto share = [&](const Weight& weight) {
        const bool by_members = all_.members > 0;
        const double of = by_members ? all_.members : all_.assets;
        return Share{std::min(1.0, (by_members ? weight.members : weight.assets) / of)};
    };
    auto& points = result_.choke_points;
    for (const auto& [group, weight] : through_group_) {
        points.push_back({.group = group, .realm = {}, .share = share(weight)});
    }
    for (const auto& [realm, weight] : through_realm_) {
        points.push_back({.group = {}, .realm = realm, .share = share(weight)});
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const ChokePoint& a, const ChokePoint& b) { return a.share > b.share; });
    if (points.size() > options_.most_choke_points) points.resize(options_.most_choke_points);
    count_behind_by_dominators();
    if (!result_.every_way_is_known) count_behind_by_trying();
}

namespace {

void count(ChokePoint& point, std::uint64_t members) {
    ++point.assets_behind;
    point.members_behind = std::max(point.members_behind, members);
}

}  // namespace

void PathsFromEntry::count_behind_by_dominators() {
    const EveryWay every_way(graph_, entry_);
    result_.every_way_is_known = every_way.has_answer();
    if (!every_way.has_answer()) return;
    for (const HostGroupId asset : asset_groups_) {
        const PassedThrough passed = every_way.to(asset);
        const auto organisation = rules_.group(asset).organisation.index();
        for (ChokePoint& point : result_.choke_points) {
            const bool is_passed =
                point.group
                    ? std::binary_search(passed.groups.begin(), passed.groups.end(), *point.group)
                    : std::binary_search(passed.realms.begin(), passed.realms.end(), *point.realm);
            if (is_passed) count(point, members_behind_[organisation]);
        }
    }
}

/// Takes away one after the other and looks what is still in reach.
void PathsFromEntry::count_behind_by_trying() {
    constexpr std::size_t most_tried = 5;
    auto& points = result_.choke_points;
    for (std::size_t p = 0; p < std::min(points.size(), most_tried); ++p) {
        Containment containment;
        if (points[p].group) {
            containment.isolated.assign(federation_.host_groups.size(), false);
            containment.isolated[points[p].group->index()] = true;
        } else {
            containment.reset.assign(federation_.realms.size(), false);
            containment.reset[points[p].realm->index()] = true;
        }
        const Reach reach = reach_of(rules_, std::vector<std::size_t>{entry_}, containment);
        for (const HostGroupId asset : asset_groups_) {
            if (reach.controls(asset) || points[p].group == asset) continue;
            count(points[p], members_behind_[rules_.group(asset).organisation.index()]);
        }
    }
}

}  // namespace kammerspiel::graph
