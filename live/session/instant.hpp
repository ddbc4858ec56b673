#pragma once

#include <compare>
#include <cstdint>

#include "kammerspiel/base/time.hpp"

namespace kammerspiel::live {

/// A moment in the room where an exercise is played: microseconds since 1970, UTC, as the server
/// counts them. It is handed in from outside, so that a session knows no clock of its own.
class Instant {
   public:
    constexpr Instant() = default;
    [[nodiscard]] static constexpr Instant at(std::int64_t micros) { return Instant(micros); }
    [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
    constexpr auto operator<=>(const Instant&) const = default;
    friend constexpr Duration operator-(Instant a, Instant b) {
        return Duration::micros(a.micros_) - Duration::micros(b.micros_);
    }
    friend constexpr Instant operator+(Instant a, Duration span) {
        return Instant((Duration::micros(a.micros_) + span).count());
    }

   private:
    constexpr explicit Instant(std::int64_t micros) : micros_(micros) {}
    std::int64_t micros_ = 0;
};

}  // namespace kammerspiel::live
