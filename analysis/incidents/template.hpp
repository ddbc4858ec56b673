#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"

// Texts with places: <staff>. A line that ends in `#? damage` or `#? not damage` stands only where
// that is so; such a mark alone on a line goes for all lines to the next `#?` alone. A line with
// the first place of a list is written once for each of its entries.

namespace kammerspiel::incidents {

using Values = std::map<std::string, std::string, std::less<>>;

struct Filling {
    Values values;
    std::map<std::string, bool, std::less<>> conditions;
    /// By the place that marks it; each entry fills that place and others.
    std::map<std::string, std::vector<Values>, std::less<>> lists;
};

[[nodiscard]] std::string filled(const std::string& file, std::string_view text,
                                 const Filling& filling, Diagnostics& out);

}  // namespace kammerspiel::incidents
