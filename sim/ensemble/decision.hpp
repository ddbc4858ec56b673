#pragma once

#include <vector>

#include "kammerspiel/ensemble/comparison.hpp"
#include "kammerspiel/stats/outcomes.hpp"

namespace kammerspiel::ensemble {

/// Fills in which strategy is the best, and on what that depends. `outcomes`: one for each of the
/// comparison's metrics, whose figures are there already.
void decide(const std::vector<stats::Outcomes>& outcomes, const Question& question,
            Comparison& comparison);

}  // namespace kammerspiel::ensemble
