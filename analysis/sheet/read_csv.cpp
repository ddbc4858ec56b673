#include <algorithm>
#include <array>
#include <map>

#include "analysis/sheet/read_parts.hpp"

namespace kammerspiel::sheet {
namespace {

/// What Windows-1252 has from 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<char16_t, 32> windows_characters{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void add_utf8(std::string& text, unsigned code) {
    if (code < 0x80U) {
        text += static_cast<char>(code);
    } else if (code < 0x800U) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xE0U | (code >> 12U));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

std::string from_windows(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        unsigned code = static_cast<unsigned char>(c);
        if (code >= 0x80U && code < 0xA0U) {
            code = windows_characters[code - 0x80U];
            if (code == 0) code = 0xFFFDU;
        }
        add_utf8(text, code);
    }
    return text;
}

/// Reads the cells of a table record by record.
class Reader {
   public:
    Reader(std::string_view text, char separator) : text_(text), separator_(separator) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

    std::vector<std::string> record() {
        std::vector<std::string> cells;
        while (true) {
            cells.push_back(cell());
            if (at_end() || text_[at_] != separator_) break;
            ++at_;
        }
        if (!at_end() && text_[at_] == '\r') ++at_;
        if (!at_end() && text_[at_] == '\n') ++at_;
        return cells;
    }
    /// Columns of the last record whose cell begins with a quote that nothing closes.
    [[nodiscard]] bool has_open_quote() const { return has_open_quote_; }
    void forget_open_quote() { has_open_quote_ = false; }

   private:
    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    bool has_open_quote_ = false;
    std::size_t open_quotes_ = 0;

    std::string plain() {
        const std::size_t from = at_;
        while (!at_end() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') {
            ++at_;
        }
        return std::string(text_.substr(from, at_ - from));
    }

    std::string cell() {
        // Each look for the end of a quote may go through the whole file.
        constexpr std::size_t patience = 20;
        if (at_end() || text_[at_] != '"' || open_quotes_ > patience) return plain();
        const std::size_t from = at_++;
        std::string value;
        while (!at_end()) {
            const std::size_t quote = text_.find('"', at_);
            if (quote == std::string_view::npos) break;
            value += text_.substr(at_, quote - at_);
            at_ = quote + 1;
            if (at_end() || text_[at_] != '"') return value + plain();
            value += '"';
            ++at_;
        }
        // Nothing closes it, so that it is a character like others.
        at_ = from;
        has_open_quote_ = true;
        ++open_quotes_;
        return plain();
    }
};

/// The separator with which most records have as many cells as each other.
char separator_of(std::string_view text) {
    constexpr std::size_t enough_bytes = 200'000;
    constexpr std::size_t enough_records = 50;
    std::pair<std::size_t, std::size_t> best{0, 0};
    char chosen = ',';
    for (const char separator : {';', ',', '\t'}) {
        Reader reader(text.substr(0, enough_bytes), separator);
        std::map<std::size_t, std::size_t> widths;
        for (std::size_t i = 0; i < enough_records && !reader.at_end(); ++i) {
            const std::size_t width = reader.record().size();
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

void read_csv_sheet(std::string_view bytes, const SheetFile& file, SheetRows& into,
                    Diagnostics& out) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    std::string converted;
    if (find_invalid_utf8(bytes)) {
        converted = from_windows(bytes);
        bytes = converted;
    }
    const auto named = named_separator(bytes);
    Reader reader(bytes, named ? *named : separator_of(bytes));
    for (std::size_t row = 0; !reader.at_end(); ++row) {
        auto cells = reader.record();
        if (reader.has_open_quote()) {
            out.warning({file, static_cast<std::uint32_t>(row + 1), 1, 1}, {"sheet.quote"});
            reader.forget_open_quote();
        }
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (!into.put(row, c, without_apostrophe(std::move(cells[c])))) return;
        }
    }
}

}  // namespace kammerspiel::sheet
