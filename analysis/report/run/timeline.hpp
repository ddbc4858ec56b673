#pragma once

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// The trace as a person tells it: what is alike and close together becomes one line, a long return
/// is told by its milestones. Where that still makes more than about fifty lines, what lies further
/// apart is told as one, too.
[[nodiscard]] std::vector<TimelineRow> make_timeline(const model::Plan& plan,
                                                     const model::RunOptions& options,
                                                     const model::RunResult& result,
                                                     const Text& text);

/// When plays were decided, for charts.
[[nodiscard]] std::vector<Marker> decisions_of(const model::Plan& plan,
                                               const model::RunOptions& options,
                                               const model::RunResult& result);

}  // namespace kammerspiel::report
