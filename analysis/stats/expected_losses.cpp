#include "analysis/stats/expected_losses.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "kammerspiel/stats/estimate.hpp"

namespace kammerspiel::stats {

std::optional<LossMatrix> expected_losses(const Outcomes& outcomes) {
    if (outcomes.is_by_median()) return std::nullopt;
    LossMatrix losses(outcomes.strategies());
    for (std::size_t s = 0; s < outcomes.strategies(); ++s) {
        for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
            const auto column = outcomes.column(s, a);
            const bool is_finite = std::all_of(column.begin(), column.end(),
                                               [](double x) { return std::isfinite(x); });
            losses[s].push_back(is_finite ? moments(column).mean
                                          : std::numeric_limits<double>::infinity());
        }
    }
    return losses;
}

std::vector<std::size_t> by_priors(const Outcomes& outcomes, const LossMatrix& losses) {
    std::vector<double> expected;
    for (const auto& row : losses) {
        expected.push_back(row_means(row, outcomes.weights()).front());
    }
    std::vector<std::size_t> order(losses.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t s, std::size_t t) { return expected[s] < expected[t]; });
    return order;
}

}  // namespace kammerspiel::stats
