#include "analysis/report/chart/rows_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/scale.hpp"
#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report {
namespace {

using svg::label;
using svg::line;

constexpr double width = 900;
constexpr double left = 260;
constexpr double right = 40;
constexpr double pitch = 30;
constexpr double top = 10;
constexpr std::size_t longest_name = 34;

Scale scale_of(const RowsChart& chart) {
    double low = chart.rows.front().from;
    double high = low;
    const auto include = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const ChartRow& row : chart.rows) {
        include(row.from);
        include(row.to);
        if (row.mark) include(*row.mark);
    }
    if (chart.line) include(*chart.line);
    // Room for what is written at the ends.
    constexpr double room = 0.34;
    constexpr double flat = 0.5;
    const double size = high - low;
    const double more = size > 0 ? room * size : std::max(flat * std::abs(high), flat);
    return {low - more, high + more, left, width - right};
}

/// The end of a path tells more than its beginning.
std::string end_of(const std::string& name) {
    if (columns_of(name) <= longest_name) return name;
    std::size_t dot = name.find('.');
    while (dot != std::string::npos && columns_of(name.substr(dot)) > longest_name) {
        dot = name.find('.', dot + 1);
    }
    return dot == std::string::npos ? shortened(name, longest_name)
                                    : fmt::format("…{}", name.substr(dot + 1));
}

std::string drawn(const ChartRow& row, const Scale& scale, double y) {
    const double from = scale.at(row.from);
    const double to = scale.at(row.to);
    constexpr double high = 14;
    std::string picture = label(left - 10, y + 4, "end", end_of(row.name), "mark");
    picture += fmt::format(
        "<rect class=\"thick\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\"/>",
        std::min(from, to), y - high / 2, std::max(std::abs(to - from), 1.0), high);
    const bool rises = to >= from;
    picture += label(from + (rises ? -5 : 5), y + 4, rises ? "end" : "start", row.at_from);
    picture += label(to + (rises ? 5 : -5), y + 4, rises ? "start" : "end", row.at_to);
    if (row.mark) {
        constexpr double r = 5;
        picture +=
            fmt::format("<path class=\"dot\" d=\"M{0:.1f},{1:.1f}l{2},{2}l-{2},{2}l-{2},-{2}z\"/>",
                        scale.at(*row.mark), y - r, r);
    }
    return picture;
}

}  // namespace

std::string figures_of(std::string_view value) {
    std::string figures;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find(' ', at), value.size());
        const std::string_view word = value.substr(at, end - at);
        at = end + 1;
        if (word.empty() || word.front() < '0' || word.front() > '9') continue;
        figures += fmt::format("{}{}", figures.empty() ? "" : " ", word);
    }
    return figures.empty() ? std::string(value) : figures;
}

std::string rows_chart(const RowsChart& chart) {
    if (chart.rows.empty()) return {};
    const Scale scale = scale_of(chart);
    const double bottom = top + pitch * static_cast<double>(chart.rows.size());
    std::string picture = svg::begin(width, bottom + 45, chart.alternative);
    for (const double mark : scale.marks()) {
        picture += line(scale.at(mark), top - 4, scale.at(mark), bottom, "grid");
        picture += label(scale.at(mark), bottom + 16, "middle", chart.figure(mark));
    }
    if (chart.line) {
        picture += line(scale.at(*chart.line), top - 4, scale.at(*chart.line), bottom, "marker");
    }
    for (std::size_t i = 0; i < chart.rows.size(); ++i) {
        constexpr double half = 0.5;
        picture += drawn(chart.rows[i], scale, top + pitch * (static_cast<double>(i) + half));
    }
    return picture + label(left + (width - right - left) / 2, bottom + 36, "middle", chart.axis) +
           "</svg>";
}

}  // namespace kammerspiel::report
