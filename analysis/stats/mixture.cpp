#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/estimate.hpp"

// The mean over attackers of whom each has worlds of its own number.

namespace kammerspiel::stats {
namespace {

/// One attacker's part in the error of the mixture's mean.
struct Part {
    double runs = 0;
    double mean = 0;
    double variance = 0;  ///< of weight × mean
    /// What one run's distance from the mean counts in the error, the loss of a degree of freedom
    /// made good.
    double factor = 0;
};

Part part_of(const Mixture& mixture, std::size_t attacker) {
    const std::size_t attackers = mixture.weights.size();
    std::vector<double> column;
    for (std::size_t i = attacker; i < mixture.values.size(); i += attackers) {
        if (mixture.has(i)) column.push_back(mixture.values[i]);
    }
    const Moments m = moments(column);
    const double weight = mixture.weights[attacker];
    const auto n = static_cast<double>(m.count);
    Part part{.runs = n, .mean = m.mean};
    if (m.count < 2) return part;
    part.variance = weight * weight * m.deviation * m.deviation / n;
    part.factor = weight / n * std::sqrt(n / (n - 1));
    return part;
}

/// Degrees of freedom of a sum of independent variances (Satterthwaite 1946).
double freedom(const std::vector<Part>& parts) {
    double sum = 0;
    double squares = 0;
    for (const Part& part : parts) {
        if (part.variance == 0) continue;
        sum += part.variance;
        squares += part.variance * part.variance / (part.runs - 1);
    }
    return squares > 0 ? sum * sum / squares : 1;
}

}  // namespace

Moments moments_of(const Mixture& mixture) {
    if (mixture.ran.empty()) return moments(row_means(mixture.values, mixture.weights));
    const std::size_t attackers = mixture.weights.size();
    std::vector<Part> parts(attackers);
    Moments result{.count = 1};
    bool is_known = true;
    std::size_t most = 0;
    for (std::size_t a = 0; a < attackers; ++a) {
        if (mixture.weights[a] == 0) continue;
        parts[a] = part_of(mixture, a);
        result.mean += mixture.weights[a] * parts[a].mean;
        is_known &= parts[a].runs >= 2;
        most += static_cast<std::size_t>(parts[a].runs);
    }
    if (!is_known) return result;
    double squares = 0;
    double cubes = 0;
    for (std::size_t row = 0; row < mixture.values.size(); row += attackers) {
        // The runs of one world share its luck.
        double error = 0;
        for (std::size_t a = 0; a < attackers; ++a) {
            if (mixture.weights[a] == 0 || !mixture.has(row + a)) continue;
            error += parts[a].factor * (mixture.values[row + a] - parts[a].mean);
        }
        squares += error * error;
        cubes += error * error * error;
    }
    const double n = std::clamp(freedom(parts) + 1, 2.0, static_cast<double>(most));
    result.count = static_cast<std::size_t>(n);
    if (squares == 0) return result;
    const double root = std::sqrt(static_cast<double>(result.count));
    result.deviation = std::sqrt(squares) * root;
    result.skewness = cubes / std::pow(squares, 1.5) * root;
    if (!std::isfinite(result.skewness)) result.skewness = 0;  // spread at the limit of double
    return result;
}

}  // namespace kammerspiel::stats
