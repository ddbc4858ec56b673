#include "kammerspiel/stats/estimate.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/stats/infinity.hpp"
#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

/// Hall's transformation of W = (sample mean - mean) / deviation, which takes the skewness out.
double hall(double w, double skewness, double count) {
    const double b = skewness / 3;
    return w + b * w * w + b * b * w * w * w / 3 + skewness / (6 * count);
}

double hall_inverse(double x, double skewness, double count) {
    const double y = skewness * (x - skewness / (6 * count));
    // Near 0 the difference of the cube root and 1 loses its digits.
    if (std::abs(y) < 1e-3) {
        return (x - skewness / (6 * count)) * (1 - y / 3 + 5 * y * y / 27 - 10 * y * y * y / 81);
    }
    return 3 / skewness * (std::cbrt(1 + y) - 1);
}

/// Student's interval of a mean, corrected for this skewness. Preconditions: several samples, with
/// some spread.
Estimate interval(const Moments& m, double skewness, double confidence) {
    const auto n = static_cast<double>(m.count);
    const double x = theory::t_quantile(0.5 + confidence / 2, n - 1) / std::sqrt(n);
    return {m.mean, m.mean - m.deviation * hall_inverse(x, skewness, n),
            m.mean - m.deviation * hall_inverse(-x, skewness, n)};
}

}  // namespace

Moments moments(std::span<const double> samples) {
    ensure(!samples.empty(), "{} samples have no moments", samples.size());
    Moments result{.count = samples.size(), .mean = 0, .deviation = 0, .skewness = 0};
    const auto n = static_cast<double>(samples.size());
    // From the first sample on, so that equal samples have that mean exactly, and no spread.
    const double origin = samples.front();
    double sum = 0;
    for (const double x : samples) sum += x - origin;
    result.mean = origin + sum / n;
    ensure(std::isfinite(result.mean), "a mean of {}", result.mean);
    double squares = 0;
    double cubes = 0;
    for (const double x : samples) {
        const double d = x - result.mean;
        squares += d * d;
        cubes += d * d * d;
    }
    if (squares > 0) {
        result.deviation = std::sqrt(squares / (n - 1));
        result.skewness = cubes / n / std::pow(squares / n, 1.5);
        if (!std::isfinite(result.skewness)) result.skewness = 0;  // spread at the limit of double
    }
    return result;
}

Estimate around(double mean, double standard_error, double samples) {
    constexpr double two_sided_95 = 0.975;
    const double t = samples > 1 ? theory::t_quantile(two_sided_95, samples - 1) : 0.0;
    return {mean, mean - t * standard_error, mean + t * standard_error};
}

namespace {

Estimate mean_estimate(const Moments& m, std::span<const double> samples, double confidence) {
    if (m.count == 1) return {m.mean, -infinity, infinity};
    if (m.deviation == 0) return {m.mean, m.mean, m.mean};
    Estimate estimate = interval(m, m.skewness, confidence);
    const bool is_negative =
        std::any_of(samples.begin(), samples.end(), [](double x) { return x < 0; });
    if (!is_negative) estimate.low = std::max(estimate.low, 0.0);
    return estimate;
}

}  // namespace

Estimate mean_estimate(std::span<const double> samples, double confidence) {
    return mean_estimate(moments(samples), samples, confidence);
}

Estimate mean_estimate(const Mixture& mixture, double confidence) {
    return mean_estimate(moments_of(mixture), mixture.values, confidence);
}

Estimate difference_estimate(const Moments& m, double confidence) {
    if (m.count == 1) return {m.mean, -infinity, infinity};
    if (m.deviation == 0) return {m.mean, m.mean, m.mean};
    const Estimate hall_s = interval(m, m.skewness, confidence);
    const Estimate student_s = interval(m, 0, confidence);
    return {m.mean, std::min(hall_s.low, student_s.low), std::max(hall_s.high, student_s.high)};
}

Estimate difference_estimate(std::span<const double> differences, double confidence) {
    return difference_estimate(moments(differences), confidence);
}

double difference_p_value(std::span<const double> differences) {
    return difference_p_value(moments(differences));
}

double difference_p_value(const Moments& m) {
    if (m.count == 1) return 1;
    if (m.deviation == 0) return m.mean == 0 ? 1 : 0;
    const auto n = static_cast<double>(m.count);
    const double v = m.mean / m.deviation;
    const auto p_of = [&](double w) {
        return 2 * theory::t_cdf(-std::abs(std::sqrt(n) * w), n - 1);
    };
    return std::max(p_of(v), p_of(hall(v, m.skewness, n)));
}

double test_statistic(const Moments& m) {
    ensure(m.deviation > 0, "a test of {} values without spread", m.count);
    const auto n = static_cast<double>(m.count);
    const double v = m.mean / m.deviation;
    const double corrected = hall(v, m.skewness, n);
    if ((v < 0) != (corrected < 0)) return 0;
    return std::sqrt(n) * (std::abs(v) < std::abs(corrected) ? v : corrected);
}

double most_values(const Mixture& mixture) {
    const auto runs = runs_of(mixture.values, mixture.weights, mixture.ran);
    double sum = 0;
    for (std::size_t a = 0; a < runs.size(); ++a) {
        if (mixture.weights[a] > 0) sum += mixture.weights[a] * mixture.weights[a] / runs[a];
    }
    return 1 / sum;
}

namespace {

Estimate share_estimate(const Moments& m, double most, double confidence) {
    const double p = std::clamp(m.mean, 0.0, 1.0);
    double n = static_cast<double>(m.count);
    // With divisor n, so that samples of 0 and 1 alone count as what they are.
    const double spread = m.deviation * m.deviation * (n - 1) / n;
    if (p > 0 && p < 1) {
        n = spread > 0 ? std::min(n * p * (1 - p) / spread, most) : most;
    }
    const double z = theory::normal_quantile(0.5 + confidence / 2);
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {p, p == 0 ? 0 : std::max(0.0, centre - half),
            p == 1 ? 1 : std::min(1.0, centre + half)};
}

}  // namespace

Estimate share_estimate(std::span<const double> samples, double most, double confidence) {
    return share_estimate(moments(samples), most, confidence);
}

Estimate share_estimate(const Mixture& mixture, double confidence) {
    return share_estimate(moments_of(mixture), most_values(mixture), confidence);
}

}  // namespace kammerspiel::stats
