#pragma once

#include <vector>

#include "kammerspiel/exercise/evaluation.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

// What the rows of filled sheets mean, whatever file they come from.

namespace kammerspiel::exercise {

[[nodiscard]] std::vector<Observation> observations_in(const sheet::ReadSheet& sheet,
                                                       const scenario::Exercise& exercise,
                                                       Diagnostics& out);
[[nodiscard]] std::vector<Feedback> feedback_in(const sheet::ReadSheet& sheet, Diagnostics& out);
[[nodiscard]] std::vector<LogEntry> log_in(const sheet::ReadSheet& sheet,
                                           const scenario::Exercise& exercise, Diagnostics& out);

}  // namespace kammerspiel::exercise
