#pragma once

#include <algorithm>
#include <span>

#include "kammerspiel/kernel/stop.hpp"
#include "kammerspiel/model/run.hpp"
#include "sim/model/initial_events.hpp"
#include "sim/model/world.hpp"

// A run from its first event to its result, whatever executive carries it out.

namespace kammerspiel::model {

/// Precondition: the strategy and the attacker exist; else BrokenModel.
[[nodiscard]] inline Setup setup_of(const PlanData& plan, const RunOptions& options) {
    ensure(options.strategy < plan.scenario.strategies.size(), "there is no strategy {}",
           options.strategy);
    ensure(options.attacker < plan.scenario.attackers.size(), "there is no attacker {}",
           options.attacker);
    return {.plan = &plan,
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

/// As the public one.
[[nodiscard]] RunResult joined(const PlanData& plan, std::span<PartFigures> parts, SimTime end,
                               std::uint32_t redrawn, bool is_complete);

/// When the books close: at the horizon, or where the run was stopped.
[[nodiscard]] inline SimTime end_of_books(const kernel::Progress& progress, const PlanData& plan,
                                          bool is_complete) {
    if (is_complete) return plan.horizon;
    return std::max(progress.before.value_or(SimTime::start()), SimTime::start());
}

/// Goes on to the horizon and closes the books.
template <class Kernel>
RunResult run_to_end(Kernel& kernel, const PlanData& plan, const std::stop_token& interrupt) {
    const bool is_complete = run_until(kernel, plan.horizon, interrupt);
    const SimTime end = end_of_books(kernel.progress(), plan, is_complete);
    PartFigures all = kernel.model().close(end);
    all.events = kernel.progress().events;
    RunResult result = joined(plan, {&all, 1}, end, kernel.model().setup().redrawn, is_complete);
    result.trace = kernel.model().take_trace();
    return result;
}

}  // namespace kammerspiel::model
