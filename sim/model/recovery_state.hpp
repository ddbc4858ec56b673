#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "sim/model/event.hpp"

// The part of a run's state that concerns the way back: who watches what, people and what they are
// at, restores.

namespace kammerspiel::model {

/// What another organisation wants to know of the end of its link that is here.
struct WatchedEnd {
    federation::LinkId link;
    std::uint32_t restore = 0;
    bool was_back = false;  ///< as it was last told
};

/// Hosts that a condition `restored` watches.
struct WatchState {
    bool were_away = false;  ///< as it was last told
};

struct CrewState {
    std::uint32_t free = 0;
    bool has_begun = false;  ///< to work, at some time
    bool is_tired = false;
};

/// People of a pool who are here.
struct AidState {
    std::uint32_t here = 0;
    std::uint32_t free = 0;
    std::uint32_t leaving = 0;  ///< of those here: as soon as they are done
};

/// Work on one host, from inspection to switching on.
struct HostWork {
    HostRef host;
    bool is_untracked = false;
    bool is_inspected = false;
    bool will_find = false;    ///< and has not yet
    Duration left_when_found;  ///< of the effort
    bool is_missed = false;
    bool is_rebuilt = false;
    bool into_clean_zone = false;
};
/// What an action of a play asks of people.
struct ActionWork {
    std::uint32_t play = 0, action = 0;
};
/// Hosts rebuilt side by side, by their number in StagesState::batches.
struct ImageWork {
    std::uint32_t batch = 0;
};
/// What a stage of recovery asks of people.
struct JobWork {
    StageJob job;
};
/// What people are at; nothing, where the slot is free.
struct WorkState {
    std::variant<std::monostate, HostWork, ActionWork, ImageWork, JobWork> what;
    std::uint32_t crew = 0;  ///< own crews come first, then the pools
    std::uint32_t people = 0;
    std::uint32_t generation = 0;  ///< a change of pace voids what was planned
    Duration left;                 ///< effort of each of them, from `since` on
    SimTime since;
    double slower = 1;  ///< the pace: how many times as long it takes
    Cause cause;
};

/// An action that waits for hands.
struct WaitingAction {
    std::uint32_t play = 0, action = 0;
    Cause cause;
};

/// Restores of the strategy in one organisation, by their numbers.
struct RestoresState {
    struct Ordered {
        std::uint32_t restore = 0;
        SimTime begins;
    };
    std::vector<Ordered> ordered;        ///< and still to begin
    std::vector<std::uint32_t> begun;    ///< each once, the latest to begin last
    std::vector<std::uint32_t> awaited;  ///< by whoever waits for their plays to be carried out
};

}  // namespace kammerspiel::model
