#include "kammerspiel/stats/regret.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/stats/expected_losses.hpp"
#include "analysis/stats/infinity.hpp"
#include "kammerspiel/stats/paired.hpp"

namespace kammerspiel::stats {
namespace {

Regret regret_against(const Outcomes& outcomes, std::size_t s, std::size_t best,
                      std::size_t attacker, double expected_loss, double confidence) {
    if (s == best) return {expected_loss, {0, 0, 0}, false};
    auto differences = outcomes.column(s, attacker);
    const auto of_best = outcomes.column(best, attacker);
    for (std::size_t w = 0; w < differences.size(); ++w) differences[w] -= of_best[w];
    Regret result{expected_loss, difference_estimate(differences, confidence)};
    result.is_clear = result.regret.low > 0;
    return result;
}

/// What strategy s loses more than the attacker's best one, by world.
std::vector<double> regret_by_world(const Outcomes& outcomes, const RegretTable& table,
                                    std::size_t s, std::size_t attacker) {
    auto values = outcomes.column(s, attacker);
    const auto of_best = outcomes.column(table.best[attacker].front(), attacker);
    for (std::size_t w = 0; w < values.size(); ++w) values[w] -= of_best[w];
    return values;
}

/// Whether the worst regret of `other` is greater than that of `least` by more than luck: against
/// its worst attacker it regrets surely more than `least` does against any.
bool surely_regrets_more(const Outcomes& outcomes, const RegretTable& table, std::size_t other,
                         std::size_t least, double confidence) {
    const auto weights = outcomes.weights();
    std::size_t worst = 0;
    std::size_t attackers = 0;
    double most = -1;
    for (std::size_t a = 0; a < weights.size(); ++a) {
        if (weights[a] == 0) continue;
        ++attackers;
        if (table.of[other][a].regret.value <= most) continue;
        worst = a;
        most = table.of[other][a].regret.value;
    }
    const auto own = regret_by_world(outcomes, table, other, worst);
    const double each = bonferroni(confidence, attackers);
    for (std::size_t a = 0; a < weights.size(); ++a) {
        if (weights[a] == 0) continue;
        auto more = own;
        const auto of_least = regret_by_world(outcomes, table, least, a);
        for (std::size_t w = 0; w < more.size(); ++w) more[w] -= of_least[w];
        if (difference_estimate(more, each).low <= 0) return false;
    }
    return true;
}

void add_minimax(const Outcomes& outcomes, std::span<const std::size_t> order, double confidence,
                 RegretTable& table) {
    table.minimax =
        *std::min_element(order.begin(), order.end(), [&](std::size_t s, std::size_t t) {
            return table.worst_regret[s].value < table.worst_regret[t].value;
        });
    const double least = table.worst_regret[table.minimax].value;
    table.minimax_is_clear = std::all_of(order.begin(), order.end(), [&](std::size_t s) {
        return table.worst_regret[s].value == least ||
               surely_regrets_more(outcomes, table, s, table.minimax,
                                   bonferroni(confidence, order.size() - 1));
    });
}

}  // namespace

std::optional<RegretTable> regret_table(const Outcomes& outcomes, double confidence) {
    const auto losses = expected_losses(outcomes);
    if (!losses) return std::nullopt;
    const std::size_t strategies = outcomes.strategies();
    const auto order = by_priors(outcomes, *losses);
    const auto weights = outcomes.weights();
    const auto with_weight = static_cast<std::size_t>(
        std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; }));
    RegretTable table{.of = std::vector<std::vector<Regret>>(strategies),
                      .best = {},
                      .worst_regret = std::vector<Estimate>(strategies)};
    for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
        auto ranking = order;
        std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t s, std::size_t t) {
            return (*losses)[s][a] < (*losses)[t][a];
        });
        for (std::size_t s = 0; s < strategies; ++s) {
            const double loss = (*losses)[s][a];
            if (std::isinf(loss)) {
                table.of[s].push_back({loss, {infinity, 0, infinity}, false});
                continue;
            }
            table.of[s].push_back(
                regret_against(outcomes, s, ranking.front(), a, loss, confidence));
            if (weights[a] == 0) continue;
            const Estimate wide = regret_against(outcomes, s, ranking.front(), a, loss,
                                                 bonferroni(confidence, with_weight))
                                      .regret;
            Estimate& worst = table.worst_regret[s];
            worst = {std::max(worst.value, wide.value), std::max(worst.low, wide.low),
                     std::max(worst.high, wide.high)};
        }
        table.best.push_back(std::move(ranking));
    }
    add_minimax(outcomes, order, confidence, table);
    return table;
}

}  // namespace kammerspiel::stats
