#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/federation/need_level.hpp"
#include "kammerspiel/graph/need_graph.hpp"

namespace kammerspiel::graph {

/// One need that is taken as met when its service starts.
struct Excused {
    NeedNodeId service;
    NeedNodeId need;
};

/// What needs are made of in one organisation while it comes back, when every grace is over.
class StartLevels {
   public:
    enum class Moment { starting, running };
    StartLevels(const NeedGraph& graph, const std::vector<std::int32_t>& levels)
        : graph_(graph), levels_(levels) {}

    /// The level that a node's needs give it, in parts per million.
    [[nodiscard]] std::int32_t of(NeedNodeId node, Moment moment,
                                  const std::optional<Excused>& excused = {}) const {
        const auto id = graph_.organisation(node);
        const bool is_excused = excused && excused->service == node;
        const World world{graph_, levels_, id, moment,
                          is_excused ? std::optional(excused->need) : std::nullopt};
        const federation::NeedLevel<std::int32_t, World> needs(graph_.federation(), world);
        return needs.of(graph_.federation().needs_of(id, graph_.local(node)));
    }

   private:
    struct World {
        const NeedGraph& graph;
        const std::vector<std::int32_t>& levels;
        federation::OrganisationId id;
        Moment moment;
        std::optional<NeedNodeId> met;

        std::int32_t level(federation::NodeIndex node) const {
            const NeedNodeId at = graph.global(id, node);
            return met == at ? PartsPerMillion::full().count() : levels[at.index()];
        }
        bool counts(const federation::NeedNode& need) const {
            switch (need.counts) {
                case federation::NeedNode::Counts::always: return true;
                case federation::NeedNode::Counts::to_start: return moment == Moment::starting;
                case federation::NeedNode::Counts::running: return moment == Moment::running;
            }
            unreachable();
        }
        static bool is_bridged(const federation::NeedNode&) { return false; }
    };
    const NeedGraph& graph_;
    const std::vector<std::int32_t>& levels_;
};

}  // namespace kammerspiel::graph
