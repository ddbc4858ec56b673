#include "kammerspiel/ensemble/side_by_side.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/model/workspace.hpp"

namespace kammerspiel::ensemble {

SideLosses::SideLosses(std::size_t sides, std::size_t worlds, std::size_t attackers,
                       std::size_t metrics, std::vector<double> values)
    : sides_(sides),
      worlds_(worlds),
      attackers_(attackers),
      metrics_(metrics),
      values_(std::move(values)) {
    ensure(values_.size() == sides * worlds * attackers * metrics,
           "{} values for {} sides in {} worlds", values_.size(), sides, worlds);
}

double SideLosses::of(std::size_t side, std::size_t world, std::size_t attacker,
                      std::size_t metric) const {
    return values_[((side * worlds_ + world) * attackers_ + attacker) * metrics_ + metric];
}

std::vector<double> SideLosses::against(std::size_t side, std::size_t attacker,
                                        std::size_t metric) const {
    std::vector<double> losses(worlds_);
    for (std::size_t w = 0; w < worlds_; ++w) losses[w] = of(side, w, attacker, metric);
    return losses;
}

std::vector<double> SideLosses::weighted(std::size_t side, std::span<const double> weights,
                                         std::size_t metric) const {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> losses(worlds_, 0.0);
    for (std::size_t w = 0; w < worlds_; ++w) {
        for (std::size_t a = 0; a < attackers_; ++a) {
            losses[w] += weights[a] / sum * of(side, w, a, metric);
        }
    }
    return losses;
}

struct SideBySide::State {
    State(std::vector<Metric> asked, std::uint64_t its_seed, unsigned threads)
        : metrics(std::move(asked)),
          seed(its_seed),
          workers(threads),
          workspaces(workers.threads()) {}
    std::vector<Metric> metrics;
    std::uint64_t seed;
    kernel::Workers workers;
    std::vector<model::Workspace> workspaces;  ///< by worker
    std::vector<std::shared_ptr<const model::Plan>> plans;
    std::vector<std::vector<federation::ServiceId>> demanded;  ///< by plan

    /// Against each attacker, metric by metric.
    void run_one(const Side& side, std::uint64_t world, model::Workspace& workspace,
                 std::span<double> into) const {
        const model::Plan& plan = *plans[side.plan];
        for (std::uint32_t a = 0; a < plan.scenario().attackers.size(); ++a) {
            const auto result = model::run(plan,
                                           {.strategy = side.strategy,
                                            .attacker = a,
                                            .world = {.seed = seed, .replication = world},
                                            .executive = model::Executive::sequential,
                                            .keep_trace = false},
                                           workspace);
            const Headline figures = headline(plan, result.metrics, demanded[side.plan]);
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                into[a * metrics.size() + m] = figures[metrics[m]];
            }
        }
    }
};

SideBySide::SideBySide(std::vector<Metric> metrics, std::uint64_t seed, unsigned threads)
    : state_(std::make_unique<State>(std::move(metrics), seed, threads)) {}
SideBySide::~SideBySide() = default;
SideBySide::SideBySide(SideBySide&&) noexcept = default;
SideBySide& SideBySide::operator=(SideBySide&&) noexcept = default;

std::size_t SideBySide::add(std::shared_ptr<const model::Plan> plan) {
    ensure(state_->plans.empty() || plan->scenario().attackers.size() ==
                                        state_->plans.front()->scenario().attackers.size(),
           "scenarios side by side have the same attackers");
    state_->demanded.push_back(services_with_demand(plan->federation()));
    state_->plans.push_back(std::move(plan));
    return state_->plans.size() - 1;
}

namespace {

/// Numbers of sides, plan by plan.
std::vector<std::vector<std::size_t>> sides_by_plan(std::span<const Side> sides) {
    std::vector<std::vector<std::size_t>> by_plan;
    std::vector<std::size_t> plans;
    for (std::size_t s = 0; s < sides.size(); ++s) {
        const auto known = std::find(plans.begin(), plans.end(), sides[s].plan);
        if (known == plans.end()) {
            plans.push_back(sides[s].plan);
            by_plan.push_back({s});
        } else {
            by_plan[static_cast<std::size_t>(known - plans.begin())].push_back(s);
        }
    }
    return by_plan;
}

}  // namespace

std::optional<SideLosses> SideBySide::run(std::span<const Side> sides, std::uint64_t first_world,
                                          std::uint64_t worlds, const std::stop_token& stop,
                                          const std::function<void(std::uint64_t)>& report) {
    if (state_->plans.empty() || sides.empty()) return std::nullopt;
    const std::size_t attackers = state_->plans.front()->scenario().attackers.size();
    const std::size_t metrics = state_->metrics.size();
    const std::size_t of_side = attackers * metrics;
    const std::size_t of_world = sides.size() * of_side;
    std::vector<double> by_world;  // by world, side, attacker, metric
    // Few, so that a stop is soon heard; several, so that no thread waits long for another and the
    // memory of a run, which is laid out for one plan, serves many.
    constexpr std::uint64_t worlds_at_once = 8;
    const std::vector<std::vector<std::size_t>> by_plan = sides_by_plan(sides);
    std::uint64_t done = 0;
    while (done < worlds && !stop.stop_requested()) {
        const std::uint64_t count = std::min(worlds_at_once, worlds - done);
        const std::size_t begin = by_world.size();
        by_world.resize(begin + of_world * static_cast<std::size_t>(count));
        // A task is two worlds of all sides of one plan.
        constexpr std::size_t worlds_of_task = 2;
        const auto spans = static_cast<std::size_t>((count + worlds_of_task - 1) / worlds_of_task);
        const std::size_t tasks = spans * by_plan.size();
        std::atomic<std::size_t> next = 0;
        auto work = [&](std::size_t worker) {
            for (std::size_t task = next++; task < tasks; task = next++) {
                const std::size_t first = task % spans * worlds_of_task;
                const std::size_t last =
                    std::min(first + worlds_of_task, static_cast<std::size_t>(count));
                for (std::size_t w = first; w < last; ++w) {
                    for (const std::size_t side : by_plan[task / spans]) {
                        const std::size_t to = begin + (w * sides.size() + side) * of_side;
                        state_->run_one(sides[side], first_world + done + w,
                                        state_->workspaces[worker],
                                        std::span(by_world).subspan(to, of_side));
                    }
                }
            }
        };
        state_->workers.run(state_->workers.threads(), work);
        done += count;
        if (report) report(done);
    }
    if (done == 0) return std::nullopt;
    std::vector<double> values;
    values.reserve(by_world.size());
    for (std::size_t s = 0; s < sides.size(); ++s) {
        for (std::size_t w = 0; w < done; ++w) {
            const auto from =
                by_world.begin() + static_cast<std::ptrdiff_t>(w * of_world + s * of_side);
            values.insert(values.end(), from, from + static_cast<std::ptrdiff_t>(of_side));
        }
    }
    return SideLosses(sides.size(), static_cast<std::size_t>(done), attackers, metrics,
                      std::move(values));
}

}  // namespace kammerspiel::ensemble
