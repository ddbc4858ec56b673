#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kammerspiel/scenario/scenario.hpp"

// Actions that are made up while a scenario is being played.

namespace kammerspiel::scenario {

/// Actions written as they stand under `do:` of a play: a list, or a single one. They are read and
/// checked as those of the scenario are, and what is wrong with them is said in the same words,
/// with places in `order`. Absent if there are errors or no actions. Precondition: `scenario` came
/// from `load` without errors.
[[nodiscard]] std::optional<std::vector<Action>> read_order(std::string_view text,
                                                            const Scenario& scenario,
                                                            Diagnostics& out);

}  // namespace kammerspiel::scenario
