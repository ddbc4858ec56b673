#include "sim/ensemble/decision.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::ensemble {
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

void decide(const std::vector<stats::Outcomes>& outcomes, const Question& question,
            Comparison& comparison) {
    const MetricFigures& by = comparison.metrics.front();
    const stats::Outcomes& losses = outcomes.front();
    Decision& decision = comparison.decision;
    decision.ranking = ranked(by);
    const std::size_t best = decision.ranking.front();
    decision.best_is_clear =
        std::all_of(decision.ranking.begin() + 1, decision.ranking.end(),
                    [&](std::size_t other) { return is_clearly_better(by.pair(best, other)); });
    decision.regrets = stats::regret_table(losses);
    decision.priors = stats::prior_tornado(losses);
    decision.perfect_information = stats::perfect_information(losses);
    if (question.forensics && losses.attackers() > 1) {
        decision.forensic_information = stats::information_value(
            losses, stats::Signals::of_accuracy(losses.attackers(), question.forensics->value()));
    }
    for (const std::size_t waiting : question.waiting) {
        if (const auto gain = stats::gain_of_waiting(losses, waiting)) {
            decision.waiting.emplace_back(waiting, *gain);
        }
    }
    // Resampling is repeatable: its luck has a name of its own.
    constexpr std::uint64_t resampling = 0x70617265746F;  // "pareto"
    comparison.front = stats::pareto(outcomes, kernel::Draws(resampling, 0));
}

}  // namespace kammerspiel::ensemble
