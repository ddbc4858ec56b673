#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/exercise.hpp"

// When what is given in an exercise: on the clock of the room and on that of the scenario.

namespace kammerspiel::exercise {

struct ScheduledInject {
    scenario::Inject inject;
    std::size_t move = 0;             ///< position in Exercise::moves
    std::optional<Duration> real;     ///< since the exercise began; absent: never in this world
    std::optional<SimTime> scenario;  ///< what the scenario's clock shows then
    /// When it was due by the scenario, where that was before its move: it is given as that begins.
    std::optional<SimTime> due_before;
    bool is_derived = false;  ///< drafted from what staff learn in the world that is played
};

struct Schedule {
    Calendar room;      ///< the wall clock of the room; its time 0 is when the exercise begins
    Calendar scenario;  ///< that of the scenario
    /// Move by move, in each by real time; those that never come, last.
    std::vector<ScheduledInject> injects;

    [[nodiscard]] LocalTime room_time(Duration since_begin) const;
};

/// A moment of the scenario as the room's clock shows it during `move`; absent if the move is over
/// by then, or has not begun. Where `pace` is 0 the scenario stands still.
[[nodiscard]] std::optional<Duration> real_time(const scenario::Move& move, SimTime scenario);
/// Likewise the scenario's moment `since_begin` after the exercise began. Precondition: during the
/// move.
[[nodiscard]] SimTime scenario_time(const scenario::Move& move, Duration since_begin);

/// `came_true`: for each of the exercise's injects the moment at which its condition came true in
/// the world that is played; absent for those without one, or if it never did. `derived`: drafts,
/// each with the moment of the scenario at which it is given as its `at`.
[[nodiscard]] Schedule schedule_of(const scenario::Exercise& exercise, const Calendar& scenario,
                                   const std::vector<std::optional<SimTime>>& came_true,
                                   const std::vector<scenario::Inject>& derived);

/// The injects that aim at an objective, in the schedule's order.
[[nodiscard]] std::vector<const ScheduledInject*> injects_for(const Schedule& schedule,
                                                              const scenario::Objective& objective);

}  // namespace kammerspiel::exercise
