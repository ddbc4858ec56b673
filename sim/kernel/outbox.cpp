#include "kammerspiel/kernel/outbox.hpp"

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::kernel::detail {

namespace {

double in_seconds(Duration span) { return static_cast<double>(span.count()) / 1e6; }

}  // namespace

void broken_schedule(const EventKey& current, SimTime at, Priority priority) {
    broken(fmt::format(
        "process {} schedules an event for itself with priority {} at {} s, while it handles one "
        "of priority {} at {} s: it must be later, or of a greater priority at the same instant",
        current.target().value, priority, in_seconds(at.since_start()), current.priority(),
        in_seconds(current.at().since_start())));
}

void broken_send(const EventKey& current, ProcessId target, SimTime at, Duration lookahead) {
    broken(fmt::format(
        "process {} → process {}: a message sent at {} s arrives {} s too soon (at {} s, with a "
        "lookahead of {} s)",
        current.target().value, target.value, in_seconds(current.at().since_start()),
        in_seconds(lookahead - (at - current.at())), in_seconds(at.since_start()),
        in_seconds(lookahead)));
}

void broken_target(const EventKey& current, ProcessId target, std::size_t processes) {
    broken(fmt::format("process {} → process {}: there are only {} processes",
                       current.target().value, target.value, processes));
}

void broken_count(const EventKey& current, const char* what) {
    broken(
        fmt::format("process {} has more {} than a key can count", current.target().value, what));
}

}  // namespace kammerspiel::kernel::detail
