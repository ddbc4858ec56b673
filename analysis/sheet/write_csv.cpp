#include "kammerspiel/sheet/cells.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::sheet {
namespace {

void add_cell(std::string& csv, const std::string& text, char separator) {
    const std::string cell = with_apostrophe(as_cell(text));
    const bool is_plain = cell.find_first_of("\"\r\n\t") == std::string::npos &&
                          cell.find(separator) == std::string::npos && !cell.starts_with(' ') &&
                          !cell.ends_with(' ');
    if (is_plain) {
        csv += cell;
        return;
    }
    csv += '"';
    for (const char c : cell) {
        if (c == '"') csv += '"';
        csv += c;
    }
    csv += '"';
}

}  // namespace

std::string as_csv(const SheetTable& table, char separator) {
    std::string csv = "\xEF\xBB\xBF";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0) csv += separator;
        add_cell(csv, table.columns[c].heading, separator);
    }
    csv += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) csv += separator;
            add_cell(csv, row[c], separator);
        }
        csv += "\r\n";
    }
    return csv;
}

}  // namespace kammerspiel::sheet
