#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/document/text_layout.hpp"

// Times that were forecast, and what was seen of them. Places on the axis are logarithms.

namespace kammerspiel::report::charts {

Picture forecasts(const Forecasts& of, const Text& text) {
    constexpr std::size_t longest_name = 26;
    constexpr std::size_t longest_axis = 70;
    if (of.rows.empty()) return {};
    const double low = std::log10(of.from);
    const double high = std::log10(of.to);
    const auto place = [&](double days) {
        return std::isfinite(days) ? std::clamp(std::log10(days), low, high) : high;
    };
    Drawing drawing{
        .kind = "spreads", .data = {{"rows", Json::array()}, {"zero", false}}, .picture = {}};
    for (const Forecasts::Row& row : of.rows) {
        const bool has_middle = std::isfinite(row.middle) && row.middle <= of.to;
        const bool is_shown = row.seen >= of.from && row.seen <= of.to;
        drawing.data["rows"].push_back(
            {{"name", fitting(row.name, longest_name) + "\n" + fitting(row.what, longest_name)},
             {"p5", place(row.outer_low)},
             {"p25", place(row.inner_low)},
             {"median", has_middle ? Json(place(row.middle)) : Json(nullptr)},
             {"p75", place(row.inner_high)},
             {"p95", place(row.outer_high)},
             {"mean", is_shown ? Json(place(row.seen)) : Json(nullptr)},
             {"beyond", row.beside}});
    }
    Json marks = Json::array();
    for (const int day : {1, 3, 10, 30, 100, 300, 1000}) {
        if (day >= of.from && day <= of.to) marks.push_back(mark(std::log10(day), text.whole(day)));
    }
    drawing.data["x"] = {{"min", low},
                         {"max", high},
                         {"name", fitting(of.axis, longest_axis)},
                         {"marks", std::move(marks)}};
    drawing.picture.title = of.title;
    drawing.picture.alternative = of.alternative;
    drawing.picture.note = of.note;
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
