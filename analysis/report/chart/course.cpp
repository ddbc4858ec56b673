#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"

namespace kammerspiel::report::charts {

Picture course(const Course& of) {
    constexpr std::size_t longest_name = 26;
    constexpr std::size_t longest_axis = 70;
    const auto rounded = [](double value) { return std::round(value * 1e4) / 1e4; };
    const auto place = [&](double hours) {
        return rounded(std::sqrt(std::clamp(hours / of.until, 0.0, 1.0)));
    };
    const auto points = [&](const std::vector<std::pair<double, double>>& all) {
        Json list = Json::array();
        for (const auto& [hours, value] : all) list.push_back({place(hours), value});
        return list;
    };
    Drawing drawing{.kind = "course",
                    .data = {{"band", Json::array()},
                             {"name", fitting(of.name, longest_name)},
                             {"lines", Json::array()},
                             {"dots", points(of.dots)},
                             {"zero", of.has_zero}},
                    .picture = {}};
    for (const Course::Point& point : of.band) {
        drawing.data["band"].push_back({place(point.hours), point.low, point.middle, point.high});
    }
    for (const Course::Line& line : of.lines) {
        drawing.data["lines"].push_back(
            {{"name", fitting(line.name, longest_name)}, {"points", points(line.points)}});
    }
    Json x_marks = Json::array();
    // Marks close to each other would hide each other.
    constexpr double room = 0.05;
    double last = -1;
    for (const auto& [hours, label] : of.x_marks) {
        if (hours > of.until || place(hours) - last < room) continue;
        last = place(hours);
        x_marks.push_back(mark(last, label));
    }
    Json y_marks = Json::array();
    for (const auto& [value, label] : of.y_marks) y_marks.push_back(mark(value, label));
    drawing.data["x"] = {
        {"max", 1.0}, {"name", fitting(of.axis, longest_axis)}, {"marks", std::move(x_marks)}};
    drawing.data["y"] = {{"min", of.low}, {"max", of.high}, {"marks", std::move(y_marks)}};
    drawing.picture.alternative = of.alternative;
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
