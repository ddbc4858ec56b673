#include "analysis/incidents/simulations.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>

#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/workspace.hpp"
#include "kammerspiel/scenario/recorded_recovery.hpp"

namespace kammerspiel::incidents {
namespace {

using Clock = std::chrono::steady_clock;

/// What is never lost is back at once; a logarithm needs a time.
constexpr double least_days = 1.0 / 24;

scenario::RecoveryPace pace_at(const std::vector<double>& logs) {
    const auto at = [&](Factor factor) { return std::exp(logs[static_cast<std::size_t>(factor)]); };
    return {.hold = at(Factor::hold),
            .throughput = at(Factor::throughput),
            .acceptance = at(Factor::acceptance),
            .release = at(Factor::release)};
}

struct Task {
    std::size_t simulation = 0;
    std::uint32_t point = 0;
    Cell cell = {};
};

/// Services of each milestone, in every house that has it.
std::vector<std::vector<federation::ServiceId>> services_of(const Simulation& simulation,
                                                            const model::Plan& plan) {
    std::vector<std::vector<federation::ServiceId>> all(simulation.aims.size());
    const auto& services = plan.federation().services;
    for (std::size_t m = 0; m < all.size(); ++m) {
        for (std::size_t s = 0; s < services.size(); ++s) {
            if (services[s].local_name == simulation.aims[m].service) {
                all[m].push_back(federation::ServiceId{s});
            }
        }
    }
    return all;
}

double day_of(const model::Restored& restored) {
    if (restored.never_below) return least_days;
    if (!restored.at) return std::numeric_limits<double>::infinity();
    // As cells are read back from a file, to the last bit.
    const auto micros = static_cast<double>((*restored.at - SimTime::start()).count());
    return std::max(micros / micros_per_day, least_days);
}

class Runner {
   public:
    Runner(std::vector<Simulation>& simulations, const stats::Design& design,
           const LeaveOneOutOptions& options)
        : simulations_(simulations),
          design_(design),
          options_(options),
          workers_(options.threads) {}

    bool run() {
        std::vector<Task> missing = missing_tasks();
        const std::size_t all = simulations_.size() * (design_.points.size() + 1);
        std::size_t done = all - missing.size();
        // Long enough that all threads have something to do, short enough to be seen and kept.
        const std::size_t at_once = 8 * static_cast<std::size_t>(workers_.threads());
        auto saved = Clock::now();
        for (std::size_t begin = 0; begin < missing.size(); begin += at_once) {
            if (options_.stop.stop_requested()) break;
            const std::size_t end = std::min(begin + at_once, missing.size());
            run_some(missing, begin, end);
            for (std::size_t i = begin; i < end; ++i) {
                simulations_[missing[i].simulation].cells.put(missing[i].point,
                                                              std::move(missing[i].cell));
            }
            done += end - begin;
            constexpr std::chrono::seconds between{2};
            if (Clock::now() - saved > between) save(), saved = Clock::now();
            if (options_.progress) options_.progress(done, all);
        }
        save();
        return done == all;
    }

   private:
    std::vector<Simulation>& simulations_;
    const stats::Design& design_;
    const LeaveOneOutOptions& options_;
    kernel::Workers workers_;

    [[nodiscard]] std::vector<Task> missing_tasks() const {
        std::vector<Task> missing;
        for (std::size_t i = 0; i < simulations_.size(); ++i) {
            for (std::uint32_t point = 0; point <= design_.points.size(); ++point) {
                if (simulations_[i].cells.find(point) == nullptr) missing.push_back({i, point});
            }
        }
        return missing;
    }

    void save() {
        for (Simulation& simulation : simulations_) simulation.cells.save();
    }

    void run_some(std::vector<Task>& tasks, std::size_t begin, std::size_t end) {
        std::atomic<std::size_t> next = begin;
        auto work = [&](std::size_t) {
            model::Workspace workspace;
            for (std::size_t i = next++; i < end; i = next++) run_one(tasks[i], workspace);
        };
        workers_.run(std::min<std::size_t>(workers_.threads(), end - begin), work);
    }

    void run_one(Task& task, model::Workspace& workspace) const {
        const Simulation& simulation = simulations_[task.simulation];
        scenario::Scenario changed = simulation.scenario;
        const bool has_stages = task.point != without_stages;
        if (has_stages) {
            scenario::change_pace(changed, pace_at(design_.points[task.point - 1]));
        } else {
            scenario::remove_stages(changed);
        }
        const model::Plan plan(std::move(changed));
        const auto services = services_of(simulation, plan);
        const std::uint32_t worlds =
            has_stages ? options_.worlds : worlds_without_stages(options_.worlds);
        for (std::uint32_t world = 0; world < worlds; ++world) {
            for (std::uint32_t a = 0; a < simulation.weights.size(); ++a) {
                const auto result =
                    model::run(plan,
                               {.attacker = a,
                                .world = {.seed = options_.seed, .replication = world},
                                .executive = model::Executive::sequential,
                                .keep_trace = false},
                               workspace);
                for (std::size_t m = 0; m < services.size(); ++m) {
                    constexpr double least_share = 1e-6;
                    const Share share{std::max(simulation.aims[m].share, least_share)};
                    task.cell.push_back(day_of(model::restored_for_good(
                        plan.federation(), result.metrics, services[m], share)));
                }
            }
        }
    }
};

}  // namespace

bool simulate(std::vector<Simulation>& simulations, const stats::Design& design,
              const LeaveOneOutOptions& options) {
    return Runner(simulations, design, options).run();
}

}  // namespace kammerspiel::incidents
