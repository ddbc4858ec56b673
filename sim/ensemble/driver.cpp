#include "kammerspiel/ensemble/driver.hpp"

#include <algorithm>
#include <mutex>
#include <optional>

#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/workspace.hpp"
#include "kammerspiel/stats/selection.hpp"

namespace kammerspiel::ensemble {

namespace {

/// Attackers that are run in the world, counted from world 0 on, by how many before it.
std::size_t attackers_before(const Ensemble& ensemble, std::uint64_t world) {
    std::size_t count = 0;
    for (const std::uint32_t of : ensemble.of_batch) {
        count += static_cast<std::size_t>(world / stats::batch_size) * of +
                 std::min<std::size_t>(of, static_cast<std::size_t>(world % stats::batch_size));
    }
    return count;
}

}  // namespace

std::size_t Ensemble::tasks_before(std::uint64_t world) const {
    if (of_batch.empty()) return cells() * static_cast<std::size_t>(world - first_world);
    return strategies.size() *
           (attackers_before(*this, world) - attackers_before(*this, first_world));
}

Task Ensemble::task(std::size_t number) const {
    if (of_batch.empty()) {
        const std::size_t attacker = number % attackers.size();
        const std::size_t rest = number / attackers.size();
        return {.strategy = strategies[rest % strategies.size()],
                .attacker = attackers[attacker],
                .world = first_world + rest / strategies.size()};
    }
    // The world with this task: the last one with no more tasks before it.
    std::uint64_t low = first_world;
    std::uint64_t high = first_world + worlds;
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (tasks_before(middle) <= number ? low : high) = middle;
    }
    std::vector<std::uint32_t> here;
    for (std::size_t a = 0; a < attackers.size(); ++a) {
        if (low % stats::batch_size < of_batch[a]) here.push_back(attackers[a]);
    }
    const std::size_t rest = number - tasks_before(low);
    return {.strategy = strategies[rest / here.size()],
            .attacker = here[rest % here.size()],
            .world = low};
}

struct Driver::State {
    explicit State(unsigned threads) : workers(threads), workspaces(workers.threads()) {}
    kernel::Workers workers;
    std::vector<model::Workspace> workspaces;  ///< by worker
};

Driver::Driver(unsigned threads) : state_(std::make_unique<State>(threads)) {}
Driver::~Driver() = default;
Driver::Driver(Driver&&) noexcept = default;
Driver& Driver::operator=(Driver&&) noexcept = default;

unsigned Driver::threads() const { return state_->workers.threads(); }

std::uint64_t Driver::run(const model::Plan& plan, const Ensemble& ensemble, const Visit& visit) {
    // Shared without being owned: the caller's plan outlives the call.
    const std::shared_ptr<const model::Plan> always(std::shared_ptr<const model::Plan>{}, &plan);
    return run([always](std::uint64_t) { return always; }, ensemble, visit);
}

namespace {

/// Hands out tasks in their order. Once a stop is asked for, no world is begun any more, and those
/// that were begun are finished: so what was run is a row of whole worlds.
class Counter {
   public:
    explicit Counter(const Ensemble& ensemble)
        : ensemble_(ensemble), end_(ensemble.tasks()), next_world_(ensemble.first_world) {}

    std::optional<std::size_t> next() {
        const std::scoped_lock lock(mutex_);
        if (next_ == end_) return std::nullopt;
        // A world in which no attacker is run has no tasks of its own: it goes with the next one.
        while (ensemble_.tasks_before(next_world_) == next_) {
            if (ensemble_.stop.stop_requested()) {
                end_ = next_;
                return std::nullopt;
            }
            ++next_world_;
        }
        return next_++;
    }
    /// After a failure: nothing more.
    void close() {
        const std::scoped_lock lock(mutex_);
        end_ = next_;
    }
    /// Worlds of which every task was given out.
    [[nodiscard]] std::uint64_t worlds() const {
        if (next_ == ensemble_.tasks()) return ensemble_.worlds;
        return next_world_ - ensemble_.first_world;
    }

   private:
    const Ensemble& ensemble_;
    std::mutex mutex_;
    std::size_t next_ = 0;
    std::size_t end_;
    std::uint64_t next_world_;  ///< the first one that was not begun
};

}  // namespace

std::uint64_t Driver::run(const PlanOf& plan_of, const Ensemble& ensemble, const Visit& visit) {
    Counter counter(ensemble);
    auto work = [&](std::size_t worker) {
        try {
            while (const auto number = counter.next()) {
                const Task task = ensemble.task(*number);
                const std::shared_ptr<const model::Plan> plan = plan_of(task.world);
                visit(*number, task, *plan,
                      model::run(*plan,
                                 {.strategy = task.strategy,
                                  .attacker = task.attacker,
                                  .world = {.seed = ensemble.seed, .replication = task.world},
                                  .executive = model::Executive::sequential,
                                  .keep_trace = false},
                                 state_->workspaces[worker]));
            }
        } catch (...) {
            counter.close();
            throw;
        }
    };
    state_->workers.run(threads(), work);
    return counter.worlds();
}

}  // namespace kammerspiel::ensemble
