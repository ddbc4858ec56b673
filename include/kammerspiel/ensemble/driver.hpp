#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "kammerspiel/model/run.hpp"

// Many worlds, over threads.

namespace kammerspiel::ensemble {

/// One run of an ensemble.
struct Task {
    std::uint32_t strategy = 0;
    std::uint32_t attacker = 0;
    std::uint64_t world = 0;  ///< replication, from 0
};

/// Which runs: every strategy against every attacker in the same worlds, whatever the attackers'
/// weights (rule 13: hypotheses are stratified, weights are applied afterwards).
struct Ensemble {
    std::vector<std::uint32_t> strategies;
    std::vector<std::uint32_t> attackers;
    std::uint64_t worlds = 0;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has
    std::stop_token stop = {};

    [[nodiscard]] std::size_t tasks() const {
        return strategies.size() * attackers.size() * static_cast<std::size_t>(worlds);
    }
    /// Tasks are numbered world by world, then strategy by strategy, then attacker by attacker.
    [[nodiscard]] Task task(std::size_t number) const;
};

/// Called once for each task that was run, from any thread and in any order; `number` is the
/// task's. What it writes must belong to that number alone; sums are formed afterwards, in the
/// order of the numbers, so that they do not depend on threads (rule 25).
using Visit = std::function<void(std::size_t number, const Task& task, model::RunResult&& result)>;

/// Runs all tasks, without traces. A request to stop ends it after the runs that are under way,
/// which are not visited if they are incomplete. Returns how many were visited.
std::size_t run(const model::Plan& plan, const Ensemble& ensemble, const Visit& visit);

}  // namespace kammerspiel::ensemble
