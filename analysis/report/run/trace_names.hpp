#pragma once

#include <string>
#include <string_view>

#include "kammerspiel/report/run_report.hpp"

// What the numbers of a trace record stand for.

namespace kammerspiel::report {

/// What `count` of a record is.
enum class Counted {
    nothing,
    hosts,
    people,
    people_moved,  ///< with millionths of one more as the record's `host`
    realms,
    integrity,
    failure,
    not_sent,
    level,
    pieces,
    accounts,
    parts,
    stage,
};

/// Names of what a trace record speaks of; empty where its kind has none.
struct RecordNames {
    std::string organisation;       ///< id
    std::string_view subject_kind;  ///< host_group, link, service; empty: the organisation itself
    std::string subject;            ///< name within the organisation: workstations, email …
    std::string_view detail_kind;   ///< route, realm, impact, play, known_at_start, attacker …
    std::string detail;
    std::string technique;  ///< of a route, ATT&CK id
    /// ihk-ulm/workstations, or ihk-ulm where it is the organisation itself.
    [[nodiscard]] std::string place() const;
};
[[nodiscard]] RecordNames names_of(const model::Plan& plan, const model::RunOptions& options,
                                   const model::TraceRecord& record);

[[nodiscard]] Side side_of(model::TraceKind what);
[[nodiscard]] Counted counted_by(model::TraceKind what);
/// foothold, controlled …; why an attempt failed: no_way, luck …; a stage of recovery
[[nodiscard]] std::string_view word_of_count(Counted counted, std::uint32_t count);

}  // namespace kammerspiel::report
