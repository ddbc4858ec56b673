#pragma once

#include <algorithm>

#include "kammerspiel/kernel/stop.hpp"
#include "kammerspiel/model/run.hpp"
#include "sim/model/initial_events.hpp"
#include "sim/model/world.hpp"

// A run from its first event to its result, whatever executive carries it out.

namespace kammerspiel::model {

/// Precondition: the strategy and the attacker exist; else BrokenModel.
[[nodiscard]] inline Setup setup_of(const Plan& plan, const RunOptions& options) {
    ensure(options.strategy < plan.scenario().strategies.size(), "there is no strategy {}",
           options.strategy);
    ensure(options.attacker < plan.scenario().attackers.size(), "there is no attacker {}",
           options.attacker);
    return {.plan = &plan.data(),
            .strategy = options.strategy,
            .attacker = options.attacker,
            .draws = {options.world.seed, options.world.replication},
            .keep_trace = options.keep_trace,
            .count_events = options.count_events};
}

template <class Kernel>
void schedule_initial_events(Kernel& kernel) {
    for (const InitialEvent& initial : initial_events(kernel.model().setup())) {
        kernel.schedule(initial.target, initial.at, static_cast<std::uint8_t>(initial.priority),
                        Event{{}, initial.payload});
    }
}

/// Goes on until `moment`, at most to the horizon. False if it was interrupted.
template <class Kernel>
bool run_until(Kernel& kernel, SimTime moment, const std::stop_token& interrupt) {
    kernel::StopConditions<WorldState> stop;
    stop.horizon = moment;
    stop.interrupt = interrupt;
    return kernel.run(stop) != kernel::Stopped::interrupted;
}

/// Goes on to the horizon and closes the books.
template <class Kernel>
RunResult run_to_end(Kernel& kernel, const PlanData& plan, const std::stop_token& interrupt) {
    RunResult result;
    result.complete = run_until(kernel, plan.horizon, interrupt);
    const SimTime reached = kernel.progress().before.value_or(SimTime::start());
    const SimTime end = result.complete ? plan.horizon : std::max(reached, SimTime::start());
    result.metrics = kernel.model().close(end);
    result.trace = kernel.model().take_trace();
    result.events = kernel.progress().events;
    result.events_by_kind = kernel.model().events_by_kind();
    return result;
}

}  // namespace kammerspiel::model
