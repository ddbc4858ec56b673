#pragma once

#include <cstdint>
#include <optional>
#include <vector>

// Quantiles of weighted samples of which some are only known to be later than the horizon.

namespace kammerspiel::stats {

/// A value with its weight; absent: not reached within the horizon (rule 19), larger than all.
struct Weighted {
    std::optional<double> value;
    double weight = 1.0;
};

/// Weighted samples in ascending order, the censored ones last.
class WeightedSample {
   public:
    /// Precondition: at least one weight is > 0, none is negative.
    explicit WeightedSample(std::vector<Weighted> values);

    /// The smallest value v with P(X ≤ v) ≥ q, the inverse of the empirical distribution function;
    /// absent where it is censored. Precondition: 0 ≤ q ≤ 1.
    [[nodiscard]] std::optional<double> quantile(double q) const;
    /// P(X < v) + P(X = v) / 2: where a value falls in the distribution.
    [[nodiscard]] double position(double v) const;
    /// Share that is censored.
    [[nodiscard]] double censored() const;

   private:
    std::vector<Weighted> values_;
    double sum_ = 0.0;
};

}  // namespace kammerspiel::stats
