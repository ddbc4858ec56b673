#include "analysis/report/papers/chart_axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kammerspiel::report::papers {
namespace {

/// A round step so that there are at most about ten marks.
double step_for(double days) {
    for (const double step : {0.25, 0.5, 1.0, 2.0, 5.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0}) {
        if (days / step <= 10.0) return step;
    }
    return 365.0;
}

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

std::string fitting(std::string_view name, std::size_t most) { return harmless(name, most); }

Json mark(double at, std::string label) { return {{"at", at}, {"label", std::move(label)}}; }

Json days_axis(SimTime until, const Calendar& calendar, const Text& text) {
    const double days = std::max((until - SimTime::start()).in_days(), 1e-3);
    const double step = step_for(days);
    Json marks = Json::array();
    for (int i = 0; i * step <= days; ++i) {
        const double day = i * step;
        const LocalTime local = calendar.local(
            SimTime::start() + Duration::micros(static_cast<std::int64_t>(day * 86'400e6)));
        const std::string date =
            text("report.chart.date", {{"day", fmt::format("{:02}", local.day)},
                                       {"month", fmt::format("{:02}", local.month)}});
        marks.push_back(mark(day, text.number(day, step < 1.0 ? 2 : 0) + "\n" + date));
    }
    return {{"max", days}, {"name", text("report.chart.days")}, {"marks", std::move(marks)}};
}

Json shares_axis(const Text& text) {
    Json marks = Json::array();
    for (const double share : {0.0, 0.5, 0.9, 1.0})
        marks.push_back(mark(share, text.percent(share)));
    return {{"max", 1.0}, {"marks", std::move(marks)}};
}

double day_of(SimTime at, SimTime until) {
    const double days = (std::clamp(at, SimTime::start(), until) - SimTime::start()).in_days();
    return rounded(days);
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
    const double days = std::max((until - SimTime::start()).in_days(), 1e-3);
    using Point = std::pair<double, double>;
    struct Spot {
        double number;
        Point low, last;
    };
    std::vector<Spot> all{{0, {0.0, 1.0}, {0.0, 1.0}}};
    for (const model::CurvePoint& step : curve) {
        if (step.at > until) break;
        const Point point{day_of(step.at, until), rounded(step.up.share())};
        const double number = std::floor(point.first / days * spots);
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
    points.push_back({days, rounded(share_at(curve, until))});
    return points;
}

}  // namespace kammerspiel::report::papers
