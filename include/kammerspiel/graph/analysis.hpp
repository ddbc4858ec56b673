#pragma once

#include <vector>

#include "kammerspiel/graph/alike.hpp"
#include "kammerspiel/graph/attack_cut.hpp"
#include "kammerspiel/graph/attack_paths.hpp"
#include "kammerspiel/graph/bootstrap.hpp"
#include "kammerspiel/graph/contagion.hpp"
#include "kammerspiel/graph/criticality.hpp"
#include "kammerspiel/graph/failure.hpp"
#include "kammerspiel/graph/separation.hpp"

// All that `analyse` asks of a scenario, without a run.

namespace kammerspiel::graph {

/// What needs and links alone tell. Keeps a reference to the graph, and through it to the
/// federation.
struct NeedAnalysis {
    explicit NeedAnalysis(const NeedGraph& of) : graph(of) {}
    const NeedGraph& graph;
    Alike alike;  ///< organisations that tables show once
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

/// What the attackers' routes tell.
struct AttackAnalysis {
    std::vector<ProfilePaths> paths;
    std::vector<ProfileCut> cuts;
    Contagion contagion;
};
/// `singles` says what each part of a cut costs by itself, which the search adds up; the cuts that
/// it finds are then priced as a whole, and are the least for sure only where they cost nothing.
[[nodiscard]] AttackAnalysis analyse_attacks(const scenario::Scenario& scenario,
                                             const NeedGraph& graph, const SingleFailures& singles,
                                             const PathOptions& options = {});

/// By organisation: the median time in which the quickest of the attackers controls its
/// directory (where it has none: whatever falls first of what matters there); absent where none
/// can.
[[nodiscard]] std::vector<std::optional<Duration>> time_to_fall(
    const federation::Federation& federation, const std::vector<ProfilePaths>& paths);

}  // namespace kammerspiel::graph
