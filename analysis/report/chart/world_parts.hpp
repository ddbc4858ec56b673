#pragma once

#include <string>
#include <vector>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"

// What the pictures of one world share.

namespace kammerspiel::report::charts {

/// Longest name beside a row, longest line below a picture.
inline constexpr std::size_t longest_name = 26;
inline constexpr std::size_t longest_line = 70;
/// So many rows; of more the first ones.
inline constexpr std::size_t most_services = 14;

[[nodiscard]] std::string moment(const WorldView& world, SimTime at, const Text& text);
[[nodiscard]] SimTime end_of(const scenario::Move& move);
/// Until everything is back and the last move is over.
[[nodiscard]] SimTime shown_until(const WorldView& world);
/// Of plays that many organisations decide, the first time.
[[nodiscard]] std::vector<Marker> decisions_shown(const WorldView& world, SimTime until);
/// Their marks, and what the numbers stand for.
void add_decisions(Json& data, const WorldView& world, SimTime until, const Text& text);
/// Those of which the figure is not 0, the largest first.
[[nodiscard]] std::vector<LossRow> services_by(const RunReport& report,
                                               double (*figure)(const LossRow&));

}  // namespace kammerspiel::report::charts
