#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What may stand in a cell, alike for XLSX and CSV.

namespace kammerspiel::sheet {

constexpr std::size_t most_cell_characters = 32'767;  ///< in UTF-16 units, as Excel counts
constexpr std::size_t most_sheet_rows = 100'000;
constexpr std::size_t most_sheet_columns = 200;

/// `text` as a cell holds it: line ends as LF, what would turn the direction of writing, control
/// characters and bytes that are no UTF-8 as U+FFFD, and what is longer than a cell cut, with `…`
/// at its end. A cell that went through this is not changed by it again.
[[nodiscard]] std::string as_cell(std::string_view text);

/// The first `most` UTF-16 units of `text`, the last of them `…` if there are more. Precondition:
/// `text` is UTF-8.
[[nodiscard]] std::string shortened(std::string text, std::size_t most);

/// Whether a spreadsheet that opens a CSV file would take this for a formula (OWASP, CSV
/// injection): it begins with = + - @, the wide forms of these, or a tab or line end.
[[nodiscard]] bool looks_like_formula(std::string_view text);

/// An apostrophe before what looks like a formula, also behind apostrophes of its own, so that the
/// way back is clear; likewise within, behind what a spreadsheet of another language may take for
/// the end of a cell (; , tab and ends of lines).
[[nodiscard]] std::string with_apostrophe(std::string text);
/// The way back.
[[nodiscard]] std::string without_apostrophe(std::string text);

/// Name of a column as spreadsheets have it, from 0: A, B, …, Z, AA.
[[nodiscard]] std::string column_letters(std::size_t column);

}  // namespace kammerspiel::sheet
