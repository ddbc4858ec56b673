#include "kammerspiel/model/workspace.hpp"

#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/agreeing.hpp"
#include "sim/model/carry_out.hpp"

namespace kammerspiel::model {

struct Workspace::Memory {
    kernel::Sequential<WorldState> kernel;
};

Workspace::Workspace() = default;
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

namespace {

void begin(kernel::Sequential<WorldState>& kernel, const Setup& setup) {
    kernel.model().reset(setup);
    kernel.restart(setup.plan->latency);
    schedule_initial_events(kernel);
}

}  // namespace

RunResult run(const Plan& plan, const RunOptions& options, Workspace& workspace) {
    ensure(options.executive != Executive::parallel,
           "a workspace is the memory of the sequential executive");
    Setup setup = setup_of(plan.data(), options);
    const Duration latency = plan.data().latency;
    if (workspace.memory_ == nullptr) {
        workspace.memory_ = std::make_unique<Workspace::Memory>(
            Workspace::Memory{kernel::Sequential<WorldState>(WorldState(setup), latency)});
        schedule_initial_events(workspace.memory_->kernel);
    } else {
        begin(workspace.memory_->kernel, setup);
    }
    while (plan.data().past_is_given && setup.redrawn < most_redrawn) {
        (void)run_until(workspace.memory_->kernel, SimTime::start(), options.stop);
        if (!workspace.memory_->kernel.model().contradicts_the_start()) break;
        redraw(setup);
        begin(workspace.memory_->kernel, setup);
    }
    return run_to_end(workspace.memory_->kernel, plan.data(), options.stop);
}

}  // namespace kammerspiel::model
