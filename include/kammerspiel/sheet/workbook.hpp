#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kammerspiel/sheet/spreadsheet.hpp"

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel::sheet {

/// Reads all sheets of an XLSX file that have any cells, in their order. What cannot be read is a
/// diagnostic; a file that is no workbook is one, too. Limits: those of `read_sheet`, each sheet by
/// itself.
[[nodiscard]] std::vector<ReadSheet> read_workbook(const std::filesystem::path& file,
                                                   Diagnostics& out);

}  // namespace kammerspiel::sheet
