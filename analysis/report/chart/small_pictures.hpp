#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/model/metrics.hpp"

// Pictures of the size of a word, to stand in cells of tables: too many and too small for the
// library that draws charts. Classes: screen.css.

namespace kammerspiel::report {

/// A share over time, which holds until it changes.
[[nodiscard]] std::string spark(const std::vector<model::CurvePoint>& curve, SimTime until,
                                std::string_view alternative);

/// A bar of parts that sum to 1, each with its class (c0, c1, …).
[[nodiscard]] std::string parts_bar(const std::vector<double>& parts, std::string_view alternative);

}  // namespace kammerspiel::report
