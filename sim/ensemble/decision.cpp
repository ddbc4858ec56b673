#include "sim/ensemble/decision.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::ensemble {
namespace {

/// Strategies from the least to the greatest loss; equal ones by name, whatever the file's order.
std::vector<std::size_t> ranked(const Comparison& comparison) {
    const MetricFigures& by = comparison.metrics.front();
    std::vector<std::size_t> order(by.strategies.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const double of_a = typical(by.strategies[a].all).value;
        const double of_b = typical(by.strategies[b].all).value;
        return of_a != of_b ? of_a < of_b : comparison.strategies[a] < comparison.strategies[b];
    });
    return order;
}

void find_best(const MetricFigures& by, Decision& decision) {
    const std::size_t first = decision.ranking.front();
    decision.best_is_clear = true;
    for (const std::size_t s : decision.ranking) {
        const auto stands = s == first ? stats::Standing::same : stats::standing(by.pair(first, s));
        if (stands == stats::Standing::same) decision.best.push_back(s);
        decision.best_is_clear &=
            stands == stats::Standing::same || stands == stats::Standing::better;
    }
    if (decision.best.size() == decision.ranking.size() && decision.best.size() > 1) {
        decision.best_is_clear = false;  // where nothing differs, nothing is best
    }
}

/// What holds for other weights of the attackers: losses are linear in them, as long as they do not
/// enter the runs.
void add_other_weights(const stats::Outcomes& losses, const Question& question,
                       Decision& decision) {
    decision.priors = stats::prior_tornado(losses);
    decision.perfect_information = stats::perfect_information(losses);
    if (!question.forensics || losses.attackers() < 2) return;
    decision.forensic_information = stats::information_value(
        losses, stats::Signals::of_accuracy(losses.attackers(), question.forensics->value()));
}

}  // namespace

void decide(const std::vector<stats::Outcomes>& outcomes, const Question& question,
            Comparison& comparison) {
    const stats::Outcomes& losses = outcomes.front();
    Decision& decision = comparison.decision;
    decision.ranking = ranked(comparison);
    find_best(comparison.metrics.front(), decision);
    decision.regrets = stats::regret_table(losses);
    decision.by_weights = question.by_weights;
    if (decision.by_weights.empty()) add_other_weights(losses, question, decision);
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
