#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel {

/// A table with a heading, as RFC 4180 has it; `;` and tab are recognised as separators too.
struct CsvTable {
    struct Cell {
        std::string text;
        Place place;
    };
    std::vector<Cell> heading;
    std::vector<std::vector<Cell>> rows;  ///< each as long as the heading
    std::vector<bool> has_fault;          ///< by row: something was reported of its cells
    std::size_t left_out = 0;             ///< rows that do not fit the heading
    bool is_cut = false;                  ///< there were more rows than allowed
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Rows that do not fit the heading are errors and left out; the others are kept.
[[nodiscard]] CsvTable read_csv(std::string_view text, std::shared_ptr<const std::string> file,
                                std::size_t most_rows, Diagnostics& out);

}  // namespace kammerspiel
