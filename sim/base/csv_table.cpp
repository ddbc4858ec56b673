#include "kammerspiel/base/csv_table.hpp"

#include <algorithm>
#include <map>

#include "kammerspiel/base/plain_text.hpp"

namespace kammerspiel {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

char separator_of(std::string_view text) {
    const std::string_view heading = text.substr(0, text.find('\n'));
    const auto count = [&](char c) { return std::count(heading.begin(), heading.end(), c); };
    const std::pair<std::ptrdiff_t, char> candidates[] = {
        {count(','), ','}, {count(';'), ';'}, {count('\t'), '\t'}};
    return std::max_element(std::begin(candidates), std::end(candidates),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

class Reader {
   public:
    Reader(std::string_view text, std::shared_ptr<const std::string> file, Diagnostics& out)
        : text_(text), file_(std::move(file)), out_(out), separator_(separator_of(text)) {}

    bool at_end() const { return at_ >= text_.size(); }
    /// Cells of the last row.
    std::size_t count() const { return count_; }

    /// The cells of a row, `most` of them; the others are only counted.
    std::vector<CsvTable::Cell> row(std::size_t most) {
        std::vector<CsvTable::Cell> cells;
        count_ = 0;
        bool more = true;
        while (more) {
            CsvTable::Cell cell = this->cell();
            more = at_ < text_.size() && text_[at_] == separator_;
            if (more) advance();
            if (++count_ <= most) cells.push_back(std::move(cell));
        }
        if (at_ < text_.size() && text_[at_] == '\r') advance();
        if (at_ < text_.size() && text_[at_] == '\n') advance();
        return cells;
    }

   private:
    std::string_view text_;
    std::shared_ptr<const std::string> file_;
    Diagnostics& out_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t count_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;

    void advance() {
        const char c = text_[at_++];
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++column_;
        }
    }

    bool ends_cell() const {
        return at_end() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r';
    }

    CsvTable::Cell cell() {
        CsvTable::Cell cell;
        cell.place = {file_, line_, column_, 1};
        if (at_ < text_.size() && text_[at_] == '"') {
            quoted(cell);
        } else {
            const std::size_t from = at_;
            while (!ends_cell()) advance();
            cell.text = trimmed(text_.substr(from, at_ - from));
        }
        cell.text = checked_value(std::move(cell.text), cell.place, out_);
        cell.place.length =
            std::max<std::uint32_t>(1, cell.place.line == line_ ? column_ - cell.place.column : 1);
        return cell;
    }

    void quoted(CsvTable::Cell& cell) {
        advance();
        bool is_closed = false;
        while (!at_end()) {
            const char c = text_[at_];
            advance();
            if (c == '"') {
                is_closed = at_end() || text_[at_] != '"';
                if (is_closed) break;
                advance();
            }
            cell.text += c;
        }
        if (!is_closed) out_.error(cell.place, {"scenario.csv.quote"});
        const Place after{file_, line_, column_, 1};
        const std::size_t from = at_;
        while (!ends_cell()) advance();
        if (!trimmed(text_.substr(from, at_ - from)).empty()) {
            out_.error(after, {"scenario.csv.after_quote"});
        }
    }
};

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    for (std::size_t i = 0; i < heading.size(); ++i) {
        if (heading[i].text == name) return i;
    }
    return std::nullopt;
}

namespace {

void check_heading(const std::vector<CsvTable::Cell>& heading, Diagnostics& out) {
    std::map<std::string_view, const CsvTable::Cell*> seen;
    for (const CsvTable::Cell& cell : heading) {
        if (cell.text.empty()) continue;  // spreadsheets keep columns of which nothing is left
        const auto [first, is_new] = seen.try_emplace(cell.text, &cell);
        if (is_new) continue;
        out.error(cell.place, {"scenario.csv.column_twice", {{"column", cell.text}}}, {},
                  {{first->second->place, {"scenario.first"}}});
    }
}

}  // namespace

CsvTable read_csv(std::string_view text, std::shared_ptr<const std::string> file,
                  std::size_t most_rows, Diagnostics& out) {
    CsvTable table;
    text = without_byte_order_mark(text);
    if (!check_plain_text(text, file, out)) return table;
    Reader reader(text, file, out);
    constexpr std::size_t most_columns = 1000;
    table.heading = reader.row(most_columns);
    if (reader.count() > most_columns) {
        out.error(table.heading.front().place, {"scenario.csv.columns", {{"most", most_columns}}});
        return table;
    }
    check_heading(table.heading, out);
    // With their places, cells take many times the bytes of the file.
    constexpr std::size_t most_cells = 4'000'000;
    most_rows = std::min(most_rows, most_cells / table.heading.size());
    while (!reader.at_end()) {
        const std::size_t errors = out.errors();
        auto row = reader.row(table.heading.size());
        const bool has_fault = out.errors() > errors;
        const bool is_blank = reader.count() == 1 && row.front().text.empty();
        if (is_blank) continue;
        if (reader.count() != table.heading.size()) {
            out.error(row.front().place,
                      {"scenario.csv.ragged",
                       {{"count", reader.count()}, {"wanted", table.heading.size()}}});
            ++table.left_out;
            continue;
        }
        if (table.rows.size() >= most_rows) {
            out.error(row.front().place, {"scenario.csv.rows", {{"most", most_rows}}});
            table.is_cut = true;
            break;
        }
        table.rows.push_back(std::move(row));
        table.has_fault.push_back(has_fault);
    }
    return table;
}

}  // namespace kammerspiel
