#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

// What compares samples with theory.

namespace kammerspiel::validation {

/// Largest distance between the empirical distribution function and `cdf` (Kolmogorov–Smirnov).
inline double ks_distance(std::vector<double> sample, const std::function<double(double)>& cdf) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double distance = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double theory = cdf(sample[i]);
        distance = std::max({distance, theory - static_cast<double>(i) / n,
                             static_cast<double>(i + 1) / n - theory});
    }
    return distance;
}

/// Asymptotic 99.9 % quantile of the distance of n values from their own distribution (Smirnov
/// 1948): the seeds are fixed, so that a test passes or fails for good.
inline double ks_limit(std::size_t n) { return 1.95 / std::sqrt(static_cast<double>(n)); }

struct Estimate {
    double mean = 0;
    double error = 0;  ///< standard error
};

inline Estimate estimate(const std::vector<double>& sample) {
    const auto n = static_cast<double>(sample.size());
    double sum = 0;
    for (const double x : sample) sum += x;
    const double mean = sum / n;
    double squares = 0;
    for (const double x : sample) squares += (x - mean) * (x - mean);
    return {mean, std::sqrt(squares / (n - 1) / n)};
}

}  // namespace kammerspiel::validation
