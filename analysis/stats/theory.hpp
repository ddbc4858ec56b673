#pragma once

// The distributions of theory, so that Boost.Math is compiled in one place.

namespace kammerspiel::stats::theory {

/// Quantile of the standard normal distribution. Precondition: 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);
[[nodiscard]] double normal_cdf(double x);
/// Quantile of Student's t. Preconditions: 0 < p < 1, freedom ≥ 1.
[[nodiscard]] double t_quantile(double p, double freedom);
[[nodiscard]] double t_cdf(double x, double freedom);
/// The real k in (0, m + 1) with P(k-th smallest of m uniform numbers > q) = `above`; the law of
/// the k-th is Beta(k, m - k + 1), also between the whole numbers. Precondition: 0 < q, above < 1.
[[nodiscard]] double order_statistic(double m, double q, double above);

}  // namespace kammerspiel::stats::theory
