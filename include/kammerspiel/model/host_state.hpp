#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "kammerspiel/federation/level.hpp"
#include "kammerspiel/scenario/common.hpp"

namespace kammerspiel::model {

using scenario::Integrity;

enum class Power : std::uint8_t {
    on,
    off,        ///< by precaution
    isolated,   ///< by precaution: power on, network off
    in_repair,  ///< waiting for, or being, inspected, rebuilt, tested
};

enum class Suspicion : std::uint8_t { unknown, suspected, confirmed, cleared };

/// Why a host does not serve, or that it does. Every host is in exactly one of these.
enum class Availability : std::uint8_t {
    works,
    attack,          ///< destroyed, and nobody is at it
    attack_and_off,  ///< destroyed, and switched off besides
    precaution,
    rebuild,  ///< in repair and compromised
    testing,  ///< in repair though clean
};
inline constexpr std::size_t availabilities = 6;

[[nodiscard]] Availability availability(Integrity integrity, Power power);

/// How many hosts of a group are in each state of availability.
using HostCounts = std::array<std::uint32_t, availabilities>;

/// The level of a group from its hosts alone, cause by cause (see federation::Levels).
[[nodiscard]] federation::Levels share_working(const HostCounts& counts);

}  // namespace kammerspiel::model
