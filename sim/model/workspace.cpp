#include "kammerspiel/model/workspace.hpp"

#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/carry_out.hpp"

namespace kammerspiel::model {

struct Workspace::Memory {
    kernel::Sequential<WorldState> kernel;
};

Workspace::Workspace() = default;
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

RunResult run(const Plan& plan, const RunOptions& options, Workspace& workspace) {
    ensure(options.executive != Executive::parallel,
           "a workspace is the memory of the sequential executive");
    const Setup setup = setup_of(plan, options);
    const Duration latency = plan.data().latency;
    if (workspace.memory_ == nullptr) {
        workspace.memory_ = std::make_unique<Workspace::Memory>(
            Workspace::Memory{kernel::Sequential<WorldState>(WorldState(setup), latency)});
    } else {
        workspace.memory_->kernel.model().reset(setup);
        workspace.memory_->kernel.restart(latency);
    }
    schedule_initial_events(workspace.memory_->kernel);
    return run_to_end(workspace.memory_->kernel, plan.data(), options.stop);
}

}  // namespace kammerspiel::model
