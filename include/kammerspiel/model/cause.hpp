#pragma once

#include <compare>
#include <cstdint>

namespace kammerspiel::model {

/// Points at the trace record that caused something: the process that wrote it and its number
/// there, counted from 1. Number 0 is "no cause": what the scenario itself set going.
struct Cause {
    std::uint32_t process = 0;
    std::uint32_t number = 0;

    [[nodiscard]] constexpr bool is_none() const { return number == 0; }
    constexpr auto operator<=>(const Cause&) const = default;
};

}  // namespace kammerspiel::model
