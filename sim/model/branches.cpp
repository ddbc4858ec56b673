#include "kammerspiel/model/branches.hpp"

#include <algorithm>

#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/agreeing.hpp"
#include "sim/model/carry_out.hpp"
#include "sim/model/decider.hpp"

namespace kammerspiel::model {

using Kernel = kernel::Sequential<WorldState>;

struct Branches::Trunk {
    const PlanData& plan;
    Setup setup;
    std::stop_token interrupt;
    Kernel kernel;
    SimTime moment = SimTime::start();
    bool finished = false;
};

namespace {

Setup withholding(const Plan& plan, const RunOptions& options, std::uint32_t play) {
    Setup setup = agreeing(setup_of(plan.data(), options), options.stop);
    const auto& plays = plan.data().strategies[setup.strategy].plays;
    ensure(play < plays.size(), "the strategy has {} plays, no play {}", plays.size(), play);
    setup.withheld = play;
    return setup;
}

}  // namespace

Branches::Branches(const Plan& plan, const RunOptions& options, std::uint32_t withheld_play) {
    const Setup setup = withholding(plan, options, withheld_play);
    trunk_ = std::make_unique<Trunk>(
        Trunk{plan.data(), setup, options.stop, Kernel(WorldState(setup), plan.data().latency)});
    schedule_initial_events(trunk_->kernel);
    (void)run_until(trunk_->kernel, trunk_->moment, trunk_->interrupt);
}
Branches::~Branches() = default;
Branches::Branches(Branches&&) noexcept = default;
Branches& Branches::operator=(Branches&&) noexcept = default;

SimTime Branches::moment() const { return trunk_->moment; }

void Branches::advance_to(SimTime moment) {
    ensure(!trunk_->finished, "a run that is finished was to go on");
    ensure(moment >= trunk_->moment, "a run that stands at {} µs was to go back to {} µs",
           trunk_->moment.since_start().count(), moment.since_start().count());
    trunk_->moment = moment;
    (void)run_until(trunk_->kernel, std::min(moment, trunk_->plan.horizon), trunk_->interrupt);
}

RunResult Branches::branch_with_order() const {
    ensure(!trunk_->finished, "a run that is finished was to branch");
    Kernel branch = trunk_->kernel;
    const std::uint32_t number = *trunk_->setup.withheld;
    const PlayPlan& play = trunk_->plan.strategies[trunk_->setup.strategy].plays[number];
    for (const DeciderAddress decider : deciders_of(trunk_->plan, play)) {
        branch.schedule(decider.process, trunk_->moment,
                        static_cast<std::uint8_t>(Priority::decisions),
                        Event{{}, event::PlayOrdered{number}});
    }
    return run_to_end(branch, trunk_->plan, trunk_->interrupt);
}

RunResult Branches::finish() {
    ensure(!trunk_->finished, "a run was to be finished twice");
    trunk_->finished = true;
    return run_to_end(trunk_->kernel, trunk_->plan, trunk_->interrupt);
}

}  // namespace kammerspiel::model
