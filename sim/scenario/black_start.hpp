#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Warns of services, host groups and links that need each other to start, so that after a full
/// shutdown there is no way to begin. References that do not exist are passed over.
void warn_of_black_start(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
