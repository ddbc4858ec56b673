#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "kammerspiel/base/units.hpp"

namespace kammerspiel::federation {

/// Why a share of a service is lost: its root cause, and whether that lies in the own house.
/// The order decides where several would each suffice.
enum class Loss : std::uint8_t {
    attack_own,
    attack_dependency,
    precaution_own,
    precaution_dependency,
    rebuild_own,  ///< repair: waiting for, or being, rebuilt after a compromise
    rebuild_dependency,
    testing_own,  ///< repair: waiting for, or being, inspected and tested though clean
    testing_dependency,
    other,  ///< none of these, e.g. a start that no cause explains
};
inline constexpr std::size_t loss_kinds = 9;

/// How far a node works, in parts per million, under growing sets of causes. Lane k is the level it
/// would have if only the causes up to Loss k were in effect; the last one is the level that is so.
/// All operators of needs are monotone and work lane by lane, so lanes never cross, and the loss
/// booked to cause k is lane k−1 − lane k: every lost share goes to exactly one root.
/// The extra lane `without_attack` leaves out the attack alone; it tells which part of what was
/// booked to the attack would have been lost all the same.
struct Levels {
    static constexpr std::size_t lanes = loss_kinds + 1;
    static constexpr std::size_t without_attack_lane = loss_kinds;
    using Lanes = std::array<std::int32_t, lanes>;

    [[nodiscard]] static constexpr Levels full() { return all(PartsPerMillion::full().count()); }
    [[nodiscard]] static constexpr Levels none() { return all(0); }
    [[nodiscard]] static constexpr Levels all(std::int32_t level) {
        Levels result;
        result.lane.fill(level);
        return result;
    }
    /// The level that is so.
    [[nodiscard]] constexpr std::int32_t actual() const { return lane[loss_kinds - 1]; }
    /// The share lost to `cause`, in parts per million.
    [[nodiscard]] constexpr std::int32_t lost(Loss cause) const {
        const auto k = static_cast<std::size_t>(cause);
        return (k == 0 ? PartsPerMillion::full().count() : lane[k - 1]) - lane[k];
    }
    /// The share booked to the attack that would have been lost without it too.
    [[nodiscard]] constexpr std::int32_t lost_also_without_attack() const {
        const auto attack = lane[static_cast<std::size_t>(Loss::attack_dependency)];
        return PartsPerMillion::full().count() - std::max(attack, lane[without_attack_lane]);
    }
    constexpr bool operator==(const Levels&) const = default;

    Lanes lane{};
};

[[nodiscard]] constexpr Levels min(Levels a, const Levels& b) {
    for (std::size_t k = 0; k < Levels::lanes; ++k) a.lane[k] = std::min(a.lane[k], b.lane[k]);
    return a;
}
[[nodiscard]] constexpr Levels max(Levels a, const Levels& b) {
    for (std::size_t k = 0; k < Levels::lanes; ++k) a.lane[k] = std::max(a.lane[k], b.lane[k]);
    return a;
}

/// What another organisation sees of a node: its own causes become causes in a dependency.
/// Sent in messages, so it is small.
struct SharedLevels {
    std::int32_t attack = 0;
    std::int32_t precaution = 0;
    std::int32_t rebuild = 0;
    std::int32_t testing = 0;
    std::int32_t actual = 0;
    std::int32_t without_attack = 0;
    constexpr bool operator==(const SharedLevels&) const = default;
};

[[nodiscard]] constexpr SharedLevels as_shared(const Levels& own) {
    const auto at = [&](Loss cause) { return own.lane[static_cast<std::size_t>(cause)]; };
    return {.attack = at(Loss::attack_dependency),
            .precaution = at(Loss::precaution_dependency),
            .rebuild = at(Loss::rebuild_dependency),
            .testing = at(Loss::testing_dependency),
            .actual = own.actual(),
            .without_attack = own.lane[Levels::without_attack_lane]};
}

[[nodiscard]] constexpr Levels as_dependency(const SharedLevels& theirs) {
    return Levels{{PartsPerMillion::full().count(), theirs.attack, theirs.attack, theirs.precaution,
                   theirs.precaution, theirs.rebuild, theirs.rebuild, theirs.testing, theirs.actual,
                   theirs.without_attack}};
}

}  // namespace kammerspiel::federation
