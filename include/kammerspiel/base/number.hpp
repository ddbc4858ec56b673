#pragma once

#include <optional>
#include <string_view>

namespace kammerspiel {

/// A number as YAML 1.2 and JSON write it, with a point and any exponent. No `nan` or `inf`, no
/// hexadecimal or `1_000`; and no leading zero, as `010` is eight to some readers of YAML.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

}  // namespace kammerspiel
