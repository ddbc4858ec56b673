#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "kammerspiel/base/time.hpp"

// When a run ends.

namespace kammerspiel::kernel {

/// Why a run ended.
enum class Stopped : std::uint8_t {
    horizon,    ///< all that is due before the horizon has happened; something is pending after it
    quiet,      ///< nothing is pending
    predicate,  ///< the predicate held
    interrupted,  ///< the user asked; the state is consistent, the run incomplete
};

/// What ends a run, besides quiescence. Both executives advance by windows: one begins at the
/// earliest pending event t and ends before t + lookahead. Windows follow from the model alone,
/// neither from the number of threads nor from earlier pauses at a horizon. The predicate and the
/// interrupt are looked at between two windows, where every executive has the same state: so a
/// predicate stops all of them after the very same event. It may hold up to one lookahead earlier
/// than it is seen. If several conditions hold, the order is interrupted, predicate, quiet,
/// horizon.
template <class Model>
struct StopConditions {
    SimTime horizon = SimTime::latest();  ///< events at this instant or later stay pending
    std::function<bool(const Model&, SimTime now)> predicate;  ///< empty: never
    std::stop_token interrupt;
};

/// Where a run stands: all that is due before `before` has happened, nothing from then on.
struct Progress {
    std::optional<SimTime> before;  ///< none: nothing has happened yet
    std::uint64_t events = 0;       ///< handled so far
    std::uint64_t windows = 0;      ///< completed so far
    bool operator==(const Progress&) const = default;
};

}  // namespace kammerspiel::kernel
