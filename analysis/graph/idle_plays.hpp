#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::graph {

/// Warns of plays that do less than they say: conditions that ask for more than there can be, so
/// that they never hold, and actions that find nothing in their scope to act on.
void warn_of_idle_plays(const scenario::Scenario& scenario, const federation::NeedGraph& graph,
                        Diagnostics& out);

}  // namespace kammerspiel::graph
