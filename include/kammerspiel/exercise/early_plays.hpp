#pragma once

#include <string>
#include <vector>

#include "kammerspiel/model/run.hpp"

namespace kammerspiel::exercise {

/// A play that is decided in the world behind the table before the exercise lays the decision
/// before its players.
struct EarlyPlay {
    std::string decision;  ///< name
    std::string play;      ///< name
    SimTime decided;       ///< in that world
    SimTime asked;         ///< when the decision's move begins
};

/// In a world that is played with the strategy of one of a decision's options: plays of that
/// strategy which are decided before the decision's move begins. A play that several decisions are
/// about counts for the first of them. Precondition: the scenario has an exercise, the result its
/// trace.
[[nodiscard]] std::vector<EarlyPlay> early_plays(const model::Plan& plan,
                                                 const model::RunOptions& options,
                                                 const model::RunResult& result);

}  // namespace kammerspiel::exercise
