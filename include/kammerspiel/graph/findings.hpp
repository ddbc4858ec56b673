#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::graph {

/// Warns of what the structure makes impossible or dangerous, each at its place in the file:
/// - services, host groups and links that need each other to start, so that after a full shutdown
///   there is no way to begin;
/// - impacts that no chain of routes from any entry arms. Chance, time and what the strategies do
///   are left out of account: what is warned of can never happen;
/// - conditions of plays that ask for more than there is, and actions that find nothing in their
///   scope to act on;
/// - strategies that restore into a clean zone while an autonomous attacker's way from host to host
///   stays usable there: what inspection misses comes into the zone and infects it anew, which can
///   go on to the horizon. Silent where the strategy blocks the technique, closes a link of it or
///   resets credentials anywhere, and where nothing can be missed. Isolation does not count:
///   restoring ends it.
/// `federation` was compiled from the scenario.
void warn_of_structure(const scenario::Scenario& scenario, const federation::Federation& federation,
                       Diagnostics& out);

}  // namespace kammerspiel::graph
