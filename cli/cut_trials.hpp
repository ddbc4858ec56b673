#pragma once

#include <vector>

#include "kammerspiel/report/structure_report.hpp"

namespace kammerspiel::cli {

/// Runs every cut that was found as the play that `analyse` offers for it, from the start, against
/// its attacker, and says in how many worlds it comes in time.
[[nodiscard]] std::vector<report::CutTrial> try_cuts(const scenario::Scenario& scenario,
                                                     const federation::Federation& federation,
                                                     const std::vector<graph::ProfileCut>& cuts);

}  // namespace kammerspiel::cli
