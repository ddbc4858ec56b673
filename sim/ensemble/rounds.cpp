#include "kammerspiel/ensemble/rounds.hpp"

#include <algorithm>
#include <numeric>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/selection.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Runs of one strategy in worlds below `worlds`, were all worlds alike.
std::uint64_t runs_before(std::span<const std::uint32_t> of_batch, std::uint64_t worlds) {
    const std::uint64_t batches = worlds / stats::batch_size;
    const std::uint64_t rest = worlds % stats::batch_size;
    std::uint64_t runs = 0;
    for (const std::uint32_t of : of_batch)
        runs += batches * of + std::min<std::uint64_t>(of, rest);
    return runs;
}

}  // namespace

bool Round::runs(std::uint64_t world, std::size_t strategy, std::size_t attacker) const {
    return world % stats::batch_size < of_batch[attacker] &&
           std::binary_search(strategies.begin(), strategies.end(),
                              static_cast<std::uint32_t>(strategy));
}

std::uint64_t Round::runs_between(std::uint64_t from, std::uint64_t to) const {
    return (runs_before(of_batch, to) - runs_before(of_batch, from)) * strategies.size();
}

void Rounds::add(Round round) {
    const std::uint64_t begins = rounds_.empty() ? 0 : rounds_.back().end;
    ensure(round.first == begins && round.end > begins, "a round from world {} to {} after {}",
           round.first, round.end, begins);
    ensure(!round.strategies.empty() &&
               std::is_sorted(round.strategies.begin(), round.strategies.end()) &&
               round.strategies.back() < strategies_ && round.of_batch.size() == attackers_,
           "a round of {} strategies and {} attackers", round.strategies.size(),
           round.of_batch.size());
    ensure(std::all_of(round.of_batch.begin(), round.of_batch.end(),
                       [](std::uint32_t of) { return of <= stats::batch_size; }),
           "a round's attacker is run more often than there are worlds");
    rounds_.push_back(std::move(round));
}

Round Rounds::whole(std::uint64_t first, std::uint64_t end) const {
    Round round{.first = first, .end = end, .strategies = {}, .of_batch = {}};
    round.strategies.resize(strategies_);
    std::iota(round.strategies.begin(), round.strategies.end(), 0U);
    round.of_batch.assign(attackers_, static_cast<std::uint32_t>(stats::batch_size));
    return round;
}

bool Rounds::is_full() const {
    return std::all_of(rounds_.begin(), rounds_.end(),
                       [&](const Round& one) { return one == whole(one.first, one.end); });
}

bool Rounds::runs(std::uint64_t world, std::size_t strategy, std::size_t attacker) const {
    if (rounds_.empty()) return true;
    const auto at = std::partition_point(rounds_.begin(), rounds_.end(),
                                         [&](const Round& one) { return one.end <= world; });
    return at != rounds_.end() && at->runs(world, strategy, attacker);
}

std::uint64_t Rounds::runs_below(std::uint64_t worlds) const {
    if (rounds_.empty()) return worlds * strategies_ * attackers_;
    std::uint64_t runs = 0;
    for (const Round& one : rounds_) {
        if (one.first >= worlds) break;
        runs += one.runs_between(one.first, std::min(one.end, worlds));
    }
    return runs;
}

std::vector<std::size_t> Rounds::staying() const {
    if (!rounds_.empty()) {
        const auto& last = rounds_.back().strategies;
        return {last.begin(), last.end()};
    }
    std::vector<std::size_t> all(strategies_);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

}  // namespace kammerspiel::ensemble
