#include "kammerspiel/ensemble/driver.hpp"

#include <mutex>
#include <optional>

#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/workspace.hpp"

namespace kammerspiel::ensemble {

Task Ensemble::task(std::size_t number) const {
    const std::size_t attacker = number % attackers.size();
    const std::size_t rest = number / attackers.size();
    return {.strategy = strategies[rest % strategies.size()],
            .attacker = attackers[attacker],
            .world = first_world + rest / strategies.size()};
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
        : ensemble_(ensemble), end_(ensemble.tasks()), cells_(ensemble.cells()) {}

    std::optional<std::size_t> next() {
        const std::scoped_lock lock(mutex_);
        if (next_ == end_) return std::nullopt;
        const bool begins_a_world = next_ % cells_ == 0;
        if (begins_a_world && ensemble_.stop.stop_requested()) {
            end_ = next_;
            return std::nullopt;
        }
        return next_++;
    }
    /// After a failure: nothing more.
    void close() {
        const std::scoped_lock lock(mutex_);
        end_ = next_;
    }
    [[nodiscard]] std::size_t given() const { return next_; }

   private:
    const Ensemble& ensemble_;
    std::mutex mutex_;
    std::size_t next_ = 0;
    std::size_t end_;
    std::size_t cells_;
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
    return counter.given() / ensemble.cells();
}

}  // namespace kammerspiel::ensemble
