#include <algorithm>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"

namespace kammerspiel::report::charts {
namespace {

Json axis_of(const std::string& name, double high,
             const std::function<std::string(double)>& figure) {
    constexpr std::size_t longest_axis = 70;
    Json marks = Json::array();
    for (const double at : Scale(0, high, 0, 1).marks()) marks.push_back(mark(at, figure(at)));
    return {{"max", high > 0 ? high : 1.0},
            {"name", fitting(name, longest_axis)},
            {"marks", std::move(marks)}};
}

}  // namespace

Picture crosses(const Crosses& of) {
    if (of.points.empty()) return {};
    constexpr std::size_t longest_name = 40;
    constexpr double room = 1.1;
    double most_x = 0;
    double most_y = 0;
    Json points = Json::array();
    for (const Crosses::Point& point : of.points) {
        most_x = std::max(most_x, point.x);
        most_y = std::max(most_y, point.high);
        const auto shown = [](double value) { return std::max(value, 0.0); };
        points.push_back({{"name", fitting(point.name, longest_name)},
                          {"x", {shown(point.x), shown(point.x), shown(point.x)}},
                          {"y", {shown(point.low), shown(point.y), shown(point.high)}},
                          {"is_filled", point.is_filled}});
    }
    Drawing drawing{.kind = "crosses",
                    .data = {{"x", axis_of(of.x_axis, room * most_x, of.x_figure)},
                             {"y", axis_of(of.y_axis, room * most_y, of.y_figure)},
                             {"points", std::move(points)}},
                    .picture = {}};
    drawing.picture.alternative = of.alternative;
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
