#include "sim/ensemble/decision.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::ensemble {
namespace {

/// What a strategy is ranked by. Who left has a mean of fewer worlds, which may have been luckier
/// ones: there the difference to `reference` in the worlds of both counts.
double ranked_by(const MetricFigures& by, const Comparison& comparison, std::size_t strategy,
                 std::size_t reference) {
    const double own = typical(by.strategies[strategy].all).value;
    if (comparison.runs[strategy] == comparison.runs[reference]) return own;
    const stats::Paired pair = by.pair(strategy, reference);
    if (!pair.mean || pair.by_median) return own;
    return typical(by.strategies[reference].all).value + pair.mean->value;
}

/// Strategies from the least to the greatest loss; equal ones by name, whatever the file's order.
/// In a study in rounds the best of those that stayed comes first: the others left by a stricter
/// test than their means.
std::vector<std::size_t> ranked(const Comparison& comparison) {
    const MetricFigures& by = comparison.metrics.front();
    const auto& narrowing = comparison.narrowing;
    std::optional<std::size_t> chosen = narrowing && narrowing->planned_by == comparison.by
                                            ? std::optional(narrowing->best)
                                            : std::nullopt;
    std::vector<std::size_t> order(by.strategies.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t reference = chosen.value_or(narrowing ? narrowing->best : order.front());
    std::vector<double> keys;
    for (const std::size_t s : order) keys.push_back(ranked_by(by, comparison, s, reference));
    for (const std::size_t s : order) {
        const bool is_as_good = chosen && keys[s] == keys[*chosen];
        if (is_as_good && comparison.strategies[s] < comparison.strategies[*chosen]) chosen = s;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (chosen && (a == *chosen) != (b == *chosen)) return a == *chosen;
        return keys[a] != keys[b] ? keys[a] < keys[b]
                                  : comparison.strategies[a] < comparison.strategies[b];
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
    // What weighs all strategies against each other attacker by attacker needs them in the same
    // worlds.
    std::vector<stats::Outcomes> parts;
    const bool is_full = outcomes.front().is_full();
    if (!is_full) {
        for (const stats::Outcomes& metric : outcomes) parts.push_back(metric.whole_worlds());
    }
    const std::vector<stats::Outcomes>& whole = is_full ? outcomes : parts;
    const stats::Outcomes& losses = whole.front();
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
    comparison.front = stats::pareto(whole, kernel::Draws(resampling, 0));
}

}  // namespace kammerspiel::ensemble
