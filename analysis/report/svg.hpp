#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/metrics.hpp"

namespace kammerspiel::report {

/// Text made safe for HTML and SVG, attributes included.
[[nodiscard]] std::string escaped(std::string_view text);

/// The member-weighted share of services that are up over time, as a picture. `alternative` says in
/// words what it shows.
[[nodiscard]] std::string services_up_chart(const std::vector<model::CurvePoint>& curve,
                                            SimTime end, const Text& text,
                                            std::string_view alternative);
/// The same without axes, to stand in a table.
[[nodiscard]] std::string services_up_spark(const std::vector<model::CurvePoint>& curve,
                                            SimTime end, std::string_view alternative);

/// A bar of parts that sum to 1, each with its pattern class (c0, c1, …).
[[nodiscard]] std::string parts_bar(const std::vector<double>& parts, std::string_view alternative);

}  // namespace kammerspiel::report
