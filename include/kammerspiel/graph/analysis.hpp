#pragma once

#include <vector>

#include "kammerspiel/graph/bootstrap.hpp"
#include "kammerspiel/graph/criticality.hpp"
#include "kammerspiel/graph/failure.hpp"
#include "kammerspiel/graph/separation.hpp"

// All that `analyse` asks of the needs and links of a federation, without a run.

namespace kammerspiel::graph {

/// What needs alone tell. Keeps a reference to the graph, and through it to the federation.
struct NeedAnalysis {
    explicit NeedAnalysis(const NeedGraph& of) : graph(of) {}
    const NeedGraph& graph;
    SingleFailures singles;
    PairFailures pairs;
    Dependences dependences;
    std::vector<Separation> separations;
    Bootstrap tested;   ///< black start where every host is found clean
    Bootstrap rebuilt;  ///< where every host must be rebuilt
    std::vector<std::vector<NeedNodeId>> circles;
    Betweenness betweenness;
    std::vector<std::uint64_t> members_in_reach;  ///< by node; see criticality.hpp
    std::vector<MemberHours> inoperability;       ///< by node
};
[[nodiscard]] NeedAnalysis analyse_needs(const scenario::Scenario& scenario,
                                         const NeedGraph& graph);

}  // namespace kammerspiel::graph
