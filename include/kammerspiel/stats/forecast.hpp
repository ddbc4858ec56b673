#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

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

/// A weighted sample of which each value is off by an error that is normal with one deviation: what
/// a simulation says, and how far reality lies beside it (Kennedy and O'Hagan 2001). Its
/// distribution function is kept on an even grid and linear between; values that are infinite have
/// no error.
class Blurred {
   public:
    /// Preconditions: as above; deviation ≥ `least_deviation`.
    Blurred(std::span<const double> sorted, std::span<const double> weights, double deviation,
            double end);
    static constexpr double least_deviation = 0.1;

    /// Infinite where it lies beyond the end. Precondition: 0 < q < 1.
    [[nodiscard]] double quantile(double q) const;
    /// P(X ≤ value). Precondition: value ≤ end.
    [[nodiscard]] double position(double value) const;
    [[nodiscard]] double crps(const Sighting& seen) const;

   private:
    double low_ = 0;  ///< of the grid; below it lies next to nothing
    double end_ = 0;
    std::vector<double> below_;  ///< P(X ≤ x) at the points of the grid; the last one is the end
    [[nodiscard]] double at(std::size_t point) const;
};

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
