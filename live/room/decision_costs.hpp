#pragma once

#include "kammerspiel/report/exercise_papers.hpp"
#include "live/world/live_world.hpp"

namespace kammerspiel::live {

[[nodiscard]] std::vector<const Order*> pointers(const std::vector<Order>& orders);

/// The plays of a strategy that staff would begin by this moment, as orders given then.
[[nodiscard]] std::vector<Order> due_of(const Stage& stage, const LiveWorld& world,
                                        const std::string& strategy, SimTime at);

/// For each decision that was accepted in the branch that is played, what each of its options leads
/// to from that moment on, with the orders given before it. Options whose strategy staff would not
/// have begun by then, or that have none, are not simulated, unless they were chosen with plays.
[[nodiscard]] std::vector<report::DecisionCost> decision_costs(const Stage& stage,
                                                               const WorldChoice& choice,
                                                               const SessionState& state,
                                                               std::uint64_t worlds,
                                                               std::stop_token stop);

}  // namespace kammerspiel::live
