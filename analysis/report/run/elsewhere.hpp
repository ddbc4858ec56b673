#pragma once

#include <string>
#include <vector>

#include "kammerspiel/report/run_report.hpp"

// Who turned to whom while their own organisation's service was down, and whether there was room.

namespace kammerspiel::report {

[[nodiscard]] Elsewhere elsewhere_of(const model::Plan& plan, const model::RunResult& result,
                                     const Text& text);

/// Sentences, a matrix or a list, and the load over time; nothing where nobody turned to others.
[[nodiscard]] std::vector<Block> elsewhere_blocks(const RunReport& report, const Calendar& calendar,
                                                  const Text& text);

/// elsewhere.csv: a line for each hour and way; elsewhere_load.csv: for each hour and service that
/// was turned to. The same in every language.
[[nodiscard]] std::string elsewhere_csv(const RunReport& report, const Calendar& calendar);
[[nodiscard]] std::string elsewhere_load_csv(const RunReport& report, const Calendar& calendar);

}  // namespace kammerspiel::report
