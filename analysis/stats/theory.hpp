#pragma once

// The distributions of theory, so that Boost.Math is compiled in one place.

namespace kammerspiel::stats::theory {

/// Quantile of the standard normal distribution. Precondition: 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);
[[nodiscard]] double normal_cdf(double x);
/// Quantile of Student's t. Preconditions: 0 < p < 1, freedom ≥ 1.
[[nodiscard]] double t_quantile(double p, double freedom);
[[nodiscard]] double t_cdf(double x, double freedom);
/// P(the k-th smallest of m uniform numbers > q), for real 0 < k < m + 1.
[[nodiscard]] double order_statistic_above(double k, double m, double q);

}  // namespace kammerspiel::stats::theory
