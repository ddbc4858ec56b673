#pragma once

#include "analysis/report/document/results_json.hpp"
#include "kammerspiel/report/study_context.hpp"

// How the answers to questions about a scenario are written for programs.

namespace kammerspiel::report {

/// Where the figures come from, and of which metric and strategies they are.
[[nodiscard]] Json json_of(const StudyContext& context);

}  // namespace kammerspiel::report
