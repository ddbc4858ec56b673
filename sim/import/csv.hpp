#pragma once

#include "sim/import/table.hpp"

namespace kammerspiel::inventories {

/// A text file of an inventory.
struct SourceText {
    std::string_view bytes;
    std::shared_ptr<const std::string> file;
};

/// Reads one of the two tables into `into`. Columns may stand in any order and be called in English
/// or German; unknown ones are warned of and left out. Without the columns that are needed nothing
/// is read: false.
[[nodiscard]] bool read_inventory_csv(const SourceText& source, Table table,
                                      const InventoryLimits& limits, Inventory& into,
                                      Diagnostics& out);

}  // namespace kammerspiel::inventories
