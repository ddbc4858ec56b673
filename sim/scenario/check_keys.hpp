#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Two things of one kind side by side must not go by one key: they would have one luck.
void check_keys(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
