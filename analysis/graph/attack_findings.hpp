#pragma once

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::graph {

/// Warns of impacts that are never armed or never have anything to strike, and of hands that have
/// no way in.
void warn_of_unreachable_impacts(const scenario::Scenario& scenario,
                                 const federation::Federation& federation, Diagnostics& out);

}  // namespace kammerspiel::graph
