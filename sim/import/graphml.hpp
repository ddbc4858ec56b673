#pragma once

#include "sim/import/csv.hpp"

namespace kammerspiel::inventories {

/// Reads GraphML (http://graphml.graphdrawing.org) as yEd, networkx, Gephi and others write it into
/// `into`: nodes with their data by `attr.name`, labels as yEd draws them, groups as organisations.
/// False where the file cannot be used.
[[nodiscard]] bool read_graphml(const SourceText& source, const InventoryReading& reading,
                                Inventory& into, Diagnostics& out);

}  // namespace kammerspiel::inventories
