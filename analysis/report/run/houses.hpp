#pragma once

#include <vector>

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// What befell each organisation with people, over time: from the trace and the books.
[[nodiscard]] std::vector<House> houses_of(const model::Plan& plan, const model::RunResult& result,
                                           const Text& text);

}  // namespace kammerspiel::report
