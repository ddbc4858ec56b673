#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/chart/svg.hpp"
#include "kammerspiel/report/run_report.hpp"

// Pictures as SVG, to stand in an HTML page with the style sheet of this folder.

namespace kammerspiel::report {

/// What all charts of a report share.
struct TimeAxis {
    SimTime until;
    std::function<std::string(SimTime)> date;  ///< as people write it, short
};

/// The member-weighted share of services that are up over time, with decisions marked.
/// `alternative` says in words what it shows.
[[nodiscard]] std::string services_up_chart(const RunReport& report, const TimeAxis& axis,
                                            const Text& text, std::string_view alternative);

/// The same for each row, one below the other on one axis; `remark` is written at its right end.
struct Band {
    std::string name;
    std::string remark;
    const std::vector<model::CurvePoint>* curve = nullptr;
};
[[nodiscard]] std::string bands_chart(const std::vector<Band>& bands, const TimeAxis& axis,
                                      const Text& text, std::string_view alternative);

/// The same without axes, to stand in a table.
[[nodiscard]] std::string spark(const std::vector<model::CurvePoint>& curve, SimTime until,
                                std::string_view alternative);

/// A bar of parts that sum to 1, each with its class (c0, c1, …).
[[nodiscard]] std::string parts_bar(const std::vector<double>& parts, std::string_view alternative);

}  // namespace kammerspiel::report
