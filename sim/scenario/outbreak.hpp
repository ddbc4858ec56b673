#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Warns of strategies that restore into a clean zone while an autonomous attacker's way from host
/// to host stays usable there: what inspection misses comes into the zone and infects it anew,
/// which can go on to the horizon. Silent where the strategy blocks the technique, closes the link
/// or resets the credentials anywhere, and where nothing can be missed. Isolation does not count:
/// restoring ends it. Precondition: the scenario has no errors.
void warn_of_outbreaks(const Scenario& scenario, Diagnostics& out);

}  // namespace kammerspiel::scenario
