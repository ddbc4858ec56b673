#pragma once

#include <span>
#include <string_view>

// What the fuzzers feed, and what the test of kept inputs feeds again: every reader of bytes from
// outside. Whatever the bytes are, each must come back: with a value, with diagnostics or with the
// exception that its header names, never otherwise, with a crash or a hang.

namespace kammerspiel::fuzz {

struct Target {
    std::string_view name;  ///< of its folder below kept/, and of its fuzzer
    void (*feed)(std::string_view bytes);
};

/// All of them, sorted by name.
[[nodiscard]] std::span<const Target> targets();

// Those of texts, in text_targets.cpp.

/// A whole scenario: files one after another, each after a line `=== name`.
void load_scenario(std::string_view bytes);
/// A YAML document; what was read must lie within the limits.
void read_yaml(std::string_view bytes);
/// A table of organisations.
void read_csv(std::string_view bytes);
/// A span of time or a distribution; what was read must be read again from its own words.
void read_notation(std::string_view bytes);

// Those of files that people fill in or bring along, in file_targets.cpp. By the first bytes a file
// is a workbook, JSON, GraphML or a table.

/// A workbook, its sheets and cells.
void read_workbook(std::string_view bytes);
/// A list of injects.
void read_msel(std::string_view bytes);
/// Evaluation sheets, feedback forms and logs.
void read_evaluations(std::string_view bytes);
/// An inventory; after a line `=== mapping` the table of its words.
void import_inventory(std::string_view bytes);
/// A federation's workbook.
void read_book(std::string_view bytes);

// Those of the program's own files, in store_targets.cpp.

/// A study: all that is read of it for its page.
void open_study(std::string_view bytes);
/// A study of an earlier format.
void migrate_study(std::string_view bytes);
/// A part of one.
void open_shard(std::string_view bytes);
/// A session of live play, played again.
void open_session(std::string_view bytes);

// Those of live play, in live_targets.cpp.

/// An entry of a session's journal; what was read must be read again from what it writes.
void read_entry(std::string_view bytes);
/// What a browser sends.
void read_command(std::string_view bytes);
/// The first line of a request.
void read_request(std::string_view bytes);

}  // namespace kammerspiel::fuzz
