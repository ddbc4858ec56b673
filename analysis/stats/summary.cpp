#include <algorithm>
#include <array>
#include <cmath>

#include "kammerspiel/stats/estimate.hpp"

namespace kammerspiel::stats {
namespace {

/// Weight of what is infinite.
double censored_share(std::span<const double> values, std::span<const double> weights) {
    std::vector<double> count(weights.size(), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isinf(values[i])) count[i % weights.size()] += 1;
    }
    double share = 0;
    for (std::size_t a = 0; a < weights.size(); ++a) share += weights[a] * count[a];
    return share / (static_cast<double>(values.size()) / static_cast<double>(weights.size()));
}

/// CVaR = E[v + (X - v)⁺ / 0.05] with v the 95 % quantile, where the expression is smallest and so
/// flat in v: that v is estimated adds nothing to the error of first order.
Estimate cvar95_of(std::span<const double> values, std::span<const double> weights, double p95,
                   double confidence) {
    std::vector<double> parts(values.size());
    std::transform(values.begin(), values.end(), parts.begin(),
                   [&](double x) { return p95 + std::max(0.0, x - p95) / 0.05; });
    return mean_estimate(row_means(parts, weights), confidence);
}

Summary summary_of(std::span<const double> values, std::span<const double> weights, bool by_median,
                   double confidence) {
    constexpr std::array q{0.05, 0.5, 0.95};
    const auto quantiles = quantile_estimates(values, weights, q, confidence);
    Summary summary;
    summary.by_median = by_median;
    summary.p5 = quantiles[0];
    summary.median = quantiles[1];
    summary.p95 = quantiles[2];
    summary.censored = censored_share(values, weights);
    constexpr double rounding = 1e-9;
    summary.median_or_never = std::abs(summary.censored - 0.5) < rounding;
    if (summary.censored == 0) {
        summary.mean = mean_estimate(row_means(values, weights), confidence);
        summary.cvar95 = cvar95_of(values, weights, summary.p95.value, confidence);
    }
    return summary;
}

}  // namespace

Summary summarise(const Outcomes& outcomes, std::size_t strategy, double confidence) {
    return summary_of(outcomes.of(strategy), outcomes.weights(), outcomes.is_by_median(),
                      confidence);
}

Summary summarise_under(const Outcomes& outcomes, std::size_t strategy, std::size_t attacker,
                        double confidence) {
    constexpr std::array certain{1.0};
    return summary_of(outcomes.column(strategy, attacker), certain, outcomes.is_by_median(),
                      confidence);
}

const Estimate& typical(const Summary& summary) {
    return summary.mean && !summary.by_median ? *summary.mean : summary.median;
}

}  // namespace kammerspiel::stats
