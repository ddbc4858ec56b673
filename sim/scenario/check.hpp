#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// What only shows when everything has been read: names that nothing has, contradictions, and
/// dependencies that cannot start again after a full shutdown.
void check(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
