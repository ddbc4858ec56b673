#pragma once

#include "analysis/report/run/trace_names.hpp"

// The three kinds of lines a timeline is made of.

namespace kammerspiel::report {

/// Writes lines in one language, with the clock of the scenario.
struct Teller {
    const model::Plan& plan;
    const model::RunOptions& options;
    const Text& text;

    [[nodiscard]] TimelineRow row(SimTime at, Side side, std::string what) const;
};

/// Whether records of this kind are lines of their own, with a text under report.timeline.
[[nodiscard]] bool is_told(model::TraceKind what);

/// What the attacker did, what staff noticed and decided: records of one kind that follow each
/// other within `gap` are one line.
[[nodiscard]] std::vector<TimelineRow> event_rows(const Teller& teller,
                                                  const std::vector<model::TraceRecord>& trace,
                                                  Duration gap);

/// Links that are opened again and hosts that come back: the first, the half, all of those that
/// were closed or wait.
[[nodiscard]] std::vector<TimelineRow> progress_rows(const Teller& teller,
                                                     const std::vector<model::TraceRecord>& trace);

/// When services were lost to most members, and when shares of them had them back for good;
/// services that go or come back within `gap` are one line.
[[nodiscard]] std::vector<TimelineRow> service_rows(const Teller& teller,
                                                    const model::RunResult& result, Duration gap);

}  // namespace kammerspiel::report
