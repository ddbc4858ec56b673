#include "kammerspiel/model/run.hpp"

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/world.hpp"

namespace kammerspiel::model {
namespace {

/// From this many organisations on, windows hold enough work to be worth sharing among threads.
constexpr std::size_t worth_sharing = 1000;

bool runs_parallel(const Plan& plan, Executive wanted) {
    switch (wanted) {
        case Executive::sequential: return false;
        case Executive::parallel: return true;
        case Executive::automatic: return plan.federation().organisations.size() >= worth_sharing;
    }
    unreachable();
}

template <class Kernel>
RunResult carry_out(Kernel& kernel, const Plan& plan, const RunOptions& options) {
    for (const WorldState::Seed& seed : kernel.model().seeds()) {
        kernel.schedule(seed.target, seed.at, static_cast<std::uint8_t>(seed.priority),
                        Event{{}, seed.payload});
    }
    kernel::StopConditions<WorldState> stop;
    stop.horizon = plan.data().horizon;
    stop.interrupt = options.stop;
    const kernel::Stopped stopped = kernel.run(stop);
    RunResult result;
    result.complete = stopped != kernel::Stopped::interrupted;
    const SimTime reached = kernel.progress().before.value_or(SimTime::start());
    const SimTime end = result.complete ? plan.data().horizon : std::max(reached, SimTime::start());
    result.metrics = kernel.model().close(end);
    result.trace = kernel.model().take_trace();
    result.events = kernel.progress().events;
    return result;
}

}  // namespace

RunResult run(const Plan& plan, const RunOptions& options) {
    ensure(options.strategy < plan.scenario().strategies.size(), "there is no strategy {}",
           options.strategy);
    ensure(options.attacker < plan.scenario().attackers.size(), "there is no attacker {}",
           options.attacker);
    const Setup setup{.plan = &plan.data(),
                      .strategy = options.strategy,
                      .attacker = options.attacker,
                      .draws = {options.world.seed, options.world.replication},
                      .keep_trace = options.keep_trace};
    if (runs_parallel(plan, options.executive)) {
        kernel::Parallel<WorldState> kernel(WorldState(setup), plan.data().latency,
                                            {.threads = options.threads});
        return carry_out(kernel, plan, options);
    }
    kernel::Sequential<WorldState> kernel(WorldState(setup), plan.data().latency);
    return carry_out(kernel, plan, options);
}

}  // namespace kammerspiel::model
