#include "sim/import/csv.hpp"

#include <map>

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

Columns columns_of(const std::vector<Cell>& heading, Table table, Diagnostics& out) {
    Columns columns(heading.size());
    std::map<Column, std::size_t> first;
    // What is called by the documented name comes before what is called by another.
    for (const bool by_own_name : {true, false}) {
        for (std::size_t i = 0; i < heading.size(); ++i) {
            const auto column = column_of(heading[i].text, table);
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
        if (cell.text.empty() || column_of(cell.text, table)) continue;
        out.warning(cell.place, {"import.column.unknown", {{"column", cell.text}}},
                    did_you_mean(cell.text, headings(table)));
    }
    return columns;
}

bool has(const Columns& columns, Column wanted) {
    return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

bool check_wanted(const Columns& columns, const std::vector<Cell>& heading, Table table,
                  Diagnostics& out) {
    bool has_all = true;
    const auto require = [&](Column column) {
        if (has(columns, column)) return;
        out.error(heading.front().place, {"import.column.lacks", {{"column", word_of(column)}}});
        has_all = false;
    };
    if (table == Table::nodes) {
        require(Column::id);
        require(Column::kind);
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
    return record;
}

}  // namespace

bool read_inventory_csv(const SourceText& source, Table table, const InventoryLimits& limits,
                        Inventory& into, Diagnostics& out) {
    // Excel understands this line, other programs take it for the heading.
    if (source.bytes.starts_with("sep=")) {
        out.error({source.file, 1, 1, 1}, {"import.csv.sep"});
        return false;
    }
    const std::size_t most = table == Table::nodes ? limits.nodes : limits.edges;
    CsvTable csv = read_csv(source.bytes, source.file, most, out);
    if (csv.heading.empty() || csv.is_cut) return false;
    const Columns columns = columns_of(csv.heading, table, out);
    if (!check_wanted(columns, csv.heading, table, out)) return false;
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
