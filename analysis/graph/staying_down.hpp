#pragma once

#include <string>
#include <vector>

#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::graph {

/// Host groups and links that plays of the strategy take down and nothing in it ever brings back:
/// no restore, no order to open, no condition that a link was closed for. By their local names
/// where all of that name stay down, else with their organisations'; sorted.
[[nodiscard]] std::vector<std::string> staying_down(const federation::NeedGraph& graph,
                                                    const scenario::Strategy& strategy);

}  // namespace kammerspiel::graph
