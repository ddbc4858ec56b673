#include <algorithm>
#include <cmath>

#include "analysis/stats/infinity.hpp"
#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/estimate.hpp"

namespace kammerspiel::stats {
namespace {

/// The mixture's distribution function, as steps.
class Steps {
   public:
    explicit Steps(const Mixture& mixture) {
        const auto runs = runs_of(mixture.values, mixture.weights, mixture.ran);
        steps_.reserve(mixture.values.size());
        for (std::size_t i = 0; i < mixture.values.size(); ++i) {
            const std::size_t a = i % runs.size();
            const double weight = mixture.weights[a];
            if (weight > 0 && mixture.has(i)) {
                steps_.push_back({mixture.values[i], weight / runs[a]});
            }
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
double effective_rows(const Mixture& mixture, double value) {
    const double most = most_values(mixture);
    const auto rows = static_cast<double>(mixture.values.size() / mixture.weights.size());
    // One attacker has all the weight: the rows themselves are independent.
    if (mixture.weights.size() == 1 || most > rows * (1 - 1e-12)) return most;
    std::vector<double> below(mixture.values.size());
    for (std::size_t i = 0; i < below.size(); ++i) below[i] = mixture.values[i] <= value ? 1 : 0;
    const Moments m = moments_of({below, mixture.weights, mixture.ran});
    const auto n = static_cast<double>(m.count);
    const double share = m.mean;
    // With divisor n, so that samples of 0 and 1 alone count as what they are.
    const double spread = m.deviation * m.deviation * (n - 1) / n;
    if (share >= 1 - 1e-12) return mixture.ran.empty() ? rows : most;
    if (spread <= 1e-12) return most;
    return std::min(most, n * share * (1 - share) / spread);
}

}  // namespace

std::vector<Estimate> quantile_estimates(const Mixture& mixture, std::span<const double> q,
                                         double confidence) {
    ensure(!mixture.weights.empty() && !mixture.values.empty() &&
               mixture.values.size() % mixture.weights.size() == 0,
           "{} values of {} attackers have no quantiles", mixture.values.size(),
           mixture.weights.size());
    const Steps steps(mixture);
    const double error = (1 - confidence) / 2;
    std::vector<Estimate> estimates;
    for (const double one : q) {
        const double value = std::min(steps.at_least(one), steps.highest());
        const double m = effective_rows(mixture, value);
        const double lower = theory::order_statistic(m, one, error) / m;
        const double upper = theory::order_statistic(m, one, 1 - error) / m;
        estimates.push_back(
            {value, std::min(value, steps.at_most(lower)), std::max(value, steps.at_least(upper))});
    }
    return estimates;
}

}  // namespace kammerspiel::stats
