#pragma once

#include <cstddef>
#include <optional>
#include <span>

// How good a forecast of a time was: scored against what was observed, or against no more than that
// it had not come yet. Values are times on any scale on which errors count alike, such as the
// logarithm of days. Formulas and sources: docs/backtest.md.

namespace kammerspiel::stats {

/// What is known of a time that was forecast.
struct Sighting {
    double value = 0;
    bool is_censored = false;  ///< it had not come by `value`; nothing else is known
    bool operator==(const Sighting&) const = default;
};

/// Continuous ranked probability score of a weighted sample up to `end`, beyond which the sample
/// says nothing (values there may be infinite): ∫ (F(x) − 1{y ≤ x})² dx over x ≤ end, and of a
/// censored y over x ≤ y alone. Lower is better; in the unit of the values.
/// Preconditions: `sorted` ascends; weights are ≥ 0 and not all 0; the sighting is ≤ end.
[[nodiscard]] double crps(std::span<const double> sorted, std::span<const double> weights,
                          const Sighting& seen, double end);

/// A normal distribution of the values: lognormal times, where values are logarithms.
struct Normal {
    double mean = 0;
    double deviation = 1;
    /// Precondition: 0 < q < 1.
    [[nodiscard]] double quantile(double q) const;
    /// P(X ≤ value)
    [[nodiscard]] double position(double value) const;
    bool operator==(const Normal&) const = default;
};
/// The same score of a normal distribution, in closed form. Precondition: as above.
[[nodiscard]] double crps(const Normal& forecast, const Sighting& seen, double end);

/// P(X < v) + P(X = v) / 2 in a weighted sample. Preconditions: as above.
[[nodiscard]] double position(std::span<const double> sorted, std::span<const double> weights,
                              double value);
/// The smallest value v with P(X ≤ v) ≥ q; infinite where it lies beyond the end.
/// Precondition: 0 < q < 1.
[[nodiscard]] double quantile(std::span<const double> sorted, std::span<const double> weights,
                              double q);

/// How much of a central band holds what was seen at `position` of its forecast: 1 or 0. Of a
/// censored one, the part of what lies beyond it that the band holds: its expectation, were the
/// forecast right. Precondition: 0 < band < 1.
[[nodiscard]] double held(double position, bool is_censored, double band);

/// The normal distribution under which weighted sightings, censored ones among them, are likeliest.
/// A deviation is never below `least`. Absent where no sighting is a value.
/// Preconditions: a weight ≥ 0 for each; least > 0.
[[nodiscard]] std::optional<Normal> likeliest_normal(std::span<const Sighting> seen,
                                                     std::span<const double> weights, double least);

}  // namespace kammerspiel::stats
