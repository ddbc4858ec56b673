#pragma once

#include <fmt/format.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/csv_table.hpp"
#include "kammerspiel/base/words.hpp"

// Cells of a table by their headings, with what is wrong with them.

namespace kammerspiel::incidents {

/// A column that a table may have.
struct Column {
    std::string_view name;
    bool is_required = false;  ///< the column, and a value in each row
};

/// Whether all headings are known and none is missing that must be there.
bool check_headings(const CsvTable& table, std::span<const Column> columns, Diagnostics& out);

/// One row of a table whose headings were checked.
class Row {
   public:
    Row(const CsvTable& table, std::size_t number, std::span<const Column> columns,
        Diagnostics& out);

    [[nodiscard]] std::string text(std::string_view column) const;
    [[nodiscard]] Place place(std::string_view column) const;
    /// Absent where the cell is empty or wrong.
    [[nodiscard]] std::optional<double> number(std::string_view column, double low,
                                               double high) const;
    [[nodiscard]] std::optional<double> whole(std::string_view column, double low,
                                              double high) const;
    template <HasWords Enum>
    [[nodiscard]] std::optional<Enum> word(std::string_view column) const {
        const CsvTable::Cell* cell = find(column);
        if (cell == nullptr) return std::nullopt;
        const auto value = value_of<Enum>(cell->text);
        if (!value) refuse_word(*cell, column, Words<Enum>::list);
        return value;
    }
    /// Nothing was wrong so far.
    [[nodiscard]] bool is_right() const { return is_right_; }

   private:
    const CsvTable& table_;
    std::size_t number_;
    Diagnostics& out_;
    mutable bool is_right_ = true;

    /// Null where it is empty or there is no such column.
    [[nodiscard]] const CsvTable::Cell* find(std::string_view column) const;
    void refuse_word(const CsvTable::Cell& cell, std::string_view column,
                     std::span<const std::string_view> known) const;
};

}  // namespace kammerspiel::incidents
