#include <map>
#include <optional>

#include "analysis/sheet/read_parts.hpp"
#include "kammerspiel/base/csv_reader.hpp"

namespace kammerspiel::sheet {
namespace {

/// Somebody's table: a quotation mark that nothing closes is no reason to lose the rows behind it.
CsvReader lenient(std::string_view text, char separator) {
    return {text, separator, CsvReader::OpenQuote::is_a_character};
}

/// The separator with which most records have as many cells as each other.
char separator_of(std::string_view text) {
    constexpr std::size_t enough_bytes = 200'000;
    constexpr std::size_t enough_records = 50;
    std::pair<std::size_t, std::size_t> best{0, 0};
    char chosen = ',';
    for (const char separator : {';', ',', '\t'}) {
        CsvReader reader = lenient(text.substr(0, enough_bytes), separator);
        std::map<std::size_t, std::size_t> widths;
        for (std::size_t i = 0; i < enough_records && !reader.at_end(); ++i) {
            std::size_t width = 0;
            reader.record([&](const CsvReader::Cell&) { ++width; });
            if (width > 1) ++widths[width];
        }
        for (const auto& [width, count] : widths) {
            if (std::pair{count, width} <= best) continue;
            best = {count, width};
            chosen = separator;
        }
    }
    return chosen;
}

/// Excel understands a first line that names the separator, and does not show it.
std::optional<char> named_separator(std::string_view& text) {
    constexpr std::string_view beginning = "sep=";
    if (!text.starts_with(beginning) || text.size() <= beginning.size()) return std::nullopt;
    const char separator = text[beginning.size()];
    const std::size_t end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return separator;
}

}  // namespace

std::vector<ReadSheet> read_csv_sheet(std::string_view text, const SheetFile& file,
                                      Diagnostics& out) {
    SheetRows into(file, out);
    const auto named = named_separator(text);
    CsvReader reader = lenient(text, named ? *named : separator_of(text));
    bool is_taken = true;
    for (std::size_t row = 0; is_taken && !reader.at_end(); ++row) {
        std::size_t column = 0;
        bool has_open_quote = false;
        reader.record([&](CsvReader::Cell cell) {
            has_open_quote = has_open_quote || cell.has_open_quote;
            cell.text += cell.after;
            is_taken =
                is_taken && into.put(row, column++, without_apostrophe(std::move(cell.text)));
        });
        if (has_open_quote) {
            out.warning({file, static_cast<std::uint32_t>(row + 1), 1, 1}, {"sheet.quote"});
        }
    }
    return {ReadSheet{*file, "", false, into.take()}};
}

}  // namespace kammerspiel::sheet
