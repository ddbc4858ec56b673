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

namespace {

/// Half of the least deviation: what is linear between is off by less than a hundredth of a share.
constexpr double grid_step = Blurred::least_deviation / 2;
/// So many deviations out nothing is left.
constexpr double reach = 5;

/// ∫ of the square of what goes evenly from `a` to `b` over a stretch.
double square_area(double a, double b, double length) {
    return length * (a * a + a * b + b * b) / 3;
}

}  // namespace

Blurred::Blurred(std::span<const double> sorted, std::span<const double> weights, double deviation,
                 double end)
    : end_(end) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    ensure(sum > 0, "{} values without weight are no forecast", sorted.size());
    const double first = std::min(sorted.front(), end);
    const auto cells =
        static_cast<std::size_t>(std::ceil((end - first + reach * deviation) / grid_step)) + 1;
    low_ = end - static_cast<double>(cells) * grid_step;
    // Each value is shared by the two points beside it, so that its mean stays.
    std::vector<double> mass(cells + 1, 0.0);
    for (std::size_t i = 0; i < sorted.size() && sorted[i] <= end; ++i) {
        const double place = (sorted[i] - low_) / grid_step;
        const auto point = std::min(static_cast<std::size_t>(place), cells - 1);
        const double part = place - static_cast<double>(point);
        mass[point] += weights[i] / sum * (1 - part);
        mass[point + 1] += weights[i] / sum * part;
    }
    const auto width = static_cast<std::size_t>(std::ceil(reach * deviation / grid_step));
    std::vector<double> step(width + 1);
    for (std::size_t n = 0; n <= width; ++n) {
        step[n] = below(static_cast<double>(n) * grid_step / deviation);
    }
    below_.assign(cells + 1, 0.0);
    for (std::size_t from = 0; from <= cells; ++from) {
        if (mass[from] == 0) continue;
        const std::size_t nearest = from > width ? from - width : 0;
        for (std::size_t to = nearest; to <= cells; ++to) {
            const std::size_t off = to > from ? to - from : from - to;
            const double p = off > width ? 1.0 : step[off];
            below_[to] += mass[from] * (to >= from ? p : 1 - p);
        }
    }
}

double Blurred::at(std::size_t point) const {
    return low_ + static_cast<double>(point) * grid_step;
}

double Blurred::quantile(double q) const {
    const auto above = std::lower_bound(below_.begin(), below_.end(), q);
    if (above == below_.end()) return std::numeric_limits<double>::infinity();
    const auto point = static_cast<std::size_t>(above - below_.begin());
    if (point == 0) return low_;
    const double before = below_[point - 1];
    return at(point - 1) + grid_step * (q - before) / (below_[point] - before);
}

double Blurred::position(double value) const {
    const double place = (value - low_) / grid_step;
    if (place <= 0) return 0;
    const auto point = std::min(static_cast<std::size_t>(place), below_.size() - 2);
    const double part = std::min(1.0, place - static_cast<double>(point));
    return below_[point] + part * (below_[point + 1] - below_[point]);
}

double Blurred::crps(const Sighting& seen) const {
    const double y = std::min(seen.value, end_);
    const double stop = seen.is_censored ? y : end_;
    // Before the grid begins nothing is forecast.
    double score = std::max(0.0, std::min(low_, stop) - y);
    for (std::size_t point = 0; point + 1 < below_.size() && at(point) < stop; ++point) {
        const double from = at(point);
        const double to = std::min(at(point + 1), stop);
        const double middle = std::clamp(y, from, to);
        const double p = position(from);
        const double q = position(middle);
        const double r = position(to);
        score += square_area(p, q, middle - from) + square_area(1 - q, 1 - r, to - middle);
    }
    return score;
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
