#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Warns of impacts that no chain of routes from any entry arms. Luck, time, credentials and what
/// the strategies do are left out of account: what is warned of can never happen.
/// Precondition: the scenario has no errors.
void warn_of_unreachable_impacts(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
