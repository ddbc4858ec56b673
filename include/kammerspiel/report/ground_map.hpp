#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace kammerspiel::report {

/// Where an organisation lies, and how many people it has.
struct MapSite {
    double latitude = 0;
    double longitude = 0;
    std::uint64_t members = 0;
};

/// The sites on the ground where they lie, as SVG that stands by itself: nothing lacks anywhere.
/// Each is a circle of the class `house` with its number as `data-house`; web/map/map.js paints
/// them. `alternative` says in words what it is. Empty without sites.
[[nodiscard]] std::string ground_map(std::span<const MapSite> sites,
                                     const std::string& alternative);

}  // namespace kammerspiel::report
