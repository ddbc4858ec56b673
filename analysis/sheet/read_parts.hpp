#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kammerspiel/sheet/cells.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

// How each kind of file becomes rows of cells.

namespace kammerspiel::sheet {

constexpr std::size_t most_sheet_bytes = std::size_t{64} << 20U;  ///< unpacked, and of the file

using SheetFile = std::shared_ptr<const std::string>;

/// Takes cells by their place and keeps what is within the limits; says once for each kind of limit
/// that something is beyond it.
class SheetRows {
   public:
    SheetRows(SheetFile file, Diagnostics& out) : file_(std::move(file)), out_(out) {}
    /// Positions count from 0. False: beyond what is read, nothing further is taken.
    bool put(std::size_t row, std::size_t column, std::string text);
    [[nodiscard]] bool has_any() const { return has_any_; }
    [[nodiscard]] std::vector<std::vector<std::string>> take() {
        if (!has_any_) return {};
        return std::move(rows_);
    }
    /// What is there already; empty where nothing is.
    [[nodiscard]] std::string at(std::size_t row, std::size_t column) const {
        if (row >= rows_.size() || column >= rows_[row].size()) return "";
        return rows_[row][column];
    }

   private:
    SheetFile file_;
    Diagnostics& out_;
    std::vector<std::vector<std::string>> rows_;
    std::size_t bytes_ = 0;  ///< that the cells take in memory
    bool has_any_ = false;
    bool said_rows_ = false;
    bool said_columns_ = false;
};

// Of text in UTF-8, without a mark at its beginning.
[[nodiscard]] std::vector<ReadSheet> read_csv_sheet(std::string_view text, const SheetFile& file,
                                                    Diagnostics& out);
[[nodiscard]] bool is_markdown(std::string_view text);
[[nodiscard]] std::vector<ReadSheet> read_markdown_sheets(std::string_view text,
                                                          const SheetFile& file, Diagnostics& out);
[[nodiscard]] std::vector<ReadSheet> read_xlsx_sheets(std::string_view bytes, const SheetFile& file,
                                                      Diagnostics& out);

/// Whether a number format of XLSX shows a moment.
enum class MomentFormat { none, date, date_and_time, time, elapsed };
[[nodiscard]] MomentFormat moment_format(unsigned builtin);
[[nodiscard]] MomentFormat moment_format(std::string_view code);

/// 2022-08-03, 2022-08-03T13:00, 13:00 or +13:00, from days as spreadsheets count them; the number
/// itself where it is none. `since_1904`: the count that old Macs had.
[[nodiscard]] std::string moment_of(double days, MomentFormat format, bool since_1904);
[[nodiscard]] std::string number_of(double number);

}  // namespace kammerspiel::sheet
