#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace kammerspiel::cli {

/// Position of the named strategy or attacker, the first one where no name is given; complains with
/// what there is if it does not exist. `key`: the catalogue's sentence for that.
template <class Items>
std::optional<std::uint32_t> find_named(const Items& items, const std::string& name,
                                        std::string_view key, const Text& text) {
    if (name.empty()) return 0;
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        if (items[i].name.text == name) return i;
        names.push_back(items[i].name.text);
    }
    complain("kammerspiel: " +
             text(key, {{"name", name}, {"known", fmt::format("{}", fmt::join(names, ", "))}}) +
             suggestion(name, names, text) + "\n");
    return std::nullopt;
}

}  // namespace kammerspiel::cli
