#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Names that nothing in the exercise or the scenario has, names that come twice, and times that do
/// not fit their moves. Where the scenario is not `is_complete`, what could not be read may have
/// the names of organisations and attackers. Precondition: the scenario has an exercise.
void check_exercise(const Scenario& scenario, bool is_complete, Diagnostics& out);

}  // namespace kammerspiel::scenario
