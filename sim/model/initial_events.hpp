#pragma once

#include <vector>

#include "sim/model/context.hpp"

namespace kammerspiel::model {

struct InitialEvent {
    SimTime at;
    Priority priority = Priority::hosts_and_links;
    kernel::ProcessId target;
    Payload payload;
};

/// What sets a run going, for the kernel to deliver: entries, false alarms, what is known at the
/// start, first looks at conditions.
[[nodiscard]] std::vector<InitialEvent> initial_events(const Setup& setup);

}  // namespace kammerspiel::model
