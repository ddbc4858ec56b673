#pragma once

#include <vector>

#include "analysis/report/spreadsheet.hpp"
#include "kammerspiel/report/evaluation.hpp"

// What the rows of filled sheets mean, whatever file they come from.

namespace kammerspiel::report::papers {

[[nodiscard]] std::vector<Observation> observations_in(const ReadSheet& sheet,
                                                       const scenario::Exercise& exercise,
                                                       Diagnostics& out);
[[nodiscard]] std::vector<LogEntry> log_in(const ReadSheet& sheet,
                                           const scenario::Exercise& exercise, Diagnostics& out);

}  // namespace kammerspiel::report::papers
