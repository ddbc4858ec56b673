#pragma once

#include "kammerspiel/import/import.hpp"
#include "sim/import/table.hpp"
#include "sim/import/words.hpp"

namespace kammerspiel::inventories {

/// What an inventory's rows become. Rows at fault are reported and left out, then the edges that
/// lead to them. `lines` and `sources` of the result are left to the caller.
[[nodiscard]] Imported build(const Inventory& inventory, const InventoryWords& words,
                             const ImportOptions& options, Diagnostics& out);

}  // namespace kammerspiel::inventories
