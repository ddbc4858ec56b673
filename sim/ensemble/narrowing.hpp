#pragma once

#include "kammerspiel/ensemble/comparison.hpp"

namespace kammerspiel::ensemble {

/// Absent for a study that is not in rounds.
[[nodiscard]] std::optional<Narrowing> narrowing_of(const Store& store, const Question& question);

}  // namespace kammerspiel::ensemble
