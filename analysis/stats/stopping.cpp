#include "kammerspiel/stats/stopping.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/paired.hpp"

namespace kammerspiel::stats {
namespace {

/// Error spent when the share t of the looks is past.
double spent(Spending spending, double error, double t) {
    switch (spending) {
        case Spending::pocock: return error * std::log1p((std::numbers::e - 1) * t);
        case Spending::obrien_fleming: {
            const double z = theory::normal_quantile(1 - error / 2);
            return 2 * theory::normal_cdf(-z / std::sqrt(t));
        }
    }
    unreachable();
}

Estimate own_value(const Outcomes& outcomes, std::size_t strategy, bool by_median,
                   double confidence) {
    constexpr std::array half{0.5};
    if (by_median) {
        return quantile_estimates({outcomes.of(strategy), outcomes.weights()}, half, confidence)
            .front();
    }
    return mean_estimate(outcomes.world_means(strategy), confidence);
}

Estimate difference_of(const Outcomes& outcomes, std::size_t a, std::size_t b, bool by_median,
                       double confidence) {
    if (by_median) return compare(outcomes, a, b, confidence).median;
    auto differences = outcomes.world_means(a);
    const auto of_b = outcomes.world_means(b);
    for (std::size_t w = 0; w < differences.size(); ++w) differences[w] -= of_b[w];
    return difference_estimate(differences, confidence);
}

Precision judged(std::size_t other, const Estimate& difference, double scale, double precision) {
    // Where a median is infinite there is no scale to be precise on, unless nothing is open.
    const bool is_known = difference.low == difference.high;
    const bool is_enough =
        is_known || (std::isfinite(scale) && difference.half_width() <= precision * scale);
    return {other, difference, scale, is_enough};
}

}  // namespace

Looks::Looks(std::size_t first, std::size_t most, double confidence, Spending spending) {
    ensure(first >= 2 && first <= most, "looks from {} to {} worlds", first, most);
    ensure(confidence > 0 && confidence < 1, "a confidence of {}", confidence);
    for (std::size_t worlds = first; worlds < most; worlds *= 2) worlds_.push_back(worlds);
    worlds_.push_back(most);
    double before = 0;
    for (std::size_t look = 1; look <= worlds_.size(); ++look) {
        const double now = spent(spending, 1 - confidence,
                                 static_cast<double>(look) / static_cast<double>(worlds_.size()));
        // An early error below 1e-12 would only make the quantile meaningless.
        confidence_.push_back(1 - std::max(now - before, 1e-12));
        before = now;
    }
}

std::optional<std::size_t> Looks::next(std::size_t done) const {
    const auto at = std::upper_bound(worlds_.begin(), worlds_.end(), done);
    if (at == worlds_.end()) return std::nullopt;
    return static_cast<std::size_t>(at - worlds_.begin());
}

Verdict precise_enough(const Outcomes& outcomes, double precision, const Looks& looks,
                       std::size_t look) {
    ensure(precision > 0 && look < looks.count(), "precision {} at look {} of {}", precision, look,
           looks.count());
    const bool by_median = outcomes.is_by_median();
    const std::size_t n = outcomes.strategies();
    const double confidence = bonferroni(looks.confidence(look), n * (n - 1) / 2);
    Verdict verdict{.others = {}};
    std::vector<Estimate> values;
    for (std::size_t s = 0; s < n; ++s) {
        values.push_back(own_value(outcomes, s, by_median, confidence));
        if (values[s].value < values[verdict.best].value) verdict.best = s;
    }
    if (n == 1) {
        verdict.others.push_back(judged(0, values[0], std::abs(values[0].value), precision));
    }
    for (std::size_t s = 0; s < n; ++s) {
        if (s == verdict.best) continue;
        const double scale =
            std::max(std::abs(values[verdict.best].value), std::abs(values[s].value));
        verdict.others.push_back(judged(
            s, difference_of(outcomes, verdict.best, s, by_median, confidence), scale, precision));
    }
    verdict.is_enough = std::all_of(verdict.others.begin(), verdict.others.end(),
                                    [](const Precision& one) { return one.is_enough; });
    return verdict;
}

}  // namespace kammerspiel::stats
