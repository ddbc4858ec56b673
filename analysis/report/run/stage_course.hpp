#pragma once

#include <span>
#include <vector>

#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/trace.hpp"
#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// For each of the rows of services (`LossRow::id`), what people waited for over time, from the
/// start to `until`. Empty where nobody ever waits for a stage of recovery, or without a trace.
[[nodiscard]] std::vector<StageCourse> stage_courses(const federation::Federation& federation,
                                                     std::span<const model::TraceRecord> trace,
                                                     std::span<const LossRow> services,
                                                     SimTime until);

}  // namespace kammerspiel::report
