#pragma once

#include <vector>

#include "kammerspiel/stats/comparison.hpp"
#include "kammerspiel/stats/outcomes.hpp"

namespace kammerspiel::stats {

/// Fills in which strategy is the best, and on what that depends. `outcomes`: one for each of the
/// comparison's metrics, whose figures are there already.
void decide(const std::vector<Outcomes>& outcomes, const Question& question,
            Comparison& comparison);

}  // namespace kammerspiel::stats
