#include "analysis/graph/path_steps.hpp"

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {
namespace {

using federation::HostGroupId;
using federation::RealmId;

/// One step from one state to another, over a hub or not.
AttackStep step_of(const AttackRules& rules, std::uint16_t route_number, const AttackNode& from,
                   const AttackNode& to) {
    const RouteRule& route = rules.routes[route_number];
    AttackStep step{.route = route.number,
                    .from = HostGroupId{from.subject},
                    .to = HostGroupId{to.subject},
                    .holds = to.integrity,
                    .uses = {},
                    .takes = {},
                    .over = {}};
    if (!route.yields && !route.to_itself) {
        // The attacker stays where it is, with credentials from elsewhere.
        step.to = victim_of(rules, route, step.from, RealmId{to.cached});
        step.holds = Integrity::clean;
    }
    const auto& realm = rules.group(step.to).realm;
    if (route.needs_credentials) step.uses = realm;
    if (route.yields_credentials && realm && realm->value == to.cached &&
        to.cached != from.cached) {
        step.takes = realm;
    }
    const auto here = rules.group(step.from).organisation;
    const auto there = rules.group(step.to).organisation;
    if (route.crosses) {
        const auto links = route.between(here, there);
        if (!links.empty()) step.over = links.front().link;
    }
    step.chance = Probability{route.success};
    return step;
}

}  // namespace

std::vector<AttackStep> steps_of(const AttackGraph& graph, const Walk& walk) {
    std::vector<AttackStep> steps;
    const AttackNode* from = nullptr;
    for (std::size_t i = 0; i < walk.vertices.size(); ++i) {
        const AttackNode& node = graph.nodes()[walk.vertices[i]];
        if (node.kind != AttackNode::Kind::state) continue;
        if (from != nullptr) {
            const std::uint16_t route = graph.route_of_edge()[walk.edges[i - 1]];
            ensure(route != AttackGraph::no_route, "a step of an attack path has no route");
            steps.push_back(step_of(graph.rules(), route, *from, node));
        }
        from = &node;
    }
    return steps;
}

}  // namespace kammerspiel::graph
