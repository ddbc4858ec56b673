#include "kammerspiel/kernel/windows.hpp"

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::kernel {

void check_run(std::size_t processes, Duration lookahead) {
    ensure(processes <= EventKey::max_processes, "{} processes are more than {}", processes,
           EventKey::max_processes);
    ensure(lookahead > Duration::zero(), "a lookahead of {} µs lets no window pass",
           lookahead.count());
}

void check_seed(const Windows& windows, std::size_t processes, ProcessId target, SimTime at) {
    ensure(target.index() < processes, "an event for process {}, but there are only {}",
           target.value, processes);
    const SimTime before = windows.progress.before.value_or(at);
    ensure(at >= before, "an event for process {} comes {} µs too late: the run is past it",
           target.value, (before - at).count());
}

}  // namespace kammerspiel::kernel
