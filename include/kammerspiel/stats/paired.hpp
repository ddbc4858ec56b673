#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Two strategies in the same worlds.

namespace kammerspiel::stats {

/// Strategy a against strategy b, world by world: negative where a loses less.
///
/// Censored values (rule 19): a alone not reached counts as +infinity, b alone as -infinity, both
/// as a tie. With any of them there is no mean, but a median and the shares.
struct Paired {
    std::size_t a = 0, b = 0;
    std::optional<Estimate> mean;  ///< of a - b
    Estimate median;               ///< of a - b; not the difference of the medians
    /// P(a loses less) + P(tie) / 2, and its three parts, which sum to 1.
    Estimate a_is_better;
    double wins = 0, ties = 0, losses = 0;
    /// Two-sided p of "no difference": of the mean where there is one, else of a_is_better = 1/2.
    double p_value = 1;
    /// How many times more worlds would be needed if a and b were run in worlds of their own:
    /// (Var a + Var b) / Var(a - b). Absent without a mean; infinite if the difference is constant.
    std::optional<double> worlds_saved;
};

/// Over the mixture of attackers.
[[nodiscard]] Paired compare(const Outcomes& outcomes, std::size_t a, std::size_t b,
                             double confidence = 0.95);
/// Given that it is this attacker.
[[nodiscard]] Paired compare_under(const Outcomes& outcomes, std::size_t a, std::size_t b,
                                   std::size_t attacker, double confidence = 0.95);

/// Several comparisons at once. All intervals of the means hold together with `confidence`
/// (Bonferroni), likewise those of the medians, and of the shares; p values are Holm's.
/// Every pair a < b:
[[nodiscard]] std::vector<Paired> compare_all(const Outcomes& outcomes, double confidence = 0.95);
/// Every other strategy as a against the reference as b:
[[nodiscard]] std::vector<Paired> compare_with(const Outcomes& outcomes, std::size_t reference,
                                               double confidence = 0.95);

/// Holm's step-down adjusted p values (1979), in the order given.
[[nodiscard]] std::vector<double> holm(std::span<const double> p_values);
/// The confidence of each of `count` intervals that hold together with `confidence`.
[[nodiscard]] double bonferroni(double confidence, std::size_t count);

/// The mean difference or, of what is not always reached, the median.
[[nodiscard]] const Estimate& typical(const Paired& pair);
/// Whether `a` is better than `b` by more than luck, all pairs considered: the interval of the mean
/// difference or, where there is none or it has no width, of the share of worlds won.
[[nodiscard]] bool is_clearly_better(const Paired& pair);
/// The same, whichever of the two it is.
[[nodiscard]] bool is_clear(const Paired& pair);

}  // namespace kammerspiel::stats
