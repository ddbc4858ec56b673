#include "sim/scenario/csv_table.hpp"

#include <algorithm>

namespace kammerspiel::scenario {
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

    std::vector<CsvTable::Cell> row() {
        std::vector<CsvTable::Cell> cells;
        bool more = true;
        while (more) {
            CsvTable::Cell cell = this->cell();
            more = at_ < text_.size() && text_[at_] == separator_;
            if (more) advance();
            cells.push_back(std::move(cell));
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
        cell.place.length =
            std::max<std::uint32_t>(1, cell.place.line == line_ ? column_ - cell.place.column : 1);
        return cell;
    }

    void quoted(CsvTable::Cell& cell) {
        advance();
        while (!at_end()) {
            if (text_[at_] != '"') {
                cell.text += text_[at_];
                advance();
                continue;
            }
            advance();
            if (at_end() || text_[at_] != '"') break;
            cell.text += '"';
            advance();
        }
        if (at_end() && (text_.empty() || text_.back() != '"')) {
            out_.error(cell.place, {"scenario.csv.quote"});
        }
        while (!ends_cell()) advance();
    }
};

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    for (std::size_t i = 0; i < heading.size(); ++i) {
        if (heading[i].text == name) return i;
    }
    return std::nullopt;
}

CsvTable read_csv(std::string_view text, std::shared_ptr<const std::string> file,
                  std::size_t most_rows, Diagnostics& out) {
    CsvTable table;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (text.empty() || text.find('\0') != std::string_view::npos) {
        out.error({file}, {text.empty() ? "scenario.csv.empty" : "scenario.csv.binary"});
        return table;
    }
    Reader reader(text, file, out);
    table.heading = reader.row();
    for (std::size_t i = 0; i < table.heading.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (table.heading[i].text == table.heading[j].text) {
                out.error(table.heading[i].place,
                          {"scenario.csv.column_twice", {{"column", table.heading[i].text}}}, {},
                          {{table.heading[j].place, {"scenario.first"}}});
            }
        }
    }
    while (!reader.at_end()) {
        auto row = reader.row();
        const bool is_blank = row.size() == 1 && row.front().text.empty();
        if (is_blank) continue;
        if (row.size() != table.heading.size()) {
            out.error(
                row.front().place,
                {"scenario.csv.ragged", {{"count", row.size()}, {"wanted", table.heading.size()}}});
            continue;
        }
        if (table.rows.size() >= most_rows) {
            out.error(row.front().place, {"scenario.csv.rows", {{"most", most_rows}}});
            break;
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace kammerspiel::scenario
