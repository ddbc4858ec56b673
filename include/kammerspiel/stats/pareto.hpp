#pragma once

#include <span>
#include <vector>

#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Several metrics at once: which strategies are beaten in all of them.

namespace kammerspiel::stats {

/// One strategy's place among the others.
struct ParetoPlace {
    std::vector<double> values;             ///< one a metric: mean or median
    std::vector<std::size_t> dominated_by;  ///< as good in every metric and better in one
    /// Share of bootstrap resamples of the worlds in which nothing dominates it, in [0, 1].
    double share_on_front = 0;
    [[nodiscard]] bool is_on_front() const { return dominated_by.empty(); }
};

struct ParetoFront {
    /// By metric: compared by medians (times, and where a value is censored, rule 19) or by means.
    std::vector<bool> is_by_median;
    std::vector<ParetoPlace> strategies;
};

/// Metrics of the same strategies in the same worlds, over the mixture of attackers; smaller is
/// better in each. Resampled are worlds, the same for all strategies and metrics; medians move by
/// their linear approximation (Bahadur 1966), infinite ones stay.
/// Preconditions: at least one metric; equal numbers of strategies and worlds; replicates ≥ 1.
[[nodiscard]] ParetoFront pareto(std::span<const Outcomes> metrics, const kernel::Draws& draws,
                                 std::size_t replicates = 1000);

}  // namespace kammerspiel::stats
