#include "analysis/incidents/rows.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/number.hpp"

namespace kammerspiel::incidents {

bool check_headings(const CsvTable& table, std::span<const Column> columns, Diagnostics& out) {
    if (table.heading.empty()) return false;
    std::vector<std::string> absent;
    for (const Column& column : columns) {
        if (!table.column(column.name)) absent.emplace_back(column.name);
    }
    bool is_right = true;
    for (const CsvTable::Cell& cell : table.heading) {
        if (cell.text.empty()) continue;  // spreadsheets keep columns of which nothing is left
        const bool is_known =
            std::any_of(columns.begin(), columns.end(),
                        [&](const Column& column) { return column.name == cell.text; });
        if (is_known) continue;
        out.error(cell.place, {"incidents.column.unknown", {{"column", cell.text}}},
                  did_you_mean(cell.text, absent));
        is_right = false;
    }
    for (const Column& column : columns) {
        if (!column.is_required || table.column(column.name)) continue;
        out.error(table.heading.front().place,
                  {"incidents.column.missing", {{"column", column.name}}});
        is_right = false;
    }
    return is_right;
}

Row::Row(const CsvTable& table, std::size_t number, std::span<const Column> columns,
         Diagnostics& out)
    : table_(table), number_(number), out_(out), is_right_(!table.has_fault[number]) {
    for (const Column& column : columns) {
        if (!column.is_required || find(column.name) != nullptr) continue;
        out_.error(place(column.name), {"incidents.cell.missing", {{"column", column.name}}});
        is_right_ = false;
    }
}

const CsvTable::Cell* Row::find(std::string_view column) const {
    const auto at = table_.column(column);
    if (!at || table_.rows[number_][*at].text.empty()) return nullptr;
    return &table_.rows[number_][*at];
}

std::string Row::text(std::string_view column) const {
    const CsvTable::Cell* cell = find(column);
    return cell == nullptr ? std::string() : cell->text;
}

Place Row::place(std::string_view column) const {
    const auto at = table_.column(column);
    return table_.rows[number_][at.value_or(0)].place;
}

std::optional<double> Row::number(std::string_view column, double low, double high) const {
    const CsvTable::Cell* cell = find(column);
    if (cell == nullptr) return std::nullopt;
    const auto value = parse_number(cell->text);
    if (value && *value >= low && *value <= high) return value;
    const bool is_percent = cell->text.ends_with('%') || (value && high == 1 && *value > 1);
    out_.error(cell->place,
               {"incidents.cell.number",
                {{"column", column},
                 {"low", fmt::format("{}", low)},
                 {"high", fmt::format("{}", high)},
                 {"value", cell->text}}},
               is_percent ? Message{"incidents.cell.percent"} : Message{});
    is_right_ = false;
    return std::nullopt;
}

std::optional<double> Row::whole(std::string_view column, double low, double high) const {
    const auto value = number(column, low, high);
    if (!value || std::floor(*value) == *value) return value;
    out_.error(find(column)->place,
               {"incidents.cell.whole", {{"column", column}, {"value", text(column)}}});
    is_right_ = false;
    return std::nullopt;
}

void Row::refuse_word(const CsvTable::Cell& cell, std::string_view column,
                      std::span<const std::string_view> known) const {
    std::vector<std::string> words;
    for (const std::string_view word : known) words.emplace_back(word);
    out_.error(
        cell.place,
        {"incidents.cell.word", {{"column", column}, {"value", cell.text}, {"known", words}}},
        did_you_mean(cell.text, words));
    is_right_ = false;
}

}  // namespace kammerspiel::incidents
