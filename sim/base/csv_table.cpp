#include "kammerspiel/base/csv_table.hpp"

#include <algorithm>
#include <map>

#include "kammerspiel/base/csv_reader.hpp"
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

/// Reads rows with the places of their cells, and says what is wrong with these.
class Reader {
   public:
    Reader(std::string_view text, std::shared_ptr<const std::string> file, Diagnostics& out)
        : cells_(text, separator_of(text), CsvReader::OpenQuote::takes_the_rest),
          file_(std::move(file)),
          out_(out) {}

    bool at_end() const { return cells_.at_end(); }
    /// Cells of the last row.
    std::size_t count() const { return count_; }

    /// The cells of a row, `most` of them; the others are only counted.
    std::vector<CsvTable::Cell> row(std::size_t most) {
        std::vector<CsvTable::Cell> row;
        count_ = 0;
        cells_.record([&](CsvReader::Cell read) {
            CsvTable::Cell cell = checked(std::move(read));
            if (++count_ <= most) row.push_back(std::move(cell));
        });
        return row;
    }

   private:
    CsvReader cells_;
    std::shared_ptr<const std::string> file_;
    Diagnostics& out_;
    std::size_t count_ = 0;

    CsvTable::Cell checked(CsvReader::Cell read) const {
        CsvTable::Cell cell;
        cell.place = {file_, read.begins.line, read.begins.column, 1};
        if (read.has_open_quote) out_.error(cell.place, {"scenario.csv.quote"});
        if (!trimmed(read.after).empty()) {
            out_.error({file_, read.after_begins.line, read.after_begins.column, 1},
                       {"scenario.csv.after_quote"});
        }
        cell.text = read.is_quoted ? std::move(read.text) : std::string(trimmed(read.text));
        cell.text = checked_value(std::move(cell.text), cell.place, out_);
        const bool is_in_one_line = read.begins.line == read.ends.line;
        cell.place.length =
            std::max<std::uint32_t>(1, is_in_one_line ? read.ends.column - read.begins.column : 1);
        return cell;
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
