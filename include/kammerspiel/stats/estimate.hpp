#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/stats/outcomes.hpp"

// Estimates with their uncertainty. Formulas and sources: docs/statistics.md.

namespace kammerspiel::stats {

/// A figure and its confidence interval. Where the data cannot bound it (one world, a high quantile
/// of few worlds, censored values), an end is infinite.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
    [[nodiscard]] double half_width() const { return (high - low) / 2; }
    [[nodiscard]] bool covers(double truth) const { return low <= truth && truth <= high; }
    bool operator==(const Estimate&) const = default;
};

/// Count, mean, standard deviation (divisor n - 1) and skewness (third standardised moment; 0
/// without spread).
struct Moments {
    std::size_t count = 0;
    double mean = 0;
    double deviation = 0;
    double skewness = 0;
};
/// Precondition: at least one sample, all finite.
[[nodiscard]] Moments moments(std::span<const double> samples);

/// Values by world, then attacker, with the attackers' weights (sum 1), and which of them there are
/// (empty: all).
struct Mixture {
    std::span<const double> values;
    std::span<const double> weights;
    std::span<const std::uint8_t> ran = {};
    [[nodiscard]] bool has(std::size_t i) const { return ran.empty() || ran[i] != 0; }
};

/// Of the mean over the mixture. Where every attacker was run in every world, the moments of the
/// worlds' weighted means. Else those of a sample, of as many independent values as the error's
/// degrees of freedom say (Satterthwaite 1946), whose mean has the same error and the same skewness
/// as the weighted sum of the attackers' means; worlds that attackers share count as shared.
/// Preconditions: finite values; every attacker with weight has one at least.
[[nodiscard]] Moments moments_of(const Mixture& mixture);

/// A mean of `samples` values with its standard error, as an estimate with Student's interval at
/// 95 %; of fewer than two samples without one.
[[nodiscard]] Estimate around(double mean, double standard_error, double samples);

/// Mean of independent samples of one quantity with the t-interval that Hall's monotone cubic
/// transformation corrects for skewness (Hall 1992); without skewness it is Student's. Where no
/// sample is negative, the interval does not begin below 0.
/// Preconditions: at least one sample, all finite; 0 < confidence < 1.
[[nodiscard]] Estimate mean_estimate(std::span<const double> samples, double confidence = 0.95);
[[nodiscard]] Estimate mean_estimate(const Mixture& mixture, double confidence = 0.95);

/// Mean of independent differences: at each end the wider of Hall's and Student's interval. Of two
/// that differ by luck alone the difference is symmetric, the skewness of a sample mostly noise,
/// and Student's holds; of a lopsided one Hall's does (measured: docs/statistics.md). Without any
/// spread the difference is known (rule 40). Preconditions as above.
[[nodiscard]] Estimate difference_estimate(std::span<const double> differences,
                                           double confidence = 0.95);
/// The same of differences whose moments are known.
[[nodiscard]] Estimate difference_estimate(const Moments& moments, double confidence = 0.95);
/// Two-sided p of "the mean difference is 0": the test that difference_estimate inverts. 1 for a
/// single sample or nothing but zeros.
[[nodiscard]] double difference_p_value(std::span<const double> differences);
[[nodiscard]] double difference_p_value(const Moments& moments);
/// The smaller, in size, of a mean difference's two test statistics, Student's and Hall's, with its
/// sign; 0 where they disagree in it. Precondition: some spread.
[[nodiscard]] double test_statistic(const Moments& moments);

/// Quantiles of the mixture that draws the row's value of attacker a with weight a: the smallest
/// value v with P(X ≤ v) ≥ q. Interval: order statistics, exact (conservative) where one attacker
/// has weight; for several, with the number of rows divided by the design effect of the mixture at
/// the quantile (Woodruff 1952; Korn and Graubard 1998). Values may be infinite.
/// Preconditions: rows of weights.size() values, at least one; weights sum to 1; 0 < q < 1.
[[nodiscard]] std::vector<Estimate> quantile_estimates(const Mixture& mixture,
                                                       std::span<const double> q,
                                                       double confidence = 0.95);

/// By how many independent values a mixture is known at most: 1 / Σ weight² / runs.
[[nodiscard]] double most_values(const Mixture& mixture);

/// Share p of something that `samples`, each in [0, 1], are the independent parts of: Wilson's
/// interval (1927), with the count divided by the design effect s² / (p (1 - p)). `most` bounds
/// that effective count from above, so that samples without spread do not claim certainty.
[[nodiscard]] Estimate share_estimate(std::span<const double> samples, double most,
                                      double confidence = 0.95);
[[nodiscard]] Estimate share_estimate(const Mixture& mixture, double confidence = 0.95);

/// What is known of one strategy. Mean and CVaR are absent when any value is censored (rule 19).
struct Summary {
    std::optional<Estimate> mean;
    Estimate p5, median, p95;
    /// Half of the weight lies at or below the median, and all of the other half is not reached:
    /// "the median or never".
    bool median_or_never = false;
    bool by_median = false;  ///< strategies are compared by the median
    /// Mean of the worst 5 % (conditional value at risk; Rockafellar and Uryasev 2000).
    std::optional<Estimate> cvar95;
    /// Share not reached within the horizon, in [0, 1].
    double censored = 0;
};

/// Over the mixture of attackers. Precondition: 0 < confidence < 1.
[[nodiscard]] Summary summarise(const Outcomes& outcomes, std::size_t strategy,
                                double confidence = 0.95);
/// Given that it is this attacker, whatever its weight.
[[nodiscard]] Summary summarise_under(const Outcomes& outcomes, std::size_t strategy,
                                      std::size_t attacker, double confidence = 0.95);

/// The figure by which strategies are weighed: the mean or, of times and of what is not always
/// reached, the median.
[[nodiscard]] const Estimate& typical(const Summary& summary);

}  // namespace kammerspiel::stats
