#include "sim/scenario/organisation_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kammerspiel/base/number.hpp"

namespace kammerspiel::scenario {
namespace {

constexpr std::array<std::string_view, 8> columns{"id",  "name", "city",    "region",
                                                  "lat", "lon",  "members", "staff"};

Node as_node(const CsvTable::Cell& cell) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = cell.text;
    node.place = cell.place;
    return node;
}

/// Stands for a name that was refused, so that its absence is not reported as well.
Name unreadable(const CsvTable::Cell& cell) { return {"?", cell.place}; }

}  // namespace

bool is_column(std::string_view word) {
    return std::find(columns.begin(), columns.end(), word) != columns.end();
}

bool OrganisationTable::check_columns() const {
    std::vector<std::string> absent;
    const auto note_absence = [&](std::string_view column) {
        if (!table_.column(column)) absent.emplace_back(column);
    };
    std::for_each(columns.begin(), columns.end(), note_absence);
    if (its_ != nullptr) {
        for (const auto& [name, words] : its_->parameters.allowed) note_absence(name);
    }
    for (const CsvTable::Cell& cell : table_.heading) {
        const bool is_known = is_column(cell.text) || cell.text.starts_with(capacity_column) ||
                              (its_ != nullptr && its_->parameters.allowed.contains(cell.text));
        const Message close = is_known ? Message{} : did_you_mean(cell.text, absent);
        if (close.empty()) continue;
        out_.error(cell.place, {"scenario.table.column", {{"column", cell.text}}}, close);
    }
    const Place& heading = table_.heading.front().place;
    for (const char* column : {"id", "region"}) {
        if (table_.column(column)) continue;
        out_.error(heading, {"scenario.table.lacks", {{"column", column}}});
    }
    for (const char* column : {"members", "staff"}) {
        if (table_.column(column)) continue;
        out_.warning(heading, {"scenario.table.all_zero", {{"column", column}}});
    }
    return table_.column("id") && table_.column("region");
}

std::optional<OrganisationTable::Row> OrganisationTable::read(
    const std::vector<CsvTable::Cell>& row) const {
    const auto cell = [&](std::string_view name) -> const CsvTable::Cell* {
        const auto column = table_.column(name);
        return column && !row[*column].text.empty() ? &row[*column] : nullptr;
    };
    const auto text = [&](std::string_view name) {
        return cell(name) == nullptr ? std::string() : cell(name)->text;
    };
    Organisation organisation;
    if (cell("id") == nullptr) {
        out_.error(row.front().place, {"scenario.table.row_without_id"});
        return std::nullopt;
    }
    const auto name = read_name(as_node(*cell("id")), out_);
    if (!name) return std::nullopt;
    organisation.id = *name;
    organisation.name = text("name");
    organisation.city = text("city");
    if (const auto* region = cell("region")) {
        organisation.region = read_name(as_node(*region), out_).value_or(unreadable(*region));
    }
    organisation.latitude = number(cell("lat"), "lat", -90, 90);
    organisation.longitude = number(cell("lon"), "lon", -180, 180);
    organisation.members =
        static_cast<std::uint64_t>(number(cell("members"), "members", 0, 1e10).value_or(0));
    organisation.staff = number(cell("staff"), "staff", 0, 1e7).value_or(0);
    Unfilled unfilled{template_name_.value_or(Name{}), {}, {}};
    for (std::size_t c = 0; c < table_.heading.size(); ++c) {
        const CsvTable::Cell& heading = table_.heading[c];
        if (!heading.text.starts_with(capacity_column) || row[c].text.empty()) continue;
        constexpr double most = 1e10;
        if (const auto capacity = number(&row[c], heading.text, 0, most)) {
            unfilled.capacities.emplace_back(
                Name{heading.text.substr(capacity_column.size()), heading.place}, *capacity);
        }
    }
    if (its_ != nullptr) {
        for (const auto& [parameter, allowed] : its_->parameters.allowed) {
            const auto* value = cell(parameter);
            if (value == nullptr) continue;
            unfilled.settings.push_back(
                {{parameter, value->place}, {value->text, value->place}, true});
        }
    }
    return Row{std::move(organisation), std::move(unfilled)};
}

void OrganisationTable::find_styles() {
    for (const char* column : {"lat", "lon", "members", "staff"}) {
        const auto position = table_.column(column);
        if (!position) continue;
        std::vector<std::string_view> cells;
        for (const auto& row : table_.rows) cells.emplace_back(row[*position].text);
        styles_[column] = NumberStyle::of(cells);
    }
}

/// What the cell says: as the whole column has it, or as only one reading is possible here.
std::optional<double> OrganisationTable::figure(const CsvTable::Cell& cell, std::string_view column,
                                                double low, double high) const {
    const auto style = styles_.find(column);
    const NumberStyle known = style == styles_.end() ? NumberStyle{} : style->second;
    if (const auto value = known.read(cell.text)) return value;
    const NumberReadings readings = readings_of(cell.text);
    if (!readings.is_open()) return parse_number(cell.text);
    const bool is_whole = column == "members";
    const auto fits = [&](double value) {
        return value >= low && value <= high && (!is_whole || std::floor(value) == value);
    };
    if (fits(*readings.grouped) == fits(*readings.decimal)) return std::nullopt;
    return fits(*readings.grouped) ? readings.grouped : readings.decimal;
}

std::optional<double> OrganisationTable::number(const CsvTable::Cell* cell, std::string_view column,
                                                double low, double high) const {
    if (cell == nullptr) return std::nullopt;
    const auto value = figure(*cell, column, low, high);
    if (value && *value >= low && *value <= high) {
        if (column != "members" || std::floor(*value) == *value) return value;
        out_.error(cell->place, {"scenario.table.whole", {{"value", cell->text}}});
        return value;
    }
    const bool is_open = !value && readings_of(cell->text).is_open();
    if (is_open) {
        out_.error(cell->place,
                   {"scenario.number.ambiguous", {{"key", column}, {"value", cell->text}}},
                   how_to_write(cell->text));
        return std::nullopt;
    }
    out_.error(cell->place,
               {"scenario.table.number",
                {{"column", column},
                 {"low", fmt::format("{}", low)},
                 {"high", fmt::format("{}", high)},
                 {"value", cell->text}}},
               how_to_write(cell->text));
    return std::nullopt;
}

}  // namespace kammerspiel::scenario
