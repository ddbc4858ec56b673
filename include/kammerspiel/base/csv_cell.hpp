#pragma once

#include <string>
#include <string_view>

namespace kammerspiel {

/// A text as one cell of a table that is written as text: in quotation marks where a separator, a
/// quotation mark or a line end is in it. Source: RFC 4180.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Likewise, with an apostrophe before what a spreadsheet would compute.
[[nodiscard]] std::string csv_cell_without_formula(std::string_view text);

}  // namespace kammerspiel
