#pragma once

#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// What of the stages of recovery can never end, or never begin. Precondition: every organisation
/// could be read.
void check_stages(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
