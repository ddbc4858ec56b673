#pragma once

#include "kammerspiel/report/exercise_papers.hpp"
#include "live/world/live_world.hpp"

namespace kammerspiel::live {

/// For each decision that was accepted in the branch that is played, what each of its options leads
/// to from that moment on, with the orders given before it. Options whose strategy staff would not
/// have begun by then, or that have none, are not simulated, unless they were chosen with plays.
[[nodiscard]] std::vector<report::DecisionCost> decision_costs(const Stage& stage,
                                                               const WorldChoice& choice,
                                                               const SessionState& state,
                                                               std::uint64_t worlds,
                                                               std::stop_token stop);

}  // namespace kammerspiel::live
