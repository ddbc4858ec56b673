#include "analysis/graph/lasting.hpp"

#include <algorithm>

#include "kammerspiel/federation/need_level.hpp"

namespace kammerspiel::graph {
namespace {

/// What needs are made of in one organisation.
struct Lasting {
    const NeedGraph& graph;
    federation::OrganisationId id;
    const std::vector<std::int32_t>& levels;
    std::optional<NeedNodeId> without;

    std::int32_t level(federation::NodeIndex node) const {
        const NeedNodeId at = graph.global(id, node);
        return without == at ? 0 : levels[at.index()];
    }
    static bool counts(const federation::NeedNode& node) {
        return node.counts != federation::NeedNode::Counts::to_start;
    }
    static bool is_bridged(const federation::NeedNode&) { return false; }
    static bool may_be_missing(const federation::NeedNode&) { return false; }
};

std::int32_t workaround(const federation::Service& service) {
    const auto& fallback = service.fallback;
    if (!fallback || !fallback->automatic || fallback->at_most) return 0;
    return PartsPerMillion::of(fallback->capacity).count();
}

}  // namespace

std::int32_t lasting_level(const NeedGraph& graph, NeedNodeId node,
                           const std::vector<std::int32_t>& levels,
                           std::optional<NeedNodeId> without) {
    const auto id = graph.organisation(node);
    const auto& federation = graph.federation();
    const Lasting lasting{graph, id, levels, without};
    const federation::NeedLevel<std::int32_t, Lasting> needs(federation, lasting);
    const std::int32_t own = needs.of(federation.needs_of(id, graph.local(node)));
    const auto service = graph.service(node);
    if (!service) return own;
    const auto& info = federation.services[service->index()];
    return own < info.up_from.count() ? std::max(own, workaround(info)) : own;
}

}  // namespace kammerspiel::graph
