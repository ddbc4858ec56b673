#pragma once

#include <optional>
#include <vector>

#include "analysis/graph/attack_graph.hpp"
#include "analysis/graph/shortest_paths.hpp"
#include "kammerspiel/graph/attack_paths.hpp"

namespace kammerspiel::graph {

/// A walk on the attack graph as what the attacker does.
[[nodiscard]] std::vector<AttackStep> steps_of(const AttackGraph& graph, const Walk& walk);

}  // namespace kammerspiel::graph
