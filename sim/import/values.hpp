#pragma once

#include <optional>

#include "sim/import/table.hpp"

// Figures of an inventory, as spreadsheets in English and German write them. Each function is
// silent where the cell is absent, and says what is wrong with one that it cannot read.

namespace kammerspiel::inventories {

/// A number in [low, high]; `1234.5`, `1234,5` or `1 234`. What may be either 1.234 or 1234 is
/// refused where the range allows both.
struct NumberRange {
    double low = 0;
    double high = 0;
};
[[nodiscard]] std::optional<double> number_in(const Record& record, Column column,
                                              const NumberRange& range, Diagnostics& out);

/// Likewise, without decimals.
[[nodiscard]] std::optional<std::uint64_t> whole_in(const Record& record, Column column,
                                                    const NumberRange& range, Diagnostics& out);

/// 0.25, 0,25 or 25 %
[[nodiscard]] std::optional<Share> share_in(const Record& record, Column column, Diagnostics& out);

/// The project's notation (`4h`, `2d 12h`), also with a decimal comma and with units in words:
/// `4 Std.`, `2 Tage`, `90 Minuten`. Not negative.
[[nodiscard]] std::optional<Duration> span_in(const Record& record, Column column,
                                              Diagnostics& out);

[[nodiscard]] std::optional<bool> truth_in(const Record& record, Column column, Diagnostics& out);

}  // namespace kammerspiel::inventories
