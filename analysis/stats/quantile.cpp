#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/estimate.hpp"

namespace kammerspiel::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The mixture's distribution function, as steps.
class Steps {
   public:
    Steps(std::span<const double> values, std::span<const double> weights) {
        const auto rows = static_cast<double>(values.size() / weights.size());
        steps_.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double weight = weights[i % weights.size()];
            if (weight > 0) steps_.push_back({values[i], weight / rows});
        }
        // Equal values only with equal weights in between, so that sums do not hang on the order
        // of the rows.
        std::sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) {
            return a.value < b.value || (a.value == b.value && a.below < b.below);
        });
        double sum = 0;
        for (Step& step : steps_) {
            sum += step.below;
            step.below = sum;
        }
    }
    /// The smallest value with P(X ≤ v) ≥ p; +infinity where p > 1. A hair less is enough: sums
    /// of weights that should reach p are not to be missed by rounding.
    [[nodiscard]] double at_least(double p) const {
        const auto at = std::partition_point(steps_.begin(), steps_.end(), [&](const Step& step) {
            return step.below < p - rounding;
        });
        return at == steps_.end() ? infinity : at->value;
    }
    /// The largest value that is reached, in ascending order, with no more than p; -infinity
    /// where none is.
    [[nodiscard]] double at_most(double p) const {
        const auto at = std::partition_point(steps_.begin(), steps_.end(), [&](const Step& step) {
            return step.below <= p + rounding;
        });
        return at == steps_.begin() ? -infinity : std::prev(at)->value;
    }
    [[nodiscard]] double highest() const { return steps_.back().value; }

   private:
    static constexpr double rounding = 1e-11;
    struct Step {
        double value = 0;
        double below = 0;
    };
    std::vector<Step> steps_;
};

/// By how many independent values the share below `value` is known.
double effective_rows(std::span<const double> values, std::span<const double> weights,
                      double value) {
    const auto rows = static_cast<double>(values.size() / weights.size());
    double squared_weights = 0;
    for (const double weight : weights) squared_weights += weight * weight;
    // One attacker has all the weight: the rows themselves are independent.
    if (squared_weights > 1 - 1e-12) return rows;
    double sum = 0;
    double squares = 0;
    for (std::size_t row = 0; row < values.size(); row += weights.size()) {
        double below = 0;
        for (std::size_t a = 0; a < weights.size(); ++a) {
            if (values[row + a] <= value) below += weights[a];
        }
        sum += below;
        squares += below * below;
    }
    const double share = sum / rows;
    const double spread = squares / rows - share * share;
    const double most = rows / squared_weights;
    if (share >= 1 - 1e-12) return rows;
    if (spread <= 1e-12) return most;
    return std::min(most, rows * share * (1 - share) / spread);
}

}  // namespace

std::vector<Estimate> quantile_estimates(std::span<const double> values,
                                         std::span<const double> weights, std::span<const double> q,
                                         double confidence) {
    ensure(!weights.empty() && !values.empty() && values.size() % weights.size() == 0,
           "{} values of {} attackers have no quantiles", values.size(), weights.size());
    const Steps steps(values, weights);
    const double error = (1 - confidence) / 2;
    std::vector<Estimate> estimates;
    for (const double one : q) {
        const double value = std::min(steps.at_least(one), steps.highest());
        const double m = effective_rows(values, weights, value);
        const double lower = theory::order_statistic(m, one, error) / m;
        const double upper = theory::order_statistic(m, one, 1 - error) / m;
        estimates.push_back(
            {value, std::min(value, steps.at_most(lower)), std::max(value, steps.at_least(upper))});
    }
    return estimates;
}

}  // namespace kammerspiel::stats
