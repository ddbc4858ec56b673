#include "sim/import/book_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/number.hpp"
#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

std::string trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(spaces) - first + 1));
}

/// C5, as spreadsheets call it.
std::string cell_name(std::size_t row, std::size_t column) {
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return letters + std::to_string(row + 1);
}

/// 60.000 or 1,250: groups of three digits, which may be thousands or decimals.
bool is_ambiguous(std::string_view text) {
    const std::size_t mark = text.find_first_of(".,");
    if (mark == 0 || mark > 3 || mark == std::string_view::npos || text.front() == '0') {
        return false;
    }
    if (text.find_first_not_of("0123456789.,") != std::string_view::npos) return false;
    return text.size() == mark + 4 && text.find_first_of(".,", mark + 1) == std::string_view::npos;
}

std::string without(std::string text, std::string_view signs) {
    std::erase_if(text, [&](char c) { return signs.find(c) != std::string_view::npos; });
    return text;
}

/// 1.234.567, 1 234 567, 0,8, 0.8
std::optional<double> number_in(const std::string& text) {
    std::string plain = without(text, " '");
    const auto count = [&](char c) { return std::count(plain.begin(), plain.end(), c); };
    if (count('.') > 0 && count(',') > 0) {
        const char decimal = plain.rfind('.') > plain.rfind(',') ? '.' : ',';
        plain = without(plain, decimal == '.' ? "," : ".");
    } else if (count('.') > 1 || count(',') > 1) {
        plain = without(plain, ".,");
    }
    std::replace(plain.begin(), plain.end(), ',', '.');
    return parse_number(plain);
}

}  // namespace

BookRows::BookRows(BookPart part, const BookSheet& sheet, const std::string& file, const Text& text,
                   Diagnostics& out)
    : part_(part),
      sheet_(sheet),
      file_(std::make_shared<const std::string>(fmt::format("{} [{}]", file, sheet.name))),
      text_(text),
      out_(out) {
    is_read_ = find_heading();
    if (!is_read_) return;
    for (const BookColumn column : columns_of(part)) {
        if (!is_needed(part, column) || columns_.contains(column)) continue;
        out_.error({file_, static_cast<std::uint32_t>(heading_ + 1), 1, 1},
                   {"book.lacks_column", {{"column", book_heading(column, text_)}}});
        is_read_ = false;
    }
}

/// The first row with two headings that are known.
bool BookRows::find_heading() {
    const auto own = columns_of(part_);
    for (heading_ = 0; heading_ < sheet_.rows.size(); ++heading_) {
        columns_.clear();
        others_.clear();
        const auto& cells = sheet_.rows[heading_];
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::string heading = trimmed(cells[c]);
            const auto column = column_called(heading);
            if (column && std::find(own.begin(), own.end(), *column) != own.end()) {
                columns_.emplace(*column, c);
            } else if (!heading.empty()) {
                others_[c] = heading;
            }
        }
        if (columns_.size() >= 2) return true;
    }
    std::vector<std::string> usual;
    for (const BookColumn column : own) usual.push_back(book_heading(column, text_));
    out_.error({file_, 1, 1, 1}, {"book.no_headings", {{"known", usual}}});
    return false;
}

std::vector<BookRows::Row> BookRows::rows() const {
    std::vector<Row> all;
    if (!is_read_) return all;
    for (std::size_t r = heading_ + 1; r < sheet_.rows.size(); ++r) {
        const auto& cells = sheet_.rows[r];
        const bool has_any = std::any_of(cells.begin(), cells.end(),
                                         [](const auto& cell) { return !trimmed(cell).empty(); });
        if (has_any) all.emplace_back(*this, r);
    }
    return all;
}

std::string BookRows::Row::cell(std::size_t column) const {
    const auto& cells = rows_.sheet_.rows[number_];
    return column < cells.size() ? trimmed(cells[column]) : std::string();
}

std::string BookRows::Row::text(BookColumn column) const {
    const auto at = rows_.columns_.find(column);
    return at == rows_.columns_.end() ? std::string() : cell(at->second);
}

std::string BookRows::Row::name(BookColumn column) const {
    const std::string said = text(column);
    const std::string name = mended_name(said);
    if (said.empty() && is_needed(rows_.part_, column)) {
        fault(column, "book.empty");
    } else if (name.empty() && !said.empty()) {
        fault(column, "book.no_name", {{"value", said}});
    }
    return name;
}

std::optional<double> BookRows::Row::number(std::size_t column, double low, double high) const {
    const std::string said = cell(column);
    if (said.empty()) return std::nullopt;
    const auto value = number_in(said);
    if (is_ambiguous(said)) {
        std::string decimal = said;
        std::replace(decimal.begin(), decimal.end(), ',', '.');
        fault(column, "book.ambiguous",
              {{"value", said},
               {"thousands", without(said, ".,")},
               {"decimal", fmt::format("{}", *parse_number(decimal))}},
              {});
        return std::nullopt;
    }
    if (value && *value >= low && *value <= high) return value;
    fault(column, "book.number",
          {{"value", said}, {"low", fmt::format("{}", low)}, {"high", fmt::format("{}", high)}},
          {});
    return std::nullopt;
}

std::optional<double> BookRows::Row::number(BookColumn column, double low, double high) const {
    const auto at = rows_.columns_.find(column);
    return at == rows_.columns_.end() ? std::nullopt : number(at->second, low, high);
}

std::optional<double> BookRows::Row::share(BookColumn column) const {
    std::string said = text(column);
    if (said.empty()) return std::nullopt;
    const bool is_percent = said.ends_with('%');
    if (is_percent) said = trimmed(said.substr(0, said.size() - 1));
    constexpr double hundred = 100;
    const auto value = number_in(said);
    const double share = value.value_or(-1) / (is_percent ? hundred : 1);
    if (value && share >= 0 && share <= 1) return share;
    fault(column, "book.share", {{"value", text(column)}});
    return std::nullopt;
}

std::string BookRows::Row::span(BookColumn column) const {
    const std::string said = text(column);
    if (said.empty()) return {};
    const auto read = notation::duration(said);
    if (read.value && *read.value >= Duration::zero()) return notation::in_words(*read.value);
    fault(column, "book.span", {{"value", said}});
    return {};
}

Place BookRows::Row::place(BookColumn column) const {
    const auto at = rows_.columns_.find(column);
    const std::size_t c = at == rows_.columns_.end() ? 0 : at->second;
    return {rows_.file_, static_cast<std::uint32_t>(number_ + 1), static_cast<std::uint32_t>(c + 1),
            1};
}

void BookRows::Row::fault(BookColumn column, const std::string& key,
                          std::vector<Argument> arguments, const Message& hint) const {
    const auto at = rows_.columns_.find(column);
    fault(at == rows_.columns_.end() ? 0 : at->second, key, std::move(arguments), hint);
}

void BookRows::Row::fault(std::size_t column, const std::string& key,
                          std::vector<Argument> arguments, const Message& hint) const {
    arguments.push_back({"cell", cell_name(number_, column)});
    rows_.out_.error({rows_.file_, static_cast<std::uint32_t>(number_ + 1),
                      static_cast<std::uint32_t>(column + 1), 1},
                     {key, std::move(arguments)}, hint);
}

}  // namespace kammerspiel::inventories
