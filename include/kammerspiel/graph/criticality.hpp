#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/base/units.hpp"
#include "kammerspiel/federation/need_graph.hpp"

// How much of the federation rests on each node, by measures that other fields know. What a failure
// really does is in failure.hpp; these say how it comes about, and check it.

namespace kammerspiel::graph {

using federation::NeedGraph;
using federation::NeedNodeId;

/// By node: the share of shortest chains of needs, over all pairs of nodes, that run through it, in
/// [0, 1] (Freeman 1977; computed as by Brandes 2001).
struct Betweenness {
    std::vector<double> of_node;
    /// Organisations that it was computed on: all, or those that others depend on and as many of
    /// the others as `most_vertices` allow, evenly picked. What was left out has 0.
    std::uint32_t organisations = 0;
    bool is_sampled = false;
};
inline constexpr std::size_t most_vertices = 3'000;
[[nodiscard]] Betweenness need_betweenness(const NeedGraph& graph);

/// By node: members of the organisations one of whose services with demand needs it, directly or
/// not, whatever stands in for it. Empty where that would be too much work (see `most_steps`).
[[nodiscard]] std::vector<std::uint64_t> members_in_reach(const NeedGraph& graph);
inline constexpr std::uint64_t most_steps = 200'000'000;

/// By node: an analytic estimate of the member-hours lost in a day when it gives nothing, from the
/// inoperability input–output model (Haimes & Jiang 2001; after Leontief): q = A q + c, where
/// A[i,j] is the share of its level that i loses when j alone fails, so that wᵀ (I − A)⁻¹ is what
/// each node's failure costs. It adds up what comes over several ways, where the least of all needs
/// counts in truth, and takes circles as one node: where needs are all or nothing, it is more than
/// a failure really does, or the same where every service hangs on it by one way only. It is less
/// where needs are softened one after the other (it multiplies them), and where alternatives have a
/// common cause (each may fail alone, but they fail together).
[[nodiscard]] std::vector<MemberHours> inoperability(const NeedGraph& graph);

}  // namespace kammerspiel::graph
