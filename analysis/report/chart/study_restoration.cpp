#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/study_words.hpp"
#include "analysis/report/run/figures_in_words.hpp"

// How services come back with each strategy of a study.

namespace kammerspiel::report::charts {
namespace {

constexpr double hours_per_day = 24;

/// When nothing moves any more, so that pictures do not show months of nothing. Where a strategy
/// never comes back, the others decide how much is shown.
double last_change(const ensemble::Comparison& comparison, double horizon) {
    constexpr double whole = 0.999;
    double hours = 0;
    for (const auto& curve : comparison.curves) {
        if (curve.empty() || curve.back().p10 < whole) continue;
        for (const ensemble::CurveBand& band : curve) {
            if (band.p10 < whole) hours = std::max(hours, band.hours * 1.15);
        }
    }
    if (hours <= 0) return horizon;
    return std::clamp(hours, std::min(hours_per_day, horizon), horizon);
}

/// From when on at least `share` have their services, in half of the worlds: 0, they always have;
/// infinite: not by the end.
double median_back(const std::vector<ensemble::CurveBand>& curve, double share) {
    double since = 0;
    bool is_back = true;
    for (const ensemble::CurveBand& band : curve) {
        const bool enough = band.median >= share - 1e-9;
        if (enough && !is_back) since = band.hours;
        is_back = enough;
    }
    return is_back ? since : std::numeric_limits<double>::infinity();
}

/// The same as it is told of one world.
std::string time_back(Phrase phrase, double hours, const StudyContext& context, const Text& text) {
    if (hours <= 0) return text("report.never_lost");
    const SimTime start = SimTime::start();
    model::Restored restored;
    if (std::isfinite(hours)) {
        restored.at = start + Duration::micros(static_cast<std::int64_t>(hours * 3.6e9));
    }
    return back_in(phrase, restored, start + context.horizon, text);
}

Json panel_points(const std::vector<ensemble::CurveBand>& curve, double until) {
    const auto rounded = [](double value) { return std::round(value * 1e4) / 1e4; };
    Json points = Json::array();
    for (const ensemble::CurveBand& band : curve) {
        if (band.hours > until) break;
        // Square root: the first days, where most happens, get more room.
        points.push_back({rounded(std::sqrt(band.hours / until)), rounded(band.p10),
                          rounded(band.median), rounded(band.p90)});
    }
    return points;
}

Json root_days_axis(double until, const Text& text) {
    Json marks = Json::array();
    double last = -1;
    constexpr double room = 0.075;
    for (const int day : {0, 1, 3, 7, 14, 30, 60, 90, 180, 270, 365, 540, 730}) {
        const double at = std::sqrt(day * hours_per_day / until);
        if (at > 1 || at - last < room) continue;
        last = at;
        marks.push_back(mark(at, text.whole(day)));
    }
    return {{"max", 1.0}, {"name", text("report.chart.days")}, {"marks", marks}};
}

PageTable restoration_table(const StudyView& study, const ComparisonWords& words) {
    const Text& text = words.text();
    const ensemble::Comparison& comparison = study.comparison;
    PageTable table{.title = text("charts.table.restoration"),
                    .note = {},
                    .columns = {{.heading = text("compare.column.strategy"), .is_text = true}},
                    .rows = {}};
    constexpr std::array shares{0.5, 0.9, 0.99};
    for (const double share : shares) {
        table.columns.push_back(
            {.heading = text("charts.column.back", {{"share", text.percent(share)}})});
    }
    for (const std::size_t s : comparison.decision.ranking) {
        std::vector<std::string> row{words.strategy(s)};
        for (const double share : shares) {
            row.push_back(time_back(Phrase::alone, median_back(comparison.curves[s], share),
                                    study.context, text));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Until 90 % are back for good, in the median of the worlds: the figure that tables and papers
/// tell. The median curve would give another one, as it takes each moment for itself. Infinite: not
/// by the end.
std::vector<double> times_to_90(const ensemble::Comparison& comparison) {
    std::vector<double> times;
    for (const ensemble::MetricFigures& figures : comparison.metrics) {
        if (figures.metric != ensemble::Metric::hours_to_90) continue;
        for (const ensemble::StrategyFigures& one : figures.strategies) {
            times.push_back(one.all.median_or_never ? std::numeric_limits<double>::infinity()
                                                    : one.all.median.value);
        }
    }
    return times;
}

/// The best strategy, and the one with which it takes longest.
std::string restoration_title(const StudyView& study, const ComparisonWords& words) {
    const ensemble::Comparison& comparison = study.comparison;
    const std::vector<double> times = times_to_90(comparison);
    if (times.empty()) return words.text()("charts.table.restoration");
    const auto time = [&](std::size_t s) { return times[s]; };
    const auto told = [&](std::size_t s) {
        return time_back(Phrase::after, time(s), study.context, words.text());
    };
    const std::size_t best = comparison.decision.ranking.front();
    std::size_t last = best;
    for (const std::size_t s : comparison.decision.ranking) {
        if (time(s) > time(last)) last = s;
    }
    const char* key = time(last) <= 0   ? "charts.title.never"
                      : time(best) <= 0 ? "charts.title.best_never"
                      : last == best    ? "charts.title.back_one"
                                        : "charts.title.restoration";
    return words.text()(key, {{"first", words.quoted(best)},
                              {"time", told(best)},
                              {"last", words.quoted(last)},
                              {"late", told(last)}});
}

}  // namespace

std::string alternative(const Picture& picture, const std::string& what, const Text& text) {
    constexpr std::size_t told = 3;
    std::vector<std::string> lines;
    for (const auto& row : picture.data.rows) {
        const std::vector<std::string> first(
            row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min(told, row.size())));
        lines.push_back(fmt::format("{}", fmt::join(first, ", ")));
    }
    return text("charts.alternative.study", {{"finding", picture.title},
                                             {"what", what},
                                             {"rows", fmt::format("{}", fmt::join(lines, "; "))}});
}

Picture restoration(const StudyView& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    const ComparisonWords words(comparison, study.context, text);
    const double until = last_change(comparison, study.context.horizon.in_hours());
    Drawing drawing{.kind = "restoration",
                    .data = {{"x", root_days_axis(until, text)},
                             {"y", shares_axis(text)},
                             {"panels", Json::array()}},
                    .picture = {}};
    for (const std::size_t s : comparison.decision.ranking) {
        drawing.data["panels"].push_back({{"name", fitting(words.strategy(s), 40)},
                                          {"points", panel_points(comparison.curves[s], until)}});
    }
    Picture& picture = drawing.picture;
    picture.title = restoration_title(study, words);
    picture.note = text("compare.caption.restoration");
    picture.data = restoration_table(study, words);
    picture.alternative = alternative(picture, text("compare.chart.restoration"), text);
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
