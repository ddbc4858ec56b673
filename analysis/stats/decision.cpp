#include "analysis/stats/decision.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::stats {
namespace {

/// Strategies from the least to the greatest loss; equal ones in their order.
std::vector<std::size_t> ranked(const MetricFigures& by) {
    std::vector<std::size_t> order(by.strategies.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return typical(by.strategies[a].all).value < typical(by.strategies[b].all).value;
    });
    return order;
}

}  // namespace

void decide(const std::vector<Outcomes>& outcomes, const std::vector<std::size_t>& waiting,
            Comparison& comparison) {
    const MetricFigures& by = comparison.metrics.front();
    Decision& decision = comparison.decision;
    decision.ranking = ranked(by);
    const std::size_t best = decision.ranking.front();
    decision.best_is_clear = std::all_of(
        decision.ranking.begin() + 1, decision.ranking.end(),
        [&](std::size_t other) { return is_clear(by.pair(best, other)); });
    decision.waiting = waiting;
    comparison.front.resize(by.strategies.size());
    static_cast<void>(outcomes);
}

}  // namespace kammerspiel::stats
