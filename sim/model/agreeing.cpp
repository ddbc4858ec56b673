#include "sim/model/agreeing.hpp"

#include <utility>

#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/carry_out.hpp"

namespace kammerspiel::model {

void redraw(Setup& setup) {
    ++setup.redrawn;
    // An odd number far from small ones: seeds that people write stay apart.
    constexpr std::uint64_t step = 0x9E3779B97F4A7C15U;
    setup.draws = {setup.draws.seed() + step, setup.draws.replication()};
}

Setup agreeing(Setup setup, const std::stop_token& interrupt) {
    if (!setup.plan->past_is_given) return setup;
    const bool keeps_trace = std::exchange(setup.keep_trace, false);
    while (setup.redrawn < most_redrawn) {
        kernel::Sequential<WorldState> kernel(WorldState(setup), setup.plan->latency);
        schedule_initial_events(kernel);
        (void)run_until(kernel, SimTime::start(), interrupt);
        if (!kernel.model().contradicts_the_start()) break;
        redraw(setup);
    }
    setup.keep_trace = keeps_trace;
    return setup;
}

}  // namespace kammerspiel::model
