#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/kernel/stop.hpp"

// How every executive advances.

namespace kammerspiel::kernel {

/// Where the windows of a run lie; part of the run's state.
struct Windows {
    Progress progress;
    std::optional<SimTime> open_until;  ///< of the window that a horizon has cut, if one has
    bool operator==(const Windows&) const = default;
};

/// The end of the window that begins at `start`; no later than the end of time.
[[nodiscard]] inline SimTime window_end(SimTime start, Duration lookahead) {
    const std::int64_t left = std::numeric_limits<std::int64_t>::max() - lookahead.count();
    if (start.since_start().count() > left) return SimTime::latest();
    return start + lookahead;
}

/// BrokenModel unless a run of so many processes with this lookahead is possible.
void check_run(std::size_t processes, Duration lookahead);
/// BrokenModel unless there is such a process and the instant has not passed.
void check_seed(const Windows& windows, std::size_t processes, ProcessId target, SimTime at);

/// Runs window after window until something stops it. `earliest()` says when the next live event
/// is due, `advance(end)` handles all events before `end` and returns how many.
template <class Model, class Earliest, class Advance>
Stopped run_windows(Windows& windows, Duration lookahead, const Model& model,
                    const StopConditions<Model>& stop, Earliest earliest, Advance advance) {
    Progress& progress = windows.progress;
    for (;;) {
        if (stop.interrupt.stop_requested()) return Stopped::interrupted;
        const std::optional<SimTime> next = earliest();
        if (!windows.open_until) {
            if (!next) return Stopped::quiet;
            if (*next < stop.horizon) windows.open_until = window_end(*next, lookahead);
        }
        const SimTime until = windows.open_until.value_or(stop.horizon);
        const SimTime end = std::min(until, stop.horizon);
        progress.events += advance(end);
        progress.before = std::max(progress.before.value_or(end), end);
        if (!windows.open_until || end < until) {
            return earliest() ? Stopped::horizon : Stopped::quiet;
        }
        windows.open_until.reset();
        ++progress.windows;
        if (stop.predicate && stop.predicate(model, end)) return Stopped::predicate;
    }
}

}  // namespace kammerspiel::kernel
