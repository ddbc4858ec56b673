#include "kammerspiel/stats/pareto.hpp"

#include <array>
#include <cmath>

#include "analysis/stats/resample.hpp"
#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

/// A statistic as the mean of a column: what a resample of worlds moves.
struct Column {
    double value = 0;
    std::vector<double> worlds;
};

/// The median as value + (share below - 1/2) × slope, where the slope is such that its error is
/// that of the interval.
Column linear_median(const Outcomes& outcomes, std::size_t strategy) {
    constexpr std::array half{0.5};
    const auto median =
        quantile_estimates({outcomes.of(strategy), outcomes.weights()}, half).front();
    Column column{median.value, std::vector<double>(outcomes.worlds(), 0.0)};
    if (std::isinf(median.value)) return column;
    std::vector<double> below(outcomes.of(strategy).size());
    for (std::size_t i = 0; i < below.size(); ++i) {
        below[i] = outcomes.of(strategy)[i] <= median.value ? 1 : 0;
    }
    const auto shares = row_means(below, outcomes.weights());
    const Moments m = moments(shares);
    // Either side may be open where few worlds were run or many are censored.
    double error = std::isfinite(median.high) ? median.half_width() : median.value - median.low;
    if (!std::isfinite(error)) error = 0;
    const double share_error =
        theory::normal_quantile(0.975) * m.deviation / std::sqrt(static_cast<double>(m.count));
    const double slope = share_error > 0 ? error / share_error : 0;
    for (std::size_t w = 0; w < shares.size(); ++w) {
        column.worlds[w] = median.value - slope * (shares[w] - m.mean);
    }
    return column;
}

bool dominates(std::span<const double> a, std::span<const double> b) {
    bool is_better = false;
    for (std::size_t m = 0; m < a.size(); ++m) {
        if (a[m] > b[m]) return false;
        is_better |= a[m] < b[m];
    }
    return is_better;
}

/// All values by strategy, then metric.
std::span<const double> row(std::span<const double> values, std::size_t s, std::size_t metrics) {
    return values.subspan(s * metrics, metrics);
}

std::vector<std::size_t> dominators(std::span<const double> values, std::size_t s,
                                    std::size_t metrics) {
    std::vector<std::size_t> all;
    for (std::size_t other = 0; other < values.size() / metrics; ++other) {
        if (dominates(row(values, other, metrics), row(values, s, metrics))) all.push_back(other);
    }
    return all;
}

}  // namespace

ParetoFront pareto(std::span<const Outcomes> metrics, const kernel::Draws& draws,
                   std::size_t replicates) {
    ensure(!metrics.empty() && replicates > 0, "a front of {} metrics and {} resamples",
           metrics.size(), replicates);
    ParetoFront front;
    for (const Outcomes& metric : metrics) {
        ensure(metric.strategies() == metrics.front().strategies() &&
                   metric.worlds() == metrics.front().worlds(),
               "metrics of {} and {} strategies, {} and {} worlds", metric.strategies(),
               metrics.front().strategies(), metric.worlds(), metrics.front().worlds());
        front.is_by_median.push_back(metric.is_by_median());
    }
    const std::size_t strategies = metrics.front().strategies();
    std::vector<double> values;
    std::vector<std::vector<double>> columns;
    for (std::size_t s = 0; s < strategies; ++s) {
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            Column column;
            if (front.is_by_median[m]) {
                column = linear_median(metrics[m], s);
            } else {
                column.worlds = metrics[m].world_means(s);
                column.value = moments(column.worlds).mean;
            }
            values.push_back(column.value);
            columns.push_back(std::move(column.worlds));
        }
    }
    std::vector<std::size_t> on_front(strategies, 0);
    std::vector<double> drawn(values.size());
    Resampled(columns).each(replicates, draws, [&](std::span<const double> means) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            drawn[i] = std::isinf(values[i]) ? values[i] : means[i];
        }
        for (std::size_t s = 0; s < strategies; ++s) {
            if (dominators(drawn, s, metrics.size()).empty()) ++on_front[s];
        }
    });
    for (std::size_t s = 0; s < strategies; ++s) {
        const auto own = row(values, s, metrics.size());
        front.strategies.push_back(
            {.values = {own.begin(), own.end()},
             .dominated_by = dominators(values, s, metrics.size()),
             .share_on_front = static_cast<double>(on_front[s]) / static_cast<double>(replicates)});
    }
    return front;
}

}  // namespace kammerspiel::stats
