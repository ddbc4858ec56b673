#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"

// Tables that people keep in spreadsheets: written as XLSX or CSV, read back from either.

namespace kammerspiel::sheet {

struct SheetColumn {
    std::string heading;
    double width = 12;                 ///< in characters
    std::vector<std::string> choices;  ///< where not empty: the cell offers these words
    /// Where not empty: the cell offers what stands in the first column of this sheet.
    std::string choices_from = {};
};

struct SheetTable {
    std::string name;                ///< of the sheet
    std::vector<std::string> above;  ///< lines above the headings: marking, title
    std::vector<SheetColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::size_t blank_rows = 0;  ///< room for more, formatted like the rows
};

/// The bytes of an XLSX file: text cells only, so that no cell is a formula; headings frozen,
/// filter set, A4 landscape, columns on one page, `marking` and page numbers at its edges. The same
/// bytes for the same tables.
[[nodiscard]] std::string as_xlsx(const std::vector<SheetTable>& sheets,
                                  const std::string& marking);

/// UTF-8 with byte order mark and CRLF (RFC 4180), fields separated by `separator`. A cell that a
/// spreadsheet would take for a formula gets an apostrophe before it. Without the lines above the
/// headings.
[[nodiscard]] std::string as_csv(const SheetTable& table, char separator);

/// Cells of a sheet, as text. Row i of `rows` is row i + 1 of the sheet. What a spreadsheet keeps
/// as a number with a date format becomes 2022-08-03, 2022-08-03T13:00 or 13:00, and a span,
/// [h]:mm, becomes +1:30; an apostrophe that `as_csv` wrote is taken away. Empty cells are empty
/// texts; of cells that are merged over several rows each has the text.
struct ReadSheet {
    std::string file;
    std::string name;        ///< empty where the format has none
    bool is_hidden = false;  ///< as people see the workbook
    std::vector<std::vector<std::string>> rows;
};

/// Reads CSV (separator ; , or tab, found by itself; UTF-8, UTF-16 or Windows-1252), XLSX, or the
/// pipe tables of Markdown, told apart by content. All sheets with anything in them, in their
/// order; each table of Markdown is one. What cannot be read at all is a diagnostic and leaves no
/// sheets. Limits: 64 MiB unpacked, 100,000 rows, 200 columns, 32,767 characters a cell.
[[nodiscard]] std::vector<ReadSheet> read_sheets(const std::filesystem::path& file,
                                                 Diagnostics& out);

/// The first of them that people see; without rows where there is none.
[[nodiscard]] ReadSheet read_sheet(const std::filesystem::path& file, Diagnostics& out);

/// The text of a file that looks like JSON.
[[nodiscard]] std::optional<std::string> json_in(const std::filesystem::path& file);

}  // namespace kammerspiel::sheet
