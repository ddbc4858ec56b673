#pragma once

#include "sim/import/table.hpp"
#include "sim/import/words.hpp"

namespace kammerspiel::inventories {

/// A text file of an inventory.
struct SourceText {
    std::string_view bytes;
    std::shared_ptr<const std::string> file;
};

/// How an inventory is read.
struct InventoryReading {
    InventoryWords words;
    InventoryLimits limits;
    bool needs_kind = true;  ///< else what says nothing of its kind has one
    bool as_links = false;   ///< edges are links, whatever they say and whether drawn with arrows
};

/// Reads one of the two tables into `into`. Columns may stand in any order and be called in English
/// or German; unknown ones are warned of and left out. Without the columns that are needed nothing
/// is read: false.
[[nodiscard]] bool read_inventory_csv(const SourceText& source, Table table,
                                      const InventoryReading& reading, Inventory& into,
                                      Diagnostics& out);

}  // namespace kammerspiel::inventories
