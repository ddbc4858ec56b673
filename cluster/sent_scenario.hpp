#pragma once

#include <string>
#include <vector>

#include "kammerspiel/scenario/draft.hpp"
#include "kammerspiel/scenario/load.hpp"

// A scenario as rank 0 sends it: ranks see none of its files.

namespace kammerspiel::cluster {

/// `sources`: the first one is the scenario's main file.
[[nodiscard]] scenario::Draft draft_of(const std::string& id,
                                       const std::vector<scenario::SourceFile>& sources,
                                       Diagnostics& diagnostics);
/// BrokenModel unless it means here what it means at rank 0.
[[nodiscard]] scenario::Scenario scenario_of(const scenario::Draft& draft, const std::string& hash,
                                             bool is_uncertain, Diagnostics& diagnostics);

}  // namespace kammerspiel::cluster
