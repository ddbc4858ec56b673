#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel {

/// A span of simulated time: a whole number of microseconds, so that sums have no rounding and no
/// order. Range ±292,000 years; arithmetic that leaves it throws BrokenModel.
/// A day is 24 h here: "tomorrow 08:00" is the calendar's business, not this type's.
class Duration {
   public:
    constexpr Duration() = default;
    [[nodiscard]] static constexpr Duration micros(std::int64_t count) { return Duration(count); }
    [[nodiscard]] static constexpr Duration zero() { return Duration(0); }
    [[nodiscard]] static constexpr Duration longest() {
        return Duration(std::numeric_limits<std::int64_t>::max());
    }
    [[nodiscard]] constexpr std::int64_t count() const { return micros_; }
    [[nodiscard]] constexpr double in_hours() const { return static_cast<double>(micros_) / 3.6e9; }
    [[nodiscard]] constexpr double in_days() const { return in_hours() / 24.0; }

    constexpr auto operator<=>(const Duration&) const = default;

    friend constexpr Duration operator+(Duration a, Duration b) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(a.micros_, b.micros_, &sum)) broken("a duration overflowed");
        return Duration(sum);
    }
    friend constexpr Duration operator-(Duration a, Duration b) {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(a.micros_, b.micros_, &difference)) {
            broken("a duration overflowed");
        }
        return Duration(difference);
    }
    friend constexpr Duration operator-(Duration a) { return Duration::zero() - a; }
    friend constexpr Duration operator*(Duration a, std::int64_t factor) {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(a.micros_, factor, &product)) broken("a duration overflowed");
        return Duration(product);
    }
    friend constexpr Duration operator*(std::int64_t factor, Duration a) { return a * factor; }
    friend constexpr Duration operator/(Duration a, std::int64_t divisor) {
        return Duration(a.micros_ / divisor);
    }
    friend constexpr std::int64_t operator/(Duration a, Duration b) {
        return a.micros_ / b.micros_;
    }
    constexpr Duration& operator+=(Duration other) { return *this = *this + other; }
    constexpr Duration& operator-=(Duration other) { return *this = *this - other; }

   private:
    constexpr explicit Duration(std::int64_t count) : micros_(count) {}
    std::int64_t micros_ = 0;
};

[[nodiscard]] constexpr Duration seconds(std::int64_t n) { return Duration::micros(1'000'000) * n; }
[[nodiscard]] constexpr Duration minutes(std::int64_t n) { return seconds(60) * n; }
[[nodiscard]] constexpr Duration hours(std::int64_t n) { return minutes(60) * n; }
/// n × 24 h, whatever the clock on the wall does.
[[nodiscard]] constexpr Duration spans_of_24h(std::int64_t n) { return hours(24) * n; }

/// An instant of simulated time, counted from the scenario's `starts`; negative before it.
class SimTime {
   public:
    constexpr SimTime() = default;
    [[nodiscard]] static constexpr SimTime start() { return SimTime(); }
    [[nodiscard]] static constexpr SimTime at(Duration since_start) { return SimTime(since_start); }
    [[nodiscard]] static constexpr SimTime latest() { return SimTime(Duration::longest()); }
    [[nodiscard]] constexpr Duration since_start() const { return since_start_; }

    constexpr auto operator<=>(const SimTime&) const = default;
    friend constexpr SimTime operator+(SimTime t, Duration d) {
        return SimTime(t.since_start_ + d);
    }
    friend constexpr SimTime operator-(SimTime t, Duration d) {
        return SimTime(t.since_start_ - d);
    }
    friend constexpr Duration operator-(SimTime a, SimTime b) {
        return a.since_start_ - b.since_start_;
    }
    constexpr SimTime& operator+=(Duration d) { return *this = *this + d; }

   private:
    constexpr explicit SimTime(Duration since_start) : since_start_(since_start) {}
    Duration since_start_;
};

}  // namespace kammerspiel
