#pragma once

#include <compare>
#include <cstdint>

namespace kammerspiel::model {

/// Who may decide a play, or for what a condition is counted: the federation, a region or an
/// organisation, each with its number.
struct Subject {
    enum class Kind : std::uint8_t { federation, region, organisation } kind = Kind::federation;
    std::uint32_t number = 0;
    auto operator<=>(const Subject&) const = default;
};

}  // namespace kammerspiel::model
