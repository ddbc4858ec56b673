#include "kammerspiel/model/run.hpp"

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/agreeing.hpp"
#include "sim/model/carry_out.hpp"

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
RunResult carry_out(Kernel kernel, const Plan& plan, const RunOptions& options) {
    schedule_initial_events(kernel);
    return run_to_end(kernel, plan.data(), options.stop);
}

}  // namespace

RunResult run(const Plan& plan, const RunOptions& options) {
    WorldState world(agreeing(setup_of(plan.data(), options), options.stop));
    const Duration latency = plan.data().latency;
    if (runs_parallel(plan, options.executive)) {
        return carry_out(
            kernel::Parallel<WorldState>(std::move(world), latency, {.threads = options.threads}),
            plan, options);
    }
    return carry_out(kernel::Sequential<WorldState>(std::move(world), latency), plan, options);
}

}  // namespace kammerspiel::model
