#include <algorithm>

#include "kammerspiel/federation/link_use.hpp"
#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {
namespace {

using federation::NeedGraph;
using federation::NeedNodeId;

/// Place of every node in the order of a restore: of a service the place of its name, others after
/// all that are named; of whatever something needs, the earliest place of all that need it. What no
/// service needs comes last.
std::vector<std::uint16_t> ranks(const NeedGraph& graph, const std::vector<scenario::Name>& order) {
    const auto others = static_cast<std::uint16_t>(order.size());
    std::vector<std::uint16_t> rank(graph.size(), static_cast<std::uint16_t>(others + 1));
    std::vector<std::vector<NeedNodeId>> at(order.size() + 1);
    const auto& services = graph.federation().services;
    for (std::size_t s = 0; s < services.size(); ++s) {
        const auto named = std::find_if(order.begin(), order.end(), [&](const auto& name) {
            return name.text == services[s].local_name;
        });
        at[static_cast<std::size_t>(named - order.begin())].push_back(
            graph.of(federation::ServiceId{s}));
    }
    for (std::uint16_t place = 0; place < at.size(); ++place) {
        std::vector<NeedNodeId>& open = at[place];
        while (!open.empty()) {
            const NeedNodeId node = open.back();
            open.pop_back();
            if (rank[node.index()] <= place) continue;
            rank[node.index()] = place;
            for (const NeedNodeId needed : graph.needs(node)) open.push_back(needed);
        }
    }
    return rank;
}

std::uint8_t closeness(scenario::Scope::Kind kind) {
    switch (kind) {
        case scenario::Scope::Kind::everything: return 0;
        case scenario::Scope::Kind::region:
        case scenario::Scope::Kind::affected_region: return 1;
        case scenario::Scope::Kind::organisation:
        case scenario::Scope::Kind::affected_organisation: return 2;
    }
    unreachable();
}

}  // namespace

RestorePlan plan_restore(const PlanData& plan, const scenario::Restore& written) {
    return {.groups = federation::resolve(plan.federation, written.scope).host_groups,
            .links = federation::links_in(*plan.needs, written.scope),
            .closeness = closeness(written.scope.kind),
            .begins_after = Sampler(written.begins_after),
            .begin = {},
            .thoroughness = written.thoroughness.value(),
            .gate = written.gate,
            .rebuild = written.rebuild,
            .into_clean_zone = written.into_clean_zone,
            .rank = ranks(*plan.needs, written.order)};
}

}  // namespace kammerspiel::model
