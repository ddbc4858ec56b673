#include "kammerspiel/ensemble/runner.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/selection.hpp"

namespace kammerspiel::ensemble {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// Long enough for all threads to be busy nearly always, short enough for people to see it move.
constexpr Seconds wanted_block{0.5};

bool leaves_out_attackers(const Round& round) {
    return std::any_of(round.of_batch.begin(), round.of_batch.end(),
                       [](std::uint32_t of) { return of < stats::batch_size; });
}

}  // namespace

StudyRuns::StudyRuns(const model::Plan& plan, const Definition& definition)
    : plan_(&plan),
      seed_(definition.seed),
      sites_(ensemble::sites(plan.federation())),
      demanded_(services_with_demand(plan.federation())) {
    const auto& all = plan.scenario().strategies;
    for (const std::string& name : definition.strategies) {
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const auto& s) { return s.name.text == name; });
        ensure(found != all.end(), "there is no strategy {}", name);
        strategies_.push_back(static_cast<std::uint32_t>(found - all.begin()));
    }
    for (std::uint32_t a = 0; a < plan.scenario().attackers.size(); ++a) attackers_.push_back(a);
    if (definition.places) kept_places_ = kept_places(sites_);
}

Ensemble StudyRuns::ensemble_of(const Round& round) const {
    Ensemble ensemble{.strategies = {}, .attackers = attackers_};
    for (const std::uint32_t s : round.strategies) ensemble.strategies.push_back(strategies_[s]);
    if (leaves_out_attackers(round)) ensemble.of_batch = round.of_batch;
    ensemble.first_world = round.first;
    ensemble.worlds = round.end - round.first;
    ensemble.seed = seed_;
    ensemble.patience = patience_;
    return ensemble;
}

Block StudyRuns::run(const Round& round, Driver& driver, std::stop_token stop) const {
    Ensemble ensemble = ensemble_of(round);
    ensemble.stop = std::move(stop);
    Block block{.first = round.first, .worlds = 0, .rows = {}, .sums = {}};
    block.rows.resize(ensemble.tasks());
    block.sums.resize(cells());
    std::vector<std::mutex> adding(cells());
    std::atomic<std::size_t> visited = 0;
    // Places in the study of the scenario's strategies.
    std::vector<std::uint32_t> place(plan_->scenario().strategies.size());
    for (const std::uint32_t s : round.strategies) place[strategies_[s]] = s;
    const Duration horizon = plan_->scenario().horizon;
    const Visit visit = [&](std::size_t number, const Task& task, const model::Plan& run_with,
                            model::RunResult&& result) {
        ++visited;
        const std::uint32_t strategy = place[task.strategy];
        std::vector<PlaceFigures> places =
            place_figures(run_with.federation(), sites_, demanded_, result.metrics);
        Row& row = block.rows[number];
        row = {.world = task.world,
               .strategy = strategy,
               .attacker = task.attacker,
               .figures = headline(run_with, result.metrics, demanded_)};
        row.places.assign(places.begin(),
                          places.begin() + static_cast<std::ptrdiff_t>(kept_places_));
        const std::size_t cell = strategy * attackers_.size() + task.attacker;
        const std::scoped_lock lock(adding[cell]);
        block.sums[cell].add(places, run_with.federation(), demanded_, horizon, result.metrics,
                             result.events);
    };
    block.worlds =
        plan_of_ ? driver.run(plan_of_, ensemble, visit) : driver.run(*plan_, ensemble, visit);
    // Of a world that was given up, the sums hold what its rows would not.
    if (visited != ensemble.tasks_before(ensemble.first_world + block.worlds)) {
        return {.first = round.first, .worlds = 0, .rows = {}, .sums = {}};
    }
    block.rows.resize(visited);
    return block;
}

std::uint64_t StudyRuns::most_worlds_of_block() const {
    return std::max<std::uint64_t>(1, most_rows / (cells() * weight_of_row(kept_places_)));
}

std::uint64_t ThreadRunner::worlds_of_block(const StudyRuns& runs) const {
    std::uint64_t wanted = driver_.threads();
    if (world_takes_.count() > 0) {
        const double fits = wanted_block / world_takes_;
        wanted = static_cast<std::uint64_t>(std::clamp(fits, 1.0, 1e6));
    }
    return std::min(wanted, runs.most_worlds_of_block());
}

void ThreadRunner::run(const StudyRuns& runs, const Round& round, const RunLimits& limits,
                       const TakeBlock& take) {
    Round next = round;
    while (next.first < round.end && !limits.are_reached()) {
        const auto began = Clock::now();
        next.end = next.first + std::min(round.end - next.first, worlds_of_block(runs));
        Block block = runs.run(next, driver_, limits.stop);
        next.first += block.worlds;
        if (block.worlds > 0) {
            world_takes_ = Seconds(Clock::now() - began) / static_cast<double>(block.worlds);
        }
        take(std::move(block));
    }
}

}  // namespace kammerspiel::ensemble
