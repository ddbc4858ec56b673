#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// What could never be judged or never come true: dates and duties of organisations that lack the
/// service, duties without a channel, services that nobody wants, plays that wait for themselves.
/// Precondition: every organisation was read.
void check_promises(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
