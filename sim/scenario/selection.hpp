#pragma once

#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Whether `selector` chooses any of the organisation's hosts; a group without hosts has none.
[[nodiscard]] bool selects_any(const Selector& selector, const Organisation& organisation);

}  // namespace kammerspiel::scenario
