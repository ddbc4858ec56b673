#include <algorithm>
#include <numeric>

#include "kammerspiel/federation/components.hpp"
#include "kammerspiel/federation/needed.hpp"
#include "sim/model/plan_builder.hpp"

// The order of repair that follows from needs and names alone.

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::NeedGraph;
using federation::NeedNodeId;
using federation::OrganisationId;

/// By NeedNodeId: length of the longest chain of what needs it. What needs each other counts as
/// one.
std::vector<std::uint32_t> heights(const NeedGraph& graph) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (std::uint32_t node = 0; node < graph.size(); ++node) {
        for (const NeedNodeId needed : graph.needs(NeedNodeId{node})) {
            edges.emplace_back(node, needed.value);
        }
    }
    const auto components = federation::strong_components(graph.size(), edges);
    std::vector<std::uint32_t> nodes(graph.size());
    std::iota(nodes.begin(), nodes.end(), 0U);
    // Whoever needs something stands in a component of a greater number, or in the same.
    std::sort(nodes.begin(), nodes.end(), [&](std::uint32_t a, std::uint32_t b) {
        return components.of[a] > components.of[b];
    });
    std::vector<std::uint32_t> height(components.count, 0);
    for (const std::uint32_t node : nodes) {
        const std::size_t own = components.of[node];
        for (const NeedNodeId needed : graph.needs(NeedNodeId{node})) {
            const std::size_t other = components.of[needed.index()];
            if (other != own) height[other] = std::max(height[other], height[own] + 1);
        }
    }
    std::vector<std::uint32_t> of_node;
    for (const std::size_t component : components.of) of_node.push_back(height[component]);
    return of_node;
}

void add_places(const PlanData& plan, OrganisationId id, const std::vector<std::uint32_t>& height,
                RepairPlan& repair) {
    const auto groups = plan.federation.of(id).host_groups;
    std::vector<std::uint32_t> positions(groups.count);
    std::iota(positions.begin(), positions.end(), 0U);
    const auto height_of = [&](std::uint32_t g) {
        return height[plan.needs->of(groups[g]).index()];
    };
    std::sort(positions.begin(), positions.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (height_of(a) != height_of(b)) return height_of(a) > height_of(b);
        return plan.federation.host_groups[groups[a].index()].key <
               plan.federation.host_groups[groups[b].index()].key;
    });
    for (std::uint32_t place = 0; place < positions.size(); ++place) {
        repair.place[groups[positions[place]].index()] = place;
    }
}

void add_needs(const PlanData& plan, HostGroupId id, RepairPlan& repair) {
    const auto organisation = plan.federation.host_groups[id.index()].organisation;
    const auto& info = plan.federation.of(organisation);
    federation::Needed needed(plan.federation);
    needed.add(organisation, info.node(id));
    for (const HostGroupId other : needed.host_groups()) {
        if (other == id || !info.host_groups.contains(other)) continue;
        repair.needed_by[other.index()].push_back(id.value - info.host_groups.first);
    }
}

/// By LinkId: whether some play of some strategy closes it.
std::vector<bool> links_that_are_closed(const PlanData& plan) {
    std::vector<bool> closed(plan.federation.links.size(), false);
    const auto add = [&](const std::vector<bool>& links) {
        for (std::size_t l = 0; l < closed.size(); ++l) closed[l] = closed[l] || links[l];
    };
    for (const StrategyPlan& strategy : plan.strategies) {
        for (const PlayPlan& play : strategy.plays) {
            for (const ActionPlan& action : play.actions) {
                if (const auto* close = std::get_if<CloseLinkPlan>(&action.what)) add(close->links);
            }
        }
    }
    return closed;
}

std::vector<std::uint32_t> by_name(const std::vector<std::string>& names) {
    std::vector<std::uint32_t> positions(names.size());
    std::iota(positions.begin(), positions.end(), 0U);
    std::sort(positions.begin(), positions.end(),
              [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
    return positions;
}

std::vector<std::uint32_t> workers_of(const PlanData& plan, OrganisationId id) {
    const auto crews = plan.federation.of(id).crews;
    std::vector<std::string> names;
    for (std::uint32_t c = 0; c < crews.count; ++c) {
        names.push_back(plan.federation.crews[crews[c].index()].key);
    }
    std::vector<std::uint32_t> numbers = by_name(names);
    names.clear();
    for (const auto& pool : plan.scenario.pools) names.push_back(key_of(pool));
    for (const std::uint32_t pool : by_name(names)) numbers.push_back(crews.count + pool);
    return numbers;
}

}  // namespace

std::vector<std::vector<federation::LinkUse>> plan_link_uses(const PlanData& plan) {
    const std::vector<bool> closed = links_that_are_closed(plan);
    std::vector<std::vector<federation::LinkUse>> uses(closed.size());
    for (std::size_t l = 0; l < closed.size(); ++l) {
        if (!closed[l]) continue;
        const federation::LinkId id{l};
        uses[l] = federation::uses_of(*plan.needs, id);
        if (!uses[l].empty()) continue;
        uses[l].push_back({.by = plan.needs->of(id),
                           .groups = federation::groups_joined_by(plan.federation, id)});
    }
    return uses;
}

RepairPlan plan_repair(const PlanData& plan) {
    RepairPlan repair;
    const std::size_t groups = plan.federation.host_groups.size();
    repair.place.resize(groups);
    repair.needed_by.resize(groups);
    const auto height = heights(*plan.needs);
    for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
        add_places(plan, OrganisationId{o}, height, repair);
        repair.workers.push_back(workers_of(plan, OrganisationId{o}));
    }
    for (std::size_t g = 0; g < groups; ++g) add_needs(plan, HostGroupId{g}, repair);
    return repair;
}

}  // namespace kammerspiel::model
