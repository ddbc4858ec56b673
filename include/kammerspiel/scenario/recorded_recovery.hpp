#pragma once

#include <span>
#include <string_view>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/recovery_stages.hpp"

// What recorded incidents say of the stages of recovery: the values that hold where a section
// leaves a key out, and with `recovery_stages: recorded` where there is no section. Incidents and
// their sources: scenarios/incidents. They became public because they were long or grave.

namespace kammerspiel::scenario {

struct Scenario;

/// One value, as a scenario would write it, and what it rests on.
struct RecordedValue {
    std::string_view key;  ///< where it would stand, e.g. hold.lasts
    std::string_view value;
    std::string_view en;  ///< evidence
    std::string_view de;
};
/// All of them, as the reference prints them.
[[nodiscard]] std::span<const RecordedValue> recorded_values();

/// Writes stages into the scenario where it says nothing of them: a hold of everything; work and
/// acceptance of services that stand on servers of their own; a board for all of these; accounts;
/// crews who have other things to do and tire; workstations rebuilt from an image.
void add_recorded_stages(Scenario& scenario);
/// Takes all stages out of it.
void remove_stages(Scenario& scenario);
/// Makes the stages of a scenario longer or shorter.
void change_pace(Scenario& scenario, const RecoveryPace& pace);

}  // namespace kammerspiel::scenario
