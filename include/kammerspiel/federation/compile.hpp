#pragma once

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::federation {

/// Resolves every name of a checked scenario into indices. Organisations keep the order of the
/// scenario, which decides nothing but the order of tables: draws depend on names alone.
/// Precondition: `scenario` came from `scenario::load` without errors; a reference that does not
/// resolve throws BrokenModel.
[[nodiscard]] Federation compile(const scenario::Scenario& scenario);

/// The same. Needs as they were written, most of a large scenario's memory, are let go of one
/// organisation after the other, as they are compiled.
[[nodiscard]] Federation compile_and_release(scenario::Scenario& scenario);

}  // namespace kammerspiel::federation
