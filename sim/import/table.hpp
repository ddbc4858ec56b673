#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kammerspiel/base/csv_table.hpp"
#include "sim/import/columns.hpp"

// What an inventory says, whatever its format: rows of nodes and rows of edges, with their places.

namespace kammerspiel::inventories {

using Cell = CsvTable::Cell;

/// One node or edge. Cells that say nothing are not kept, as inventories have many.
struct Record {
    Place place;
    std::vector<std::pair<Column, Cell>> cells;

    [[nodiscard]] const Cell* find(Column column) const {
        const auto found = std::find_if(cells.begin(), cells.end(),
                                        [&](const auto& cell) { return cell.first == column; });
        return found == cells.end() || found->second.text.empty() ? nullptr : &found->second;
    }
    [[nodiscard]] std::string text(Column column) const {
        const Cell* cell = find(column);
        return cell == nullptr ? std::string() : cell->text;
    }
    /// Of the cell, also an empty one; of the row where it has none.
    [[nodiscard]] const Place& place_of(Column column) const {
        for (const auto& [its, cell] : cells) {
            if (its == column) return cell.place;
        }
        return place;
    }
    void put(Column column, Cell cell) {
        if (find(column) == nullptr) cells.emplace_back(column, std::move(cell));
    }
};

struct Inventory {
    std::vector<Record> nodes;
    std::vector<Record> edges;
    std::size_t left_out = 0;  ///< rows that could not even be read
    bool is_readable = false;  ///< else nothing can be made of it, and it was said why
};

/// What a hostile inventory may cost.
struct InventoryLimits {
    std::size_t bytes = 64U << 20U;  ///< of one file
    std::size_t nodes = 200'000;
    std::size_t edges = 2'000'000;
    std::size_t depth = 64;            ///< of XML elements
    std::size_t elements = 8'000'000;  ///< of XML: each takes many times the bytes it is written in
};

}  // namespace kammerspiel::inventories
