#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "kammerspiel/model/run.hpp"

// Many worlds, over threads.

namespace kammerspiel::ensemble {

/// One run of an ensemble.
struct Task {
    std::uint32_t strategy = 0;
    std::uint32_t attacker = 0;
    std::uint64_t world = 0;  ///< replication
};

/// Which runs: every strategy against every attacker in the same worlds, whatever the attackers'
/// weights (rule 13: hypotheses are stratified, weights are applied afterwards).
struct Ensemble {
    std::vector<std::uint32_t> strategies;
    std::vector<std::uint32_t> attackers;
    /// By attacker: it is run in the first so many of every `stats::batch_size` worlds, counted
    /// from world 0. Empty: every attacker in every world.
    std::vector<std::uint32_t> of_batch = {};
    std::uint64_t first_world = 0;
    std::uint64_t worlds = 0;  ///< from `first_world` on
    std::uint64_t seed = 1;
    std::stop_token stop = {};
    /// For so long worlds that are under way may go on after a request to stop; then they are given
    /// up; 0: at once. Most worlds take milliseconds, but one of a million hosts takes minutes.
    std::chrono::milliseconds patience{2000};

    /// Runs of a world in which every attacker is run.
    [[nodiscard]] std::size_t cells() const { return strategies.size() * attackers.size(); }
    [[nodiscard]] std::size_t tasks() const { return tasks_before(first_world + worlds); }
    /// Those of worlds below `world`. Precondition: it is one of these worlds, or the end.
    [[nodiscard]] std::size_t tasks_before(std::uint64_t world) const;
    /// Tasks are numbered world by world, then strategy by strategy, then attacker by attacker.
    [[nodiscard]] Task task(std::size_t number) const;
};

/// What a world is run with; the same for all strategies and attackers of one world. Called from
/// any thread, and for the tasks of one world several times.
using PlanOf = std::function<std::shared_ptr<const model::Plan>(std::uint64_t world)>;

/// Called once for each task that was run, from any thread and in any order; `number` is the
/// task's. What it writes must belong to that number alone, or be a sum of whole numbers; other
/// sums are formed afterwards, in the order of the numbers, so that they do not depend on threads
/// (rule 25).
using Visit = std::function<void(std::size_t number, const Task& task, const model::Plan& plan,
                                 model::RunResult&& result)>;

/// Threads and the memory that runs are done in, kept from one ensemble to the next.
class Driver {
   public:
    explicit Driver(unsigned threads);  ///< 0: as many as the machine has
    ~Driver();
    Driver(Driver&&) noexcept;
    Driver& operator=(Driver&&) noexcept;

    [[nodiscard]] unsigned threads() const;

    /// Runs all tasks, without traces. After a request to stop no world is begun, and those under
    /// way are finished, or given up when they take too long. Returns how many worlds were run: the
    /// first ones, each as a whole. Where one was given up, tasks of it and of later worlds may
    /// have been visited, too.
    std::uint64_t run(const model::Plan& plan, const Ensemble& ensemble, const Visit& visit);
    std::uint64_t run(const PlanOf& plan_of, const Ensemble& ensemble, const Visit& visit);

   private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kammerspiel::ensemble
