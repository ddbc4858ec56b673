#pragma once

#include <limits>

namespace kammerspiel::stats {

/// What is not bounded.
inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace kammerspiel::stats
