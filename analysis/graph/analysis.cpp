#include "kammerspiel/graph/analysis.hpp"

namespace kammerspiel::graph {

NeedAnalysis analyse_needs(const scenario::Scenario& scenario, const NeedGraph& graph) {
    NeedAnalysis result(graph);
    FailureStudy study(graph);
    result.singles = single_failures(study, graph);
    result.pairs = pair_failures(study, graph);
    result.dependences = dependences(study, graph);
    result.separations = separations(graph.federation());
    result.tested = bootstrap(scenario, graph, Effort::tested, result.singles.cost_of_group);
    result.rebuilt = bootstrap(scenario, graph, Effort::rebuilt, result.singles.cost_of_group);
    result.circles = start_circles(graph);
    result.betweenness = need_betweenness(graph);
    result.members_in_reach = members_in_reach(graph);
    result.inoperability = inoperability(graph);
    return result;
}

}  // namespace kammerspiel::graph
