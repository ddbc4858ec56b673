#include "analysis/report/chart/chart_axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report::charts {
namespace {

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

std::string fitting(std::string_view name, std::size_t most) { return harmless(name, most); }

std::string in_two_lines(std::string_view name, std::size_t most) {
    std::vector<std::string> lines = wrapped(harmless(name, 2 * most), most);
    if (lines.size() == 1) return lines.front();
    for (std::size_t l = 2; l < lines.size(); ++l) lines[1] += " " + lines[l];
    return lines[0] + "\n" + shortened(lines[1], most);
}

Json mark(double at, std::string label) { return {{"at", at}, {"label", std::move(label)}}; }

Json days_axis(SimTime until, const Calendar& calendar, const Text& text) {
    const SimTime start = SimTime::start();
    const double end = place_of(until, until);
    constexpr double room = 0.075;
    Json marks = Json::array();
    double last = -end;
    for (const int day : {0, 1, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 540, 730}) {
        const SimTime at = start + hours(24) * day;
        if (at > until) break;
        const double place = place_of(at, until);
        if (place - last < room * end) continue;
        last = place;
        const LocalTime local = calendar.local(at);
        const std::string date =
            text("report.chart.date", {{"day", fmt::format("{:02}", local.day)},
                                       {"month", fmt::format("{:02}", local.month)}});
        marks.push_back(mark(place, text.whole(day) + "\n" + date));
    }
    return {{"max", end}, {"name", text("report.chart.days")}, {"marks", std::move(marks)}};
}

Json shares_axis(const Text& text) {
    Json marks = Json::array();
    for (const double share : {0.0, 0.5, 0.9, 1.0})
        marks.push_back(mark(share, text.percent(share)));
    return {{"max", 1.0}, {"marks", std::move(marks)}};
}

double place_of(SimTime at, SimTime until) {
    constexpr double least = 1e-3;
    const SimTime inside = std::clamp(at, SimTime::start(), std::max(until, SimTime::start()));
    const double days = (inside - SimTime::start()).in_days();
    return rounded(std::sqrt(at >= until ? std::max(days, least) : days));
}

double share_at(const Curve& curve, SimTime at) {
    double share = 1.0;
    for (const model::CurvePoint& point : curve) {
        if (point.at > at) break;
        share = point.up.share();
    }
    return share;
}

std::pair<SimTime, double> lowest(const Curve& curve, SimTime until) {
    std::pair<SimTime, double> low{SimTime::start(), 1.0};
    for (const model::CurvePoint& point : curve) {
        if (point.at <= until && point.up.share() < low.second) low = {point.at, point.up.share()};
    }
    return low;
}

Json curve_points(const Curve& curve, SimTime until) {
    constexpr double spots = 300;
    const double end = place_of(until, until);
    using Point = std::pair<double, double>;
    struct Spot {
        double number;
        Point low, last;
    };
    std::vector<Spot> all{{0, {0.0, 1.0}, {0.0, 1.0}}};
    for (const model::CurvePoint& step : curve) {
        if (step.at > until) break;
        const Point point{place_of(step.at, until), rounded(step.up.share())};
        const double number = std::floor(point.first / end * spots);
        if (number > all.back().number || point.first <= 0.0) {
            if (point.first <= 0.0) all.clear();
            all.push_back({number, point, point});
        } else {
            all.back().last = point;
            if (point.second < all.back().low.second) all.back().low = point;
        }
    }
    Json points = Json::array();
    for (const Spot& spot : all) {
        points.push_back({spot.low.first, spot.low.second});
        if (spot.last != spot.low) points.push_back({spot.last.first, spot.last.second});
    }
    points.push_back({end, rounded(share_at(curve, until))});
    return points;
}

}  // namespace kammerspiel::report::charts
