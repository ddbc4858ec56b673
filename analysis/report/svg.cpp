#include "analysis/report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kammerspiel::report {
namespace {

struct Frame {
    double left, top, width, height;
    double days;
    [[nodiscard]] double x(SimTime at) const {
        const double day = (at - SimTime::start()).in_days();
        return left + width * std::clamp(day / days, 0.0, 1.0);
    }
    [[nodiscard]] double y(double share) const { return top + height * (1.0 - share); }
};

/// A stair: each level holds until the next point.
std::string stairs(const std::vector<model::CurvePoint>& curve, SimTime end, const Frame& frame) {
    std::string path;
    double last = 1.0;
    for (const auto& point : curve) {
        const double x = frame.x(point.at);
        if (path.empty()) {
            path = fmt::format("M{:.1f},{:.1f}", x, frame.y(point.up.share()));
        } else {
            path += fmt::format("H{:.1f}V{:.1f}", x, frame.y(point.up.share()));
        }
        last = point.up.share();
    }
    if (path.empty()) path = fmt::format("M{:.1f},{:.1f}", frame.left, frame.y(last));
    return path + fmt::format("H{:.1f}", frame.x(end));
}

/// A round step so that there are at most about ten marks.
double step_for(double days) {
    for (const double step : {1.0, 2.0, 5.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0}) {
        if (days / step <= 10.0) return step;
    }
    return 365.0;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string services_up_chart(const std::vector<model::CurvePoint>& curve, SimTime end,
                              const Text& text, std::string_view alternative) {
    const double days = std::max((end - SimTime::start()).in_days(), 1e-3);
    const Frame frame{52, 12, 832, 220, days};
    std::string svg = fmt::format("<svg viewBox=\"0 0 900 280\" role=\"img\" aria-label=\"{}\">",
                                  escaped(alternative));
    for (const double share : {0.0, 0.5, 0.9, 1.0}) {
        const double y = frame.y(share);
        svg += fmt::format(
            "<line class=\"grid\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
            "<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
            frame.left, frame.left + frame.width, y, y, frame.left - 6, y + 4,
            escaped(text.percent(share)));
    }
    const double step = step_for(days);
    for (double day = 0.0; day <= days; day += step) {
        const double x = frame.left + frame.width * day / days;
        svg += fmt::format(
            "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>"
            "<text class=\"tick\" x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>",
            x, frame.top, frame.top + frame.height, frame.top + frame.height + 18,
            text.whole(static_cast<std::int64_t>(day)));
    }
    svg += fmt::format(
        "<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}"
        "</text>",
        frame.left + frame.width / 2, frame.top + frame.height + 38,
        escaped(text("report.chart.days")));
    const std::string path = stairs(curve, end, frame);
    svg += fmt::format("<path class=\"area\" d=\"{}V{:.1f}H{:.1f}Z\"/>", path, frame.y(0.0),
                       frame.left);
    svg += fmt::format("<path class=\"line\" d=\"{}\"/></svg>", path);
    return svg;
}

std::string services_up_spark(const std::vector<model::CurvePoint>& curve, SimTime end,
                              std::string_view alternative) {
    const Frame frame{1, 2, 158, 22, std::max((end - SimTime::start()).in_days(), 1e-3)};
    return fmt::format(
        "<svg class=\"spark\" viewBox=\"0 0 160 26\" role=\"img\" "
        "aria-label=\"{}\"><path class=\"line\" d=\"{}\"/></svg>",
        escaped(alternative), stairs(curve, end, frame));
}

std::string parts_bar(const std::vector<double>& parts, std::string_view alternative) {
    std::string svg = fmt::format(
        "<svg class=\"bar\" viewBox=\"0 0 200 14\" "
        "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
        escaped(alternative));
    double x = 0.0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double width = 200.0 * parts[i];
        svg += fmt::format(
            "<rect class=\"c{}\" x=\"{:.2f}\" y=\"0\" width=\"{:.2f}\" "
            "height=\"14\"/>",
            i, x, width);
        x += width;
    }
    return svg + "</svg>";
}

}  // namespace kammerspiel::report
