#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel {

/// A number in [0, 1]; the tag keeps probabilities and shares apart. Outside it: BrokenModel, as
/// the loader checks what a scenario says.
template <class Tag>
class UnitInterval {
   public:
    constexpr UnitInterval() = default;
    constexpr explicit UnitInterval(double value) : value_(value) {
        if (!(value >= 0.0 && value <= 1.0)) broken("a probability or share lies outside [0, 1]");
    }
    [[nodiscard]] constexpr double value() const { return value_; }
    constexpr auto operator<=>(const UnitInterval&) const = default;

   private:
    double value_ = 0.0;
};

using Probability = UnitInterval<struct ProbabilityTag>;
using Share = UnitInterval<struct ShareTag>;

/// A level in [0, 1] as a whole number of millionths, so that sums do not depend on their order.
class PartsPerMillion {
   public:
    constexpr PartsPerMillion() = default;
    [[nodiscard]] static constexpr PartsPerMillion at(std::int32_t count) {
        if (count < 0 || count > 1'000'000) broken("a level lies outside [0, 1]");
        return PartsPerMillion(count);
    }
    /// The nearest millionth.
    [[nodiscard]] static constexpr PartsPerMillion of(Share share) {
        return PartsPerMillion(static_cast<std::int32_t>(share.value() * 1e6 + 0.5));
    }
    [[nodiscard]] static constexpr PartsPerMillion full() { return PartsPerMillion(1'000'000); }
    [[nodiscard]] static constexpr PartsPerMillion none() { return PartsPerMillion(0); }
    [[nodiscard]] constexpr std::int32_t count() const { return count_; }
    [[nodiscard]] constexpr double share() const { return static_cast<double>(count_) / 1e6; }
    constexpr auto operator<=>(const PartsPerMillion&) const = default;

   private:
    constexpr explicit PartsPerMillion(std::int32_t count) : count_(count) {}
    std::int32_t count_ = 0;
};

/// One member without a service that they wanted, for one hour. For reporting: exact sums are kept
/// as integers by the model and become this at the end.
class MemberHours {
   public:
    constexpr MemberHours() = default;
    constexpr explicit MemberHours(double hours) : hours_(hours) {}
    [[nodiscard]] constexpr double count() const { return hours_; }
    constexpr auto operator<=>(const MemberHours&) const = default;
    friend constexpr MemberHours operator+(MemberHours a, MemberHours b) {
        return MemberHours(a.hours_ + b.hours_);
    }
    friend constexpr MemberHours operator-(MemberHours a, MemberHours b) {
        return MemberHours(a.hours_ - b.hours_);
    }

   private:
    double hours_ = 0.0;
};

/// An amount of data.
class Bytes {
   public:
    constexpr Bytes() = default;
    constexpr explicit Bytes(std::uint64_t count) : count_(count) {}
    [[nodiscard]] constexpr std::uint64_t count() const { return count_; }
    constexpr auto operator<=>(const Bytes&) const = default;
    friend constexpr Bytes operator+(Bytes a, Bytes b) { return Bytes(a.count_ + b.count_); }

   private:
    std::uint64_t count_ = 0;
};

}  // namespace kammerspiel
