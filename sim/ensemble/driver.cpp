#include "kammerspiel/ensemble/driver.hpp"

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

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

/// Asks runs to stop when their patience after a request is at its end.
class GivingUp {
   public:
    GivingUp(const std::stop_token& stop, std::chrono::milliseconds patience)
        : patience_(patience), asked_(stop, [this] { ask(); }) {
        if (!stop.stop_possible()) return;
        waiting_ = std::jthread([this](const std::stop_token& no_more) { wait(no_more); });
    }
    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

   private:
    std::chrono::milliseconds patience_;
    std::stop_source source_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool is_asked_ = false;
    std::stop_callback<std::function<void()>> asked_;
    std::jthread waiting_;

    void ask() {
        if (patience_.count() <= 0) {
            source_.request_stop();
            return;
        }
        {
            const std::scoped_lock lock(mutex_);
            is_asked_ = true;
        }
        changed_.notify_all();
    }
    void wait(const std::stop_token& no_more) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, no_more, [this] { return is_asked_; })) return;
        changed_.wait_for(lock, no_more, patience_, [] { return false; });
        if (!no_more.stop_requested()) source_.request_stop();
    }
};

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
    /// A task of this world has not come to its end.
    void give_up(std::uint64_t world) {
        const std::scoped_lock lock(mutex_);
        first_given_up_ = std::min(first_given_up_, world);
        end_ = next_;
    }
    /// The first ones of which every task was given out and none was given up.
    [[nodiscard]] std::uint64_t worlds() const {
        const std::uint64_t begun =
            next_ == ensemble_.tasks() ? ensemble_.first_world + ensemble_.worlds : next_world_;
        return std::min(begun, first_given_up_) - ensemble_.first_world;
    }

   private:
    const Ensemble& ensemble_;
    std::mutex mutex_;
    std::size_t next_ = 0;
    std::size_t end_;
    std::uint64_t next_world_;  ///< the first one that was not begun
    std::uint64_t first_given_up_ = std::numeric_limits<std::uint64_t>::max();
};

}  // namespace

std::uint64_t Driver::run(const PlanOf& plan_of, const Ensemble& ensemble, const Visit& visit) {
    Counter counter(ensemble);
    const GivingUp giving_up(ensemble.stop, ensemble.patience);
    auto work = [&](std::size_t worker) {
        try {
            while (const auto number = counter.next()) {
                const Task task = ensemble.task(*number);
                const std::shared_ptr<const model::Plan> plan = plan_of(task.world);
                auto result =
                    model::run(*plan,
                               {.strategy = task.strategy,
                                .attacker = task.attacker,
                                .world = {.seed = ensemble.seed, .replication = task.world},
                                .executive = model::Executive::sequential,
                                .keep_trace = false,
                                .stop = giving_up.token()},
                               state_->workspaces[worker]);
                if (result.complete) {
                    visit(*number, task, *plan, std::move(result));
                } else {
                    counter.give_up(task.world);
                }
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
