#pragma once

#include <vector>

#include "kammerspiel/graph/bootstrap.hpp"

namespace kammerspiel::graph {

/// Why nodes stay down whose level is 0 after everything else has come back. `has_hands`, by node:
/// false for a host group that no crew can work on.
[[nodiscard]] std::vector<Deadlock> find_deadlocks(const NeedGraph& graph,
                                                   const std::vector<std::int32_t>& levels,
                                                   const std::vector<bool>& has_hands);

}  // namespace kammerspiel::graph
