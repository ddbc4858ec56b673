#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/metrics.hpp"

// What pictures share: axes with marks in words, curves of bearable length, names that fit.

namespace kammerspiel::report::charts {

using Json = nlohmann::ordered_json;
using Curve = std::vector<model::CurvePoint>;

/// A name from a scenario as it may stand in a picture: one line, at most that long.
[[nodiscard]] std::string fitting(std::string_view name, std::size_t most);

/// Likewise, in two lines of that length where one is not enough.
[[nodiscard]] std::string in_two_lines(std::string_view name, std::size_t most);

[[nodiscard]] Json mark(double at, std::string label);

/// Days since the start until `until`, with the date below each. As most happens in the first days,
/// these have more room: places on it are square roots of days.
[[nodiscard]] Json days_axis(SimTime until, const Calendar& calendar, const Text& text);
/// 0, 50, 90 and 100 %.
[[nodiscard]] Json shares_axis(const Text& text);

/// The place of a moment on that axis.
[[nodiscard]] double place_of(SimTime at, SimTime until);

/// The value that holds at a moment.
[[nodiscard]] double share_at(const Curve& curve, SimTime at);
/// When it is lowest for the first time, and how low.
[[nodiscard]] std::pair<SimTime, double> lowest(const Curve& curve, SimTime until);
/// As pairs of place and share until `until`; of changes that fall on one spot of the picture, the
/// lowest and the last one.
[[nodiscard]] Json curve_points(const Curve& curve, SimTime until);

}  // namespace kammerspiel::report::charts
