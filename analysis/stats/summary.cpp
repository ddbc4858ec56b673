#include <algorithm>
#include <array>
#include <cmath>

#include "kammerspiel/stats/estimate.hpp"

namespace kammerspiel::stats {
namespace {

/// Weight of what is infinite.
double censored_share(const Mixture& mixture) {
    const auto runs = runs_of(mixture.values, mixture.weights, mixture.ran);
    std::vector<double> count(runs.size(), 0.0);
    for (std::size_t i = 0; i < mixture.values.size(); ++i) {
        if (mixture.has(i) && std::isinf(mixture.values[i])) count[i % count.size()] += 1;
    }
    double share = 0;
    for (std::size_t a = 0; a < count.size(); ++a) {
        if (mixture.weights[a] > 0) share += mixture.weights[a] * count[a] / runs[a];
    }
    return share;
}

/// CVaR = E[v + (X - v)⁺ / 0.05] with v the 95 % quantile, where the expression is smallest and so
/// flat in v: that v is estimated adds nothing to the error of first order. It is no less than v:
/// where so few worlds cannot bound v, they cannot bound it, and that none of them is worse than
/// the worst says nothing of how sure it is.
Estimate cvar95_of(const Mixture& mixture, const Estimate& p95, double confidence) {
    std::vector<double> parts(mixture.values.size());
    std::transform(mixture.values.begin(), mixture.values.end(), parts.begin(),
                   [&](double x) { return p95.value + std::max(0.0, x - p95.value) / 0.05; });
    Estimate made = mean_estimate(Mixture{parts, mixture.weights, mixture.ran}, confidence);
    if (std::isinf(p95.high)) {
        made.low = std::min(made.low, p95.low);
        made.high = p95.high;
    }
    return made;
}

Summary summary_of(const Mixture& mixture, bool by_median, double confidence) {
    constexpr std::array q{0.05, 0.5, 0.95};
    const auto quantiles = quantile_estimates(mixture, q, confidence);
    Summary summary;
    summary.by_median = by_median;
    summary.p5 = quantiles[0];
    summary.median = quantiles[1];
    summary.p95 = quantiles[2];
    summary.censored = censored_share(mixture);
    constexpr double rounding = 1e-9;
    summary.median_or_never = std::abs(summary.censored - 0.5) < rounding;
    if (summary.censored == 0) {
        summary.mean = mean_estimate(mixture, confidence);
        summary.cvar95 = cvar95_of(mixture, summary.p95, confidence);
    }
    return summary;
}

}  // namespace

Summary summarise(const Outcomes& outcomes, std::size_t strategy, double confidence) {
    return summary_of({outcomes.of(strategy), outcomes.weights(), outcomes.ran(strategy)},
                      outcomes.is_by_median(), confidence);
}

Summary summarise_under(const Outcomes& outcomes, std::size_t strategy, std::size_t attacker,
                        double confidence) {
    constexpr std::array certain{1.0};
    const auto column = outcomes.column(strategy, attacker);
    return summary_of({column, certain}, outcomes.is_by_median(), confidence);
}

const Estimate& typical(const Summary& summary) {
    return summary.mean && !summary.by_median ? *summary.mean : summary.median;
}

}  // namespace kammerspiel::stats
