#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report::charts {
namespace {

constexpr std::size_t longest_row_name = 34;
constexpr std::size_t longest_end = 24;
constexpr std::size_t longest_axis = 70;

/// From the least to the most of what is shown, with a little room.
std::pair<double, double> extent(const Ranges& of) {
    double low = of.rows.front().from;
    double high = low;
    const auto include = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const Range& row : of.rows) {
        include(row.from);
        include(row.to);
        if (row.mark) include(*row.mark);
    }
    if (of.line) include(*of.line);
    constexpr double room = 0.03;
    constexpr double flat = 0.5;
    const double size = high - low;
    const double more = size > 0 ? room * size : std::max(flat * std::abs(high), flat);
    return {low - more, high + more};
}

/// The end of a path tells more than its beginning.
std::string end_of(const std::string& name) {
    if (columns_of(name) <= longest_row_name) return name;
    std::size_t dot = name.find('.');
    while (dot != std::string::npos && columns_of(name.substr(dot)) > longest_row_name) {
        dot = name.find('.', dot + 1);
    }
    return dot == std::string::npos ? name : fmt::format("…{}", name.substr(dot + 1));
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

std::vector<std::pair<double, std::string>> marks_between(
    double low, double high, const std::function<std::string(double)>& figure) {
    std::vector<std::pair<double, std::string>> all;
    for (const double at : Scale(low, high, 0, 1).marks()) all.emplace_back(at, figure(at));
    return all;
}

Picture ranges(const Ranges& of) {
    const bool is_bounded = std::all_of(of.rows.begin(), of.rows.end(), [](const Range& row) {
        return std::isfinite(row.from) && std::isfinite(row.to);
    });
    if (of.rows.empty() || !is_bounded) return {};
    const auto [low, high] = extent(of);
    Drawing drawing{.kind = "ranges", .data = {{"rows", Json::array()}}, .picture = {}};
    for (const Range& row : of.rows) {
        drawing.data["rows"].push_back({{"name", fitting(end_of(row.name), longest_row_name)},
                                        {"from", row.from},
                                        {"to", row.to},
                                        {"at_from", in_two_lines(row.at_from, longest_end)},
                                        {"at_to", in_two_lines(row.at_to, longest_end)},
                                        {"mark", row.mark ? Json(*row.mark) : Json(nullptr)}});
    }
    Json marks = Json::array();
    for (auto& [at, label] : marks_between(low, high, of.figure)) marks.push_back(mark(at, label));
    drawing.data["x"] = {{"min", low},
                         {"max", high},
                         {"name", fitting(of.axis, longest_axis)},
                         {"marks", std::move(marks)}};
    drawing.data["line"] = of.line ? Json(*of.line) : Json(nullptr);
    drawing.picture.alternative = of.alternative;
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
