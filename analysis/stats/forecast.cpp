#include "kammerspiel/stats/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

double density(double z) {
    return std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}
/// P(Z ≤ z); by erfc, which is exact in the far tail where 1 − P is not.
double below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// ∫ Φ(x)² dx over x ≤ z: z Φ² + 2 Φ φ − Φ(√2 z) / √π.
double area_below(double z) {
    const double p = below(z);
    return z * p * p + 2 * p * density(z) -
           below(std::numbers::sqrt2 * z) * std::numbers::inv_sqrtpi;
}

/// φ / (1 − Φ) at z, of which the quotient is 0 / 0 far out.
double hazard(double z) {
    constexpr double far = 30;
    return z > far ? z + 1 / z : density(z) / below(-z);
}

}  // namespace

double crps(std::span<const double> sorted, std::span<const double> weights, const Sighting& seen,
            double end) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    ensure(sum > 0, "{} values without weight are no forecast", sorted.size());
    const double y = std::min(seen.value, end);
    const double stop = seen.is_censored ? y : end;
    double score = 0;
    double weight = 0;
    double at = std::min(sorted.empty() ? stop : std::min(sorted.front(), stop), y);
    // Between two values the distribution function is constant; the sighting divides one stretch.
    const auto add_until = [&](double next) {
        const double p = weight / sum;
        const double until = std::min(next, stop);
        const double middle = std::clamp(y, at, std::max(at, until));
        if (until > at) score += (middle - at) * p * p + (until - middle) * (1 - p) * (1 - p);
        at = std::max(at, until);
    };
    for (std::size_t i = 0; i < sorted.size() && sorted[i] < stop; ++i) {
        add_until(sorted[i]);
        weight += weights[i];
    }
    add_until(stop);
    return score;
}

double Normal::quantile(double q) const { return mean + deviation * theory::normal_quantile(q); }
double Normal::position(double value) const { return below((value - mean) / deviation); }

double crps(const Normal& forecast, const Sighting& seen, double end) {
    const double y = (std::min(seen.value, end) - forecast.mean) / forecast.deviation;
    const double h = (end - forecast.mean) / forecast.deviation;
    const double before = area_below(y);
    const double after = seen.is_censored ? 0 : area_below(-y) - area_below(-h);
    return forecast.deviation * (before + after);
}

double position(std::span<const double> sorted, std::span<const double> weights, double value) {
    double before = 0;
    double sum = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        sum += weights[i];
        if (sorted[i] <= value) before += sorted[i] < value ? weights[i] : weights[i] / 2;
    }
    return before / sum;
}

double quantile(std::span<const double> sorted, std::span<const double> weights, double q) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    // A hair less, so that sums of weights which should reach q are not missed by rounding.
    const double wanted = q * sum * (1.0 - 1e-12);
    double before = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        before += weights[i];
        if (before >= wanted) return sorted[i];
    }
    return std::numeric_limits<double>::infinity();
}

double held(double position, bool is_censored, double band) {
    const double low = (1 - band) / 2;
    const double high = (1 + band) / 2;
    if (!is_censored) return position >= low && position <= high ? 1 : 0;
    if (position >= high) return 0;
    return (high - std::max(low, position)) / (1 - position);
}

std::optional<Normal> likeliest_normal(std::span<const Sighting> seen,
                                       std::span<const double> weights, double least) {
    double sum = 0;
    double of_values = 0;
    Normal fit{0, 0};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        sum += weights[i];
        if (!seen[i].is_censored) of_values += weights[i];
        fit.mean += weights[i] * seen[i].value;
    }
    if (of_values <= 0) return std::nullopt;
    fit.mean /= sum;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const double off = seen[i].value - fit.mean;
        fit.deviation += weights[i] * off * off;
    }
    fit.deviation = std::max(std::sqrt(fit.deviation / sum), least);
    // Expectation and maximisation (Dempster, Laird and Rubin 1977): each censored value is put
    // where it would lie on average under the last fit, with the spread that it then has.
    constexpr int most_steps = 100'000;
    constexpr double still = 1e-12;
    for (int step = 0; step < most_steps; ++step) {
        double first = 0;
        double second = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            double value = seen[i].value;
            double square = value * value;
            if (seen[i].is_censored) {
                const double h = hazard((value - fit.mean) / fit.deviation);
                square = fit.mean * fit.mean + fit.deviation * fit.deviation +
                         fit.deviation * h * (value + fit.mean);
                value = fit.mean + fit.deviation * h;
            }
            first += weights[i] * value;
            second += weights[i] * square;
        }
        const double mean = first / sum;
        const double deviation =
            std::max(std::sqrt(std::max(second / sum - mean * mean, 0.0)), least);
        const double moved = std::abs(mean - fit.mean) + std::abs(deviation - fit.deviation);
        fit = {mean, deviation};
        if (moved < still) break;
    }
    return fit;
}

}  // namespace kammerspiel::stats
