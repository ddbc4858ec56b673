#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/model/metrics.hpp"

// Whole numbers of 256 bit, for sums of squares of sums of 128.

namespace kammerspiel::ensemble {

/// Not negative. The square of whatever a place can lose in a world has 170 bits at most (10^10
/// members, thousands of organisations, ten years, in thousandths of an hour), so that no number
/// of worlds that can be run reaches the end.
class Wide {
   public:
    constexpr Wide() = default;
    /// The square of a number.
    [[nodiscard]] static Wide square_of(model::Int128 number);
    /// Nothing where it is no such number in decimal digits.
    [[nodiscard]] static std::optional<Wide> parsed(std::string_view digits);

    Wide& operator+=(const Wide& other);
    /// Rounded.
    [[nodiscard]] double as_double() const;
    [[nodiscard]] std::string in_digits() const;
    bool operator==(const Wide&) const = default;

   private:
    std::array<std::uint64_t, 4> limbs_{};  ///< the lowest first
};

}  // namespace kammerspiel::ensemble
