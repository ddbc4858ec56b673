#include "analysis/report/chart/small_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/svg.hpp"

namespace kammerspiel::report {

std::string spark(const std::vector<model::CurvePoint>& curve, SimTime until,
                  std::string_view alternative) {
    constexpr double left = 1;
    constexpr double width = 118;
    constexpr double top = 2;
    constexpr double height = 18;
    constexpr double least = 1e-3;
    const double days = std::max((until - SimTime::start()).in_days(), least);
    const auto x = [&](SimTime at) {
        return left + width * std::clamp((at - SimTime::start()).in_days() / days, 0.0, 1.0);
    };
    const auto y = [&](double share) { return top + height * (1.0 - share); };
    std::string stairs;
    for (const auto& point : curve) {
        if (point.at > until) break;
        const double up = y(point.up.share());
        stairs += stairs.empty() ? fmt::format("M{:.1f},{:.1f}", x(point.at), up)
                                 : fmt::format("H{:.1f}V{:.1f}", x(point.at), up);
    }
    if (stairs.empty()) stairs = fmt::format("M{:.1f},{:.1f}", left, y(1.0));
    stairs += fmt::format("H{:.1f}", left + width);
    return svg::begin(120, 22, alternative, "spark") +
           fmt::format(
               "<path class=\"area\" d=\"{0}V{1:.1f}H{2:.1f}Z\"/><path class=\"line\" "
               "d=\"{0}\"/></svg>",
               stairs, top + height, left);
}

std::string parts_bar(const std::vector<double>& parts, std::string_view alternative) {
    std::string svg = svg::begin(120, 14, alternative, "bar");
    double x = 0.0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double width = 120.0 * parts[i];
        if (width > 0.0) {
            svg += fmt::format(
                "<rect class=\"part c{}\" x=\"{:.2f}\" y=\"0\" width=\"{:.2f}\" height=\"14\"/>", i,
                x, width);
        }
        x += width;
    }
    return svg + "</svg>";
}

}  // namespace kammerspiel::report
