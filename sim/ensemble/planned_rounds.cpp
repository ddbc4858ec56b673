#include "kammerspiel/ensemble/planned_rounds.hpp"

#include <algorithm>

#include "sim/ensemble/narrowing.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Events of one run against each attacker, mean over the strategies that stay.
std::vector<double> costs_of(const Store& store, std::span<const std::size_t> in) {
    const std::size_t attackers = store.about().attackers.size();
    const std::vector<CellSums> sums = store.sums();
    std::vector<double> costs;
    for (std::size_t a = 0; a < attackers; ++a) {
        double events = 0;
        double runs = 0;
        for (const std::size_t s : in) {
            const CellSums& cell = sums[s * attackers + a];
            events += static_cast<double>(cell.events);
            runs += static_cast<double>(cell.worlds);
        }
        costs.push_back(runs > 0 ? events / runs : 0.0);
    }
    return costs;
}

stats::SelectionRules rules_of(const Store& store, stats::SelectionRules rules) {
    rules.strategies = store.about().definition.strategies.size();
    rules.most_loss = store.planned_by()->most_loss;
    return rules;
}

/// From the first `worlds` worlds, among these strategies.
stats::Selection selection_after(const Store& store, const stats::SelectionRules& rules,
                                 std::uint64_t worlds, std::span<const std::size_t> in) {
    const std::vector<Metric> metrics{store.planned_by()->metric};
    const stats::Outcomes outcomes(store.about().definition.strategies.size(),
                                   static_cast<std::size_t>(worlds), store.about().weights,
                                   store.columns(metrics, worlds).front(), stats::Weighed::by_mean,
                                   store.ran(worlds));
    return stats::select(outcomes, in, costs_of(store, in), rules_of(store, rules));
}

std::vector<std::size_t> strategies_of(const Round& round) {
    return {round.strategies.begin(), round.strategies.end()};
}

}  // namespace

Round first_round(const Store& store, const stats::SelectionRules& rules) {
    const std::uint64_t most = std::max<std::uint64_t>(store.worlds(), rules.pilot);
    constexpr std::uint64_t batch = stats::batch_size;
    return store.rounds().whole(0, (most + batch - 1) / batch * batch);
}

stats::Selection selection_of(const Store& store, const stats::SelectionRules& rules) {
    return selection_after(store, rules, store.worlds(), store.rounds().staying());
}

Round next_round(const Store& store, const stats::Selection& selection) {
    return {.first = store.worlds(),
            .end = selection.next,
            .strategies = {selection.stay.begin(), selection.stay.end()},
            .of_batch = selection.of_batch};
}

std::optional<Narrowing> narrowing_of(const Store& store, const Question& question) {
    const auto& planned_by = store.planned_by();
    if (!planned_by || question.worlds != store.worlds()) return std::nullopt;
    Narrowing narrowing{.planned_by = planned_by->metric, .most_loss = planned_by->most_loss};
    const auto rounds = store.rounds().all();
    const auto add_left = [&](const stats::Selection& selection, std::uint64_t worlds) {
        for (const stats::Leaving& one : selection.leave) {
            narrowing.left.push_back({one.strategy, one.behind, worlds});
        }
    };
    for (std::size_t r = 0; r + 1 < rounds.size(); ++r) {
        if (rounds[r].strategies == rounds[r + 1].strategies) continue;
        add_left(selection_after(store, {}, rounds[r].end, strategies_of(rounds[r])),
                 rounds[r].end);
    }
    // In the middle of a round nobody leaves as yet.
    const stats::Selection last = selection_of(store, {});
    const bool is_whole = store.worlds() == rounds.back().end;
    if (is_whole) add_left(last, store.worlds());
    narrowing.best = last.best;
    narrowing.stayed = is_whole ? last.stay.size() : store.rounds().staying().size();
    narrowing.at_most_behind = last.at_most_behind();
    return narrowing;
}

}  // namespace kammerspiel::ensemble
