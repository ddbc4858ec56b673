#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/model/run.hpp"

// When the conditions of an exercise's injects come true in the world that is played. The model
// itself tells it: each condition is watched by a play of the crisis team that does nothing.

namespace kammerspiel::exercise {

/// The scenario with a further play in `strategy` for each inject that has a condition. Its worlds
/// are the same: such a play draws nothing that another one would draw and changes nothing.
/// Precondition: `scenario` has an exercise.
[[nodiscard]] scenario::Scenario with_watches(scenario::Scenario scenario, std::uint32_t strategy);

/// For each of the exercise's injects the moment at which its condition came true; absent for those
/// without one, or where it never did. `plan` is of what `with_watches` gave.
[[nodiscard]] std::vector<std::optional<SimTime>> came_true(const model::Plan& plan,
                                                            const model::RunOptions& options,
                                                            const model::RunResult& result);

}  // namespace kammerspiel::exercise
