#pragma once

#include "kammerspiel/report/exercise_papers.hpp"
#include "live/world/live_world.hpp"

namespace kammerspiel::live {

/// What each option of the exercise's decisions leads to in the world that the exercise is played
/// in: the option's strategy from the moment on at which the decision's move begins, with what the
/// strategy that is played had decided at earlier decisions. What is due by then is done then,
/// without a lag, as the table has taken its time.
[[nodiscard]] std::vector<report::DecisionBranch> option_branches(const Stage& stage,
                                                                  const WorldChoice& choice);

}  // namespace kammerspiel::live
