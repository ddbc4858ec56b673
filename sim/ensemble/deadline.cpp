#include "kammerspiel/ensemble/deadline.hpp"

#include <algorithm>

#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/branches.hpp"
#include "kammerspiel/model/run.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Worlds between two looks at whether to go on.
constexpr std::uint64_t chunk = 4;

class Trunks {
   public:
    Trunks(const model::Plan& plan, const DeadlineQuestion& question)
        : plan_(plan),
          question_(question),
          demanded_(services_with_demand(plan.federation())),
          attackers_(plan.scenario().attackers.size()) {}

    [[nodiscard]] std::size_t attackers() const { return attackers_; }

    /// Losses of one world and attacker, by moment, the last one: never.
    [[nodiscard]] std::vector<double> losses(std::uint64_t world, std::size_t attacker) const {
        model::Branches trunk(plan_,
                              {.strategy = question_.strategy,
                               .attacker = static_cast<std::uint32_t>(attacker),
                               .world = {.seed = question_.seed, .replication = world},
                               .keep_trace = false},
                              question_.play);
        std::vector<double> all;
        for (const SimTime moment : question_.moments) {
            trunk.advance_to(moment);
            all.push_back(loss(trunk.branch_with_order().metrics));
        }
        all.push_back(loss(trunk.finish().metrics));
        return all;
    }

   private:
    const model::Plan& plan_;
    const DeadlineQuestion& question_;
    std::vector<federation::ServiceId> demanded_;
    std::size_t attackers_;

    [[nodiscard]] double loss(const model::Metrics& metrics) const {
        return headline(plan_, metrics, demanded_)[question_.metric];
    }
};

}  // namespace

DeadlineLosses deadline(const model::Plan& plan, const DeadlineQuestion& question,
                        const std::stop_token& stop,
                        const std::function<void(std::uint64_t)>& report) {
    const Trunks trunks(plan, question);
    const std::size_t attackers = trunks.attackers();
    const std::size_t choices = question.moments.size() + 1;
    std::vector<std::vector<double>> by_task;  // world by world, attacker by attacker
    kernel::Workers workers(question.threads);
    std::uint64_t done = 0;
    while (done < question.worlds && !stop.stop_requested()) {
        const std::uint64_t count = std::min(question.worlds - done, chunk);
        const std::size_t first = by_task.size();
        by_task.resize(first + static_cast<std::size_t>(count) * attackers);
        auto one = [&](std::size_t task) {
            by_task[first + task] = trunks.losses(done + task / attackers, task % attackers);
        };
        workers.run(static_cast<std::size_t>(count) * attackers, one);
        done += count;
        if (report) report(done);
    }
    DeadlineLosses losses{.worlds = done, .values = {}};
    losses.values.reserve(choices * by_task.size());
    for (std::size_t c = 0; c < choices; ++c) {
        for (const std::vector<double>& task : by_task) losses.values.push_back(task[c]);
    }
    return losses;
}

}  // namespace kammerspiel::ensemble
