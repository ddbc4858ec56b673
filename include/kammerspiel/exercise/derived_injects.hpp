#pragma once

#include <vector>

#include "kammerspiel/model/run.hpp"

namespace kammerspiel::exercise {

/// Drafts of injects from what staff and members learn in the world that is played: first alerts,
/// calls to the help desk, the ransom note, services out of reach. What happens alike within half
/// an hour is one draft that counts hosts, not alerts, given when the crisis team can know all of
/// it (rule 2). What falls between moves is told as a
/// situation report when the next one begins. In both languages. Each has the moment at which it is
/// given as its `at`. Precondition: the scenario has an exercise, the result its trace.
[[nodiscard]] std::vector<scenario::Inject> derived_injects(const model::Plan& plan,
                                                            const model::RunOptions& options,
                                                            const model::RunResult& result);

}  // namespace kammerspiel::exercise
