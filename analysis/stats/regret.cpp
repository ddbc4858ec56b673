#include "kammerspiel/stats/regret.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kammerspiel::stats {
namespace {

using Matrix = std::vector<std::vector<double>>;  // [strategy][attacker]

/// Expected losses; absent where a value of an attacker with weight is censored. Attackers without
/// weight that have such values count as infinitely bad.
std::optional<Matrix> expected_losses(const Outcomes& outcomes) {
    if (outcomes.has_censored()) return std::nullopt;
    Matrix losses(outcomes.strategies());
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

Regret regret_against(const Outcomes& outcomes, std::size_t s, std::size_t best,
                      std::size_t attacker, double expected_loss, double confidence) {
    if (s == best) return {expected_loss, {0, 0, 0}};
    auto differences = outcomes.column(s, attacker);
    const auto of_best = outcomes.column(best, attacker);
    for (std::size_t w = 0; w < differences.size(); ++w) differences[w] -= of_best[w];
    return {expected_loss, mean_estimate(differences, confidence)};
}

/// Expected loss as a straight line over the weight.
struct Line {
    double at_0 = 0;
    double at_1 = 0;
    [[nodiscard]] double at(double t) const { return at_0 + (at_1 - at_0) * t; }
    [[nodiscard]] double slope() const { return at_1 - at_0; }
};

/// The line that is lowest just right of t.
std::size_t lowest_after(const std::vector<Line>& lines, double t, std::size_t candidate) {
    std::size_t best = candidate;
    for (std::size_t s = 0; s < lines.size(); ++s) {
        const double gap = lines[s].at(t) - lines[best].at(t);
        if (gap < 0 || (gap == 0 && lines[s].slope() < lines[best].slope())) best = s;
    }
    return best;
}

std::vector<SwitchPoint> envelope(const std::vector<Line>& lines, std::size_t first) {
    std::vector<SwitchPoint> switches;
    std::size_t current = first;
    double t = 0;
    while (true) {
        // The next to undercut falls faster; of several at once the one that falls fastest.
        double next = 1;
        std::size_t by = current;
        for (std::size_t s = 0; s < lines.size(); ++s) {
            const double closing = lines[current].slope() - lines[s].slope();
            if (closing <= 0) continue;
            const double at = std::max(t, (lines[s].at_0 - lines[current].at_0) / closing);
            if (at < next || (at == next && at < 1 && lines[s].slope() < lines[by].slope())) {
                next = at;
                by = s;
            }
        }
        if (by == current) return switches;
        switches.push_back({next, current, by});
        current = by;
        t = next;
    }
}

PriorSwing swing_of(const Outcomes& outcomes, const Matrix& losses, std::size_t attacker) {
    const auto weights = outcomes.weights();
    std::vector<double> others(weights.begin(), weights.end());
    others[attacker] = 0;
    double sum = std::accumulate(others.begin(), others.end(), 0.0);
    if (sum == 0) {
        std::fill(others.begin(), others.end(), 1.0);
        others[attacker] = 0;
        sum = static_cast<double>(others.size() - 1);
    }
    std::vector<Line> lines(losses.size());
    for (std::size_t s = 0; s < losses.size(); ++s) {
        lines[s].at_1 = losses[s][attacker];
        for (std::size_t a = 0; a < others.size(); ++a) {
            if (others[a] > 0) lines[s].at_0 += others[a] / sum * losses[s][a];
        }
        // The only attacker there is: its weight has nothing to move against.
        if (others.size() == 1) lines[s].at_0 = lines[s].at_1;
    }
    PriorSwing swing{.attacker = attacker, .weight = weights[attacker], .switches = {}};
    swing.best_at_0 = lowest_after(lines, 0, 0);
    swing.switches = envelope(lines, swing.best_at_0);
    swing.loss_at_0 = lines[swing.best_at_0].at_0;
    const std::size_t last = swing.switches.empty() ? swing.best_at_0 : swing.switches.back().above;
    swing.loss_at_1 = lines[last].at_1;
    return swing;
}

}  // namespace

std::optional<RegretTable> regret_table(const Outcomes& outcomes, double confidence) {
    const auto losses = expected_losses(outcomes);
    if (!losses) return std::nullopt;
    const std::size_t strategies = outcomes.strategies();
    RegretTable table{.of = std::vector<std::vector<Regret>>(strategies),
                      .best = {},
                      .worst_regret = std::vector<double>(strategies, 0.0)};
    for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
        std::vector<std::size_t> ranking(strategies);
        std::iota(ranking.begin(), ranking.end(), std::size_t{0});
        std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t s, std::size_t t) {
            return (*losses)[s][a] < (*losses)[t][a];
        });
        for (std::size_t s = 0; s < strategies; ++s) {
            const double loss = (*losses)[s][a];
            const double infinity = std::numeric_limits<double>::infinity();
            table.of[s].push_back(std::isinf(loss) ? Regret{loss, {infinity, 0, infinity}}
                                                   : regret_against(outcomes, s, ranking.front(), a,
                                                                    loss, confidence));
            if (outcomes.weights()[a] > 0) {
                table.worst_regret[s] =
                    std::max(table.worst_regret[s], table.of[s].back().regret.value);
            }
        }
        table.best.push_back(std::move(ranking));
    }
    table.minimax = static_cast<std::size_t>(
        std::min_element(table.worst_regret.begin(), table.worst_regret.end()) -
        table.worst_regret.begin());
    return table;
}

std::optional<double> PriorSwing::distance_to_switch() const {
    std::optional<double> nearest;
    for (const SwitchPoint& point : switches) {
        const double distance = std::abs(point.weight - weight);
        nearest = std::min(nearest.value_or(distance), distance);
    }
    return nearest;
}

std::optional<std::vector<PriorSwing>> prior_tornado(const Outcomes& outcomes) {
    // Every attacker may get all the weight, so that none may be censored.
    const auto losses =
        expected_losses(outcomes.with_weights(std::vector<double>(outcomes.attackers(), 1.0)));
    if (!losses) return std::nullopt;
    std::vector<PriorSwing> swings;
    for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
        swings.push_back(swing_of(outcomes, *losses, a));
    }
    return swings;
}

}  // namespace kammerspiel::stats
