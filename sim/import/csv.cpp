#include "sim/import/csv.hpp"

#include <map>

#include "kammerspiel/base/encoding.hpp"

namespace kammerspiel::inventories {
namespace {

/// Which column of the inventory each column of the file is.
using Columns = std::vector<std::optional<Column>>;

/// Columns of which an empty cell is a fault, to which the caret then points.
bool is_wanted(Column column) {
    switch (column) {
        case Column::id:
        case Column::kind:
        case Column::organisation:
        case Column::from:
        case Column::to: return true;
        default: return false;
    }
}

/// Of several columns that may say what a row is, the one of which most words are known: a device
/// list has Role and Type, and means a model by the second.
std::optional<std::size_t> column_of_kinds(const CsvTable& csv, const InventoryWords& words) {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (std::size_t i = 0; i < csv.heading.size(); ++i) {
        if (words.heading(csv.heading[i].text, Table::nodes).column != Column::kind) continue;
        constexpr std::size_t enough_rows = 1000;
        std::size_t known = csv.heading[i].text == word_of(Column::kind) ? 1 : 0;
        for (std::size_t r = 0; r < std::min(csv.rows.size(), enough_rows); ++r) {
            if (words.kind(csv.rows[r][i].text)) ++known;
        }
        if (best && known <= most) continue;
        best = i;
        most = known;
    }
    return best;
}

Columns columns_of(const CsvTable& csv, Table table, const InventoryWords& words,
                   Diagnostics& out) {
    const std::vector<Cell>& heading = csv.heading;
    Columns columns(heading.size());
    std::map<Column, std::size_t> first;
    if (table == Table::nodes) {
        if (const auto kinds = column_of_kinds(csv, words)) {
            first.emplace(Column::kind, *kinds);
            columns[*kinds] = Column::kind;
        }
    }
    // What is called by the documented name comes before what is called by another.
    for (const bool by_own_name : {true, false}) {
        for (std::size_t i = 0; i < heading.size(); ++i) {
            const auto column = words.heading(heading[i].text, table).column;
            if (!column || columns[i]) continue;
            if (by_own_name && heading[i].text != word_of(*column)) continue;
            const auto [known, is_new] = first.try_emplace(*column, i);
            if (is_new) {
                columns[i] = column;
            } else if (heading[i].text != heading[known->second].text) {
                const Cell& other = heading[known->second];
                out.warning(
                    heading[i].place,
                    {"import.column.again", {{"column", heading[i].text}, {"other", other.text}}},
                    {}, {{other.place, {"scenario.first"}}});
            }
        }
    }
    for (const Cell& cell : heading) {
        if (cell.text.empty() || words.heading(cell.text, table).is_known) continue;
        if (is_decor(cell.text)) continue;
        out.warning(cell.place, {"import.column.unknown", {{"column", cell.text}}},
                    did_you_mean(cell.text, headings(table)));
    }
    return columns;
}

bool has(const Columns& columns, Column wanted) {
    return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

bool check_wanted(const Columns& columns, const std::vector<Cell>& heading, Table table,
                  bool needs_kind, Diagnostics& out) {
    bool has_all = true;
    const auto require = [&](Column column) {
        if (has(columns, column)) return;
        out.error(heading.front().place, {"import.column.lacks", {{"column", word_of(column)}}});
        has_all = false;
    };
    if (table == Table::nodes) {
        // The name will do.
        if (!has(columns, Column::name)) require(Column::id);
        if (needs_kind) require(Column::kind);
    } else {
        require(Column::from);
        require(Column::to);
    }
    return has_all;
}

bool is_blank(const std::vector<Cell>& row) {
    return std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); });
}

Record record_of(std::vector<Cell>& row, const Columns& columns) {
    Record record;
    record.place = row.front().place;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!columns[i]) continue;
        if (row[i].text.empty() && !is_wanted(*columns[i])) continue;
        record.cells.emplace_back(*columns[i], std::move(row[i]));
    }
    if (record.find(Column::id) == nullptr) {
        if (const Cell* name = record.find(Column::name)) {
            std::erase_if(record.cells, [](const auto& one) { return one.first == Column::id; });
            record.put(Column::id, Cell(*name));
        }
    }
    return record;
}

}  // namespace

bool read_inventory_csv(const SourceText& source, Table table, const InventoryReading& reading,
                        Inventory& into, Diagnostics& out) {
    if (looks_like_json(source.bytes)) {
        out.error({source.file}, {"import.file.json"});
        return false;
    }
    // Excel understands this line, other programs take it for the heading.
    if (source.bytes.starts_with("sep=")) {
        out.error({source.file, 1, 1, 1}, {"import.csv.sep"});
        return false;
    }
    const InventoryLimits& limits = reading.limits;
    const std::size_t most = table == Table::nodes ? limits.nodes : limits.edges;
    CsvTable csv = read_csv(source.bytes, source.file, most, out);
    if (csv.heading.empty() || csv.is_cut) return false;
    const Columns columns = columns_of(csv, table, reading.words, out);
    if (!check_wanted(columns, csv.heading, table, reading.needs_kind, out)) return false;
    auto& records = table == Table::nodes ? into.nodes : into.edges;
    records.reserve(csv.rows.size());
    into.left_out += csv.left_out;
    for (std::size_t r = 0; r < csv.rows.size(); ++r) {
        if (csv.has_fault[r]) {
            ++into.left_out;
        } else if (!is_blank(csv.rows[r])) {
            records.push_back(record_of(csv.rows[r], columns));
        }
    }
    return true;
}

}  // namespace kammerspiel::inventories
