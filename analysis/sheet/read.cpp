#include <algorithm>
#include <fstream>
#include <sstream>

#include "analysis/sheet/read_parts.hpp"
#include "kammerspiel/base/encoding.hpp"

namespace kammerspiel::sheet {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> bytes_of(const fs::path& path, const SheetFile& file, Diagnostics& out) {
    std::error_code error;
    const bool is_file = fs::is_regular_file(path, error);
    if (!is_file) {
        const bool is_there = fs::exists(path, error);
        out.error({file}, {is_there ? "sheet.no_file" : "sheet.missing", {{"file", *file}}});
        return std::nullopt;
    }
    const auto size = fs::file_size(path, error);
    if (!error && size > most_sheet_bytes) {
        out.error({file}, {"sheet.too_large", {{"most", most_sheet_bytes >> 20U}}});
        return std::nullopt;
    }
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) {
        // Nothing to copy is a failure, too.
        if (size == 0) return std::string();
        out.error({file}, {"sheet.unreadable", {{"file", *file}}});
        return std::nullopt;
    }
    return std::move(bytes).str();
}

/// What people take for a table and is none that is read here; the key of what is said of it.
const char* other_format(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) return "sheet.old_excel";
    if (bytes.starts_with("%PDF"sv) || bytes.find('\0') != std::string_view::npos) {
        return "sheet.binary";
    }
    return nullptr;
}

}  // namespace

bool SheetRows::put(std::size_t row, std::size_t column, std::string text) {
    const auto line = static_cast<std::uint32_t>(row + 1);
    if (row >= most_sheet_rows) {
        if (!said_rows_)
            out_.warning({file_, line, 1, 1}, {"sheet.rows", {{"most", most_sheet_rows}}});
        said_rows_ = true;
        return false;
    }
    if (rows_.size() <= row) rows_.resize(row + 1);
    if (text.empty()) return true;
    const auto place_column = static_cast<std::uint32_t>(column + 1);
    if (column >= most_sheet_columns) {
        if (!said_columns_) {
            out_.warning({file_, line, place_column, 1},
                         {"sheet.columns", {{"most", most_sheet_columns}}});
        }
        said_columns_ = true;
        return true;
    }
    if (const auto bad = find_invalid_utf8(text)) text = harmless(text, text.size());
    std::string kept = shortened(text, most_cell_characters);
    if (kept.size() < text.size()) {
        out_.warning({file_, line, place_column, 1},
                     {"sheet.cell",
                      {{"cell", column_letters(column) + std::to_string(row + 1)},
                       {"most", most_cell_characters}}});
    }
    auto& cells = rows_[row];
    // A few bytes of a file can stand for many: one text in all cells, a last column in all rows.
    constexpr std::size_t most_memory = 4 * most_sheet_bytes;
    if (cells.size() <= column) bytes_ += (column + 1 - cells.size()) * sizeof(std::string);
    bytes_ += kept.size();
    if (bytes_ > most_memory) {
        if (!said_rows_) out_.warning({file_, line, 1, 1}, {"sheet.memory"});
        said_rows_ = true;
        return false;
    }
    if (cells.size() <= column) cells.resize(column + 1);
    cells[column] = std::move(kept);
    has_any_ = true;
    return true;
}

std::vector<ReadSheet> read_sheets(const fs::path& path, Diagnostics& out) {
    const auto file = std::make_shared<const std::string>(path.filename().string());
    auto bytes = bytes_of(path, file, out);
    if (!bytes) return {};
    const std::size_t errors = out.errors();
    std::vector<ReadSheet> sheets;
    if (bytes->starts_with("PK")) {
        sheets = read_xlsx_sheets(*bytes, file, out);
    } else {
        const bool is_other = bytes->starts_with("\xD0\xCF\x11\xE0") || bytes->starts_with("%PDF");
        if (auto converted = is_other ? std::nullopt : as_utf8(*bytes)) {
            bytes = std::move(converted);
        }
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        std::string_view text = *bytes;
        if (text.starts_with(mark)) text.remove_prefix(mark.size());
        if (const char* format = other_format(text)) {
            out.error({file}, {format});
        } else if (looks_like_json(text)) {
            out.error({file}, {"sheet.json"});
        } else {
            sheets = is_markdown(text) ? read_markdown_sheets(text, file, out)
                                       : read_csv_sheet(text, file, out);
        }
    }
    std::erase_if(sheets, [](const ReadSheet& sheet) { return sheet.rows.empty(); });
    if (sheets.empty() && out.errors() == errors) out.error({file}, {"sheet.empty"});
    return sheets;
}

ReadSheet read_sheet(const fs::path& path, Diagnostics& out) {
    auto sheets = read_sheets(path, out);
    const auto seen = std::find_if(sheets.begin(), sheets.end(),
                                   [](const ReadSheet& sheet) { return !sheet.is_hidden; });
    if (seen != sheets.end()) return std::move(*seen);
    if (!sheets.empty()) return std::move(sheets.front());
    ReadSheet none;
    none.file = path.filename().string();
    return none;
}

std::optional<std::string> json_in(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > most_sheet_bytes) {
        return std::nullopt;
    }
    std::ifstream in(path, std::ios::binary);
    std::ostringstream read;
    read << in.rdbuf();
    std::string bytes = std::move(read).str();
    if (auto converted = as_utf8(bytes)) bytes = std::move(*converted);
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(mark)) bytes.erase(0, mark.size());
    if (!looks_like_json(bytes)) return std::nullopt;
    return bytes;
}

std::vector<ReadSheet> read_workbook(const fs::path& path, Diagnostics& out) {
    const auto file = std::make_shared<const std::string>(path.filename().string());
    const auto bytes = bytes_of(path, file, out);
    if (!bytes) return {};
    if (!bytes->starts_with("PK")) {
        const char* format = other_format(*bytes);
        out.error({file}, {format == nullptr ? "sheet.no_workbook" : format});
        return {};
    }
    return read_sheets(path, out);
}

}  // namespace kammerspiel::sheet
