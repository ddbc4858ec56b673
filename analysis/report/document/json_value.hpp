#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

namespace kammerspiel::report {

/// What lies beyond the horizon is null, as JSON has no infinity.
[[nodiscard]] inline nlohmann::ordered_json finite(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

}  // namespace kammerspiel::report
