#include "analysis/report/chart/chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report {
namespace {

using svg::begin;
using svg::label;
using svg::line;

using Curve = std::vector<model::CurvePoint>;

struct Frame {
    double left, top, width, height;
    double days;
    [[nodiscard]] double x(double day) const {
        return left + width * std::clamp(day / days, 0.0, 1.0);
    }
    [[nodiscard]] double x(SimTime at) const { return x((at - SimTime::start()).in_days()); }
    [[nodiscard]] double y(double share) const { return top + height * (1.0 - share); }
    [[nodiscard]] double right() const { return left + width; }
    [[nodiscard]] double bottom() const { return top + height; }
};

double days_until(SimTime until) { return std::max((until - SimTime::start()).in_days(), 1e-3); }

/// A stair: each level holds until the next point.
std::string stairs(const Curve& curve, SimTime until, const Frame& frame) {
    std::string path;
    for (const auto& point : curve) {
        if (point.at > until) break;
        const double x = frame.x(point.at);
        const double y = frame.y(point.up.share());
        path += path.empty() ? fmt::format("M{:.1f},{:.1f}", x, y)
                             : fmt::format("H{:.1f}V{:.1f}", x, y);
    }
    if (path.empty()) path = fmt::format("M{:.1f},{:.1f}", frame.left, frame.y(1.0));
    return path + fmt::format("H{:.1f}", frame.right());
}

std::string area_and_line(const Curve& curve, SimTime until, const Frame& frame) {
    const std::string path = stairs(curve, until, frame);
    return fmt::format(
        "<path class=\"area\" d=\"{0}V{1:.1f}H{2:.1f}Z\"/><path class=\"line\" d=\"{0}\"/>", path,
        frame.bottom(), frame.left);
}

/// A round step so that there are at most about ten marks.
double step_for(double days) {
    for (const double step : {0.25, 0.5, 1.0, 2.0, 5.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0}) {
        if (days / step <= 10.0) return step;
    }
    return 365.0;
}

/// Days since the start, and the date below each.
std::string time_marks(const Frame& frame, const TimeAxis& axis, const Text& text) {
    std::string svg;
    const double step = step_for(frame.days);
    for (int i = 0; i * step <= frame.days; ++i) {
        const double day = i * step;
        const double x = frame.x(day);
        const SimTime at =
            SimTime::start() + Duration::micros(static_cast<std::int64_t>(day * 86'400e6));
        svg += line(x, frame.top, x, frame.bottom(), "grid");
        svg += label(x, frame.bottom() + 16, "middle", text.number(day, step < 1.0 ? 2 : 0));
        svg += label(x, frame.bottom() + 31, "middle", axis.date(at));
    }
    return svg + label(frame.left + frame.width / 2, frame.bottom() + 50, "middle",
                       text("report.chart.days"));
}

std::string decision_marks(const RunReport& report, SimTime until, const Frame& frame) {
    constexpr std::size_t most = 5;
    std::string svg;
    std::size_t shown = 0;
    for (const Marker& marker : report.decisions) {
        if (marker.at > until || marker.at < SimTime::start() || shown == most) continue;
        const double x = frame.x(marker.at);
        const bool to_the_left = x > frame.left + frame.width * 0.6;
        const double y = frame.bottom() - 10.0 - 15.0 * static_cast<double>(shown++);
        svg += line(x, frame.top, x, frame.bottom(), "marker");
        svg += label(to_the_left ? x - 6 : x + 6, y, to_the_left ? "end" : "start",
                     shortened(marker.label, 40), "mark");
    }
    return svg;
}

}  // namespace

std::string services_up_chart(const RunReport& report, const TimeAxis& axis, const Text& text,
                              std::string_view alternative) {
    const Frame frame{56, 12, 826, 220, days_until(axis.until)};
    std::string svg = begin(900, 290, alternative);
    for (const double share : {0.0, 0.5, 0.9, 1.0}) {
        const double y = frame.y(share);
        svg += line(frame.left, y, frame.right(), y, "grid");
        svg += label(frame.left - 6, y + 4, "end", text.percent(share));
    }
    svg += time_marks(frame, axis, text);
    svg += area_and_line(report.total.curve, axis.until, frame);
    svg += decision_marks(report, axis.until, frame);
    return svg + "</svg>";
}

std::string bands_chart(const std::vector<Band>& bands, const TimeAxis& axis, const Text& text,
                        std::string_view alternative) {
    constexpr double height = 22;
    constexpr double pitch = 32;
    const double all = pitch * static_cast<double>(bands.size());
    const Frame frame{190, 8, 505, all, days_until(axis.until)};
    std::string svg = begin(900, all + 70, alternative) + time_marks(frame, axis, text);
    double top = frame.top;
    for (const Band& band : bands) {
        const Frame inner{frame.left, top + (pitch - height) / 2, frame.width, height, frame.days};
        svg += line(inner.left, inner.bottom(), inner.right(), inner.bottom(), "grid");
        svg += area_and_line(*band.curve, axis.until, inner);
        const double middle = top + pitch / 2 + 4;
        svg += label(frame.left - 8, middle, "end", shortened(band.name, 28), "mark");
        svg += label(frame.right() + 8, middle, "start", band.remark);
        top += pitch;
    }
    return svg + "</svg>";
}

std::string spark(const Curve& curve, SimTime until, std::string_view alternative) {
    const Frame frame{1, 2, 118, 18, days_until(until)};
    return begin(120, 22, alternative, "spark") + area_and_line(curve, until, frame) + "</svg>";
}

std::string parts_bar(const std::vector<double>& parts, std::string_view alternative) {
    std::string svg = begin(120, 14, alternative, "bar");
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
