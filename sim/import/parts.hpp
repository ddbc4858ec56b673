#pragma once

#include "kammerspiel/import/import.hpp"
#include "sim/import/remarks.hpp"
#include "sim/import/table.hpp"

// One row of an inventory as the part of a federation that it describes. Names and needs are given
// by the builder, which knows the other rows.

namespace kammerspiel::inventories {

/// Takes what there is to say of one row.
struct RowReport {
    Diagnostics& out;
    std::vector<Note>& remarks;      ///< said if the row is taken over
    std::vector<Message>& comments;  ///< beside the part in the federation file
};

[[nodiscard]] Organisation organisation_of(const Record& row, const ImportOptions& options,
                                           const RowReport& report);
[[nodiscard]] HostGroup host_group_of(const Record& row, const NodeKind& kind,
                                      const RowReport& report);
[[nodiscard]] Service service_of(const Record& row, const RowReport& report);

/// Puts what a reader would call it beside a part that has no title of its own.
void add_comment(const std::string& text, const std::string& name, std::vector<Message>& comments);

/// The region of an organisation that does not say where it is.
[[nodiscard]] Name region_without_row(const Place& place, const ImportOptions& options,
                                      const RowReport& report);

/// The crew of organisations that do not say how many work in IT.
[[nodiscard]] Crew crew_of(const Organisation& organisation, std::optional<std::uint64_t> it_staff);

/// Whether a cell of that column means something of such a row.
[[nodiscard]] bool says_something(Column column, What what);

/// Says which cells say nothing about what the row is.
void report_ignored(const Record& row, What what, Remarks& remarks);

/// What a row is, in words.
[[nodiscard]] Message in_words(What what);

/// `text` without line ends, as a comment or a message can hold it.
[[nodiscard]] std::string in_one_line(std::string_view text);

}  // namespace kammerspiel::inventories
