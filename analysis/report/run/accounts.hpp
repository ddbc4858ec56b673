#pragma once

#include <vector>

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// Days that count, duties, data, who was served elsewhere, and money: what of it the scenario has.
[[nodiscard]] std::vector<Account> accounts_of(const model::Plan& plan,
                                               const model::RunResult& result, const Text& text);

/// Services that wait for each other to start and never will: "cannot start: a waits for b waits
/// for a".
[[nodiscard]] std::vector<std::string> blocked_starts(const model::Plan& plan,
                                                      const model::RunResult& result,
                                                      const Text& text);

}  // namespace kammerspiel::report
