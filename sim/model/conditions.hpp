#pragma once

#include "sim/model/decider.hpp"

// When plays begin: conditions on what a decider knows, and for whom they are looked at.

namespace kammerspiel::model {

[[nodiscard]] Subject::Kind kind_of(scenario::Decider by);

[[nodiscard]] bool holds(const DeciderContext& decider, const ConditionPlan& condition,
                         const Subject& subject);

/// Whether it holds by what has become known since a play was decided last.
[[nodiscard]] bool holds_since(const DeciderContext& decider, const ConditionPlan& condition,
                               const Subject& subject, const DeciderState::Repeat& before);

/// Whether the decider decides for the region. An organisation that decides for itself has its
/// region counted as far as it knows it: itself.
[[nodiscard]] bool concerns_region(const DeciderContext& decider, std::uint32_t region);

/// Everything that the condition of a play is looked at for, by this decider.
[[nodiscard]] std::vector<Subject> subjects_of(const DeciderContext& decider, const PlayPlan& play);

/// Moments of clocks that the condition names.
void collect_clocks(const ConditionPlan& condition, std::vector<SimTime>& clocks);

}  // namespace kammerspiel::model
