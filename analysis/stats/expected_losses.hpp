#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/stats/outcomes.hpp"

// Expected losses by strategy and attacker, and an order of strategies.

namespace kammerspiel::stats {

using LossMatrix = std::vector<std::vector<double>>;  ///< [strategy][attacker]

/// Absent where a value of an attacker with weight is censored. Attackers without weight that have
/// such values count as infinitely bad.
[[nodiscard]] std::optional<LossMatrix> expected_losses(const Outcomes& outcomes);

/// Strategies from the least loss at the priors as they are to the greatest: where something else
/// leaves two equal, this decides and not their order in a file.
[[nodiscard]] std::vector<std::size_t> by_priors(const Outcomes& outcomes,
                                                 const LossMatrix& losses);

}  // namespace kammerspiel::stats
