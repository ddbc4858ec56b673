#pragma once

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// The trace as a person tells it: what is alike and close together becomes one line, in the order
/// of its first event. At most `most` lines, of which the most important stay.
[[nodiscard]] std::vector<TimelineRow> make_timeline(const model::Plan& plan,
                                                     const model::RunOptions& options,
                                                     const model::RunResult& result,
                                                     const Text& text);

/// Names of what a trace record speaks of; empty where its kind has none.
struct RecordNames {
    std::string subject;       ///< ihk-ulm/workstations, ihk-ulm/email, …
    std::string organisation;  ///< id
    std::string detail;        ///< name of a route, play, impact or realm
};
[[nodiscard]] RecordNames names_of(const model::Plan& plan, const model::RunOptions& options,
                                   const model::TraceRecord& record);

/// The word for a kind of record in trace.jsonl, e.g. "switched_off".
[[nodiscard]] std::string_view word_of(model::Happening what);
[[nodiscard]] Side side_of(model::Happening what);

}  // namespace kammerspiel::report
