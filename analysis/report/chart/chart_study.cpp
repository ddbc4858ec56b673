#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/run/figures_in_words.hpp"

// A study: how its strategies fare. Strategies come in the order of the ranking.

namespace kammerspiel::report::papers {
namespace {

using ensemble::Metric;

constexpr std::size_t longest_name = 26;
constexpr double hours_per_day = 24;

double value_at(const ensemble::Quantiles& quantiles, double share) {
    for (std::size_t i = 0; i < quantiles.share.size(); ++i) {
        if (quantiles.share[i] >= share - 1e-9) return quantiles.value[i];
    }
    return quantiles.value.empty() ? 0.0 : quantiles.value.back();
}

/// What lies beyond any scale is no number in JSON.
Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

struct Spread {
    std::size_t strategy = 0;
    double p5 = 0, p25 = 0, median = 0, p75 = 0, p95 = 0;
    std::optional<double> mean;
};

Spread spread_of(std::size_t strategy, const ensemble::Quantiles& quantiles) {
    return {strategy,
            value_at(quantiles, 0.05),
            value_at(quantiles, 0.25),
            value_at(quantiles, 0.5),
            value_at(quantiles, 0.75),
            value_at(quantiles, 0.95),
            std::nullopt};
}

/// Zero and every end of a row; where one row goes far beyond the others it leaves the picture, so
/// that they are not pressed into a corner.
std::pair<double, double> range_of(const std::vector<Spread>& rows) {
    double low = 0;
    double high = 0;
    std::vector<double> ends;
    for (const Spread& row : rows) {
        for (const double end : {row.p5, row.p95, row.mean.value_or(0.0)}) {
            if (!std::isfinite(end)) continue;
            low = std::min(low, end);
            high = std::max(high, end);
        }
        ends.push_back(std::isfinite(row.p95) ? row.p95 : high);
    }
    std::sort(ends.begin(), ends.end());
    constexpr double far = 3;
    constexpr double room = 1.3;
    if (ends.size() > 1) {
        const double others = ends[ends.size() - 2];
        if (others > 0 && ends.back() > far * others) high = room * others;
    }
    return {low, high > low ? high : low + 1};
}

Json spreads_data(const std::vector<Spread>& rows, const ComparisonWords& words, Metric metric,
                  bool with_zero) {
    const auto [low, high] = range_of(rows);
    const auto inside = [low = low, high = high](double value) {
        return std::isfinite(value) ? std::clamp(value, low, high) : value > 0 ? high : low;
    };
    Json data{{"rows", Json::array()}, {"zero", with_zero}};
    for (const Spread& row : rows) {
        data["rows"].push_back(
            {{"name", fitting(words.strategy(row.strategy), longest_name)},
             {"p5", inside(row.p5)},
             {"p25", inside(row.p25)},
             {"median", finite(row.median)},
             {"p75", inside(row.p75)},
             {"p95", inside(row.p95)},
             {"mean", row.mean ? finite(*row.mean) : Json(nullptr)},
             {"beyond", row.p95 > high ? fmt::format("→ {}", words.figure(metric, row.p95))
                                       : std::string()}});
    }
    Json marks = Json::array();
    for (const double at : Scale(low, high, 0, 1).marks()) {
        marks.push_back(mark(at, words.figure(metric, at)));
    }
    data["x"] = {
        {"min", low}, {"max", high}, {"name", fitting(words.metric(metric), 70)}, {"marks", marks}};
    return data;
}

PageTable as_page_table(const ComparisonWords::Table& from) {
    PageTable table{.title = from.title, .note = from.note, .columns = {}, .rows = from.rows};
    for (const std::string& heading : from.columns) table.columns.push_back({.heading = heading});
    if (!table.columns.empty()) table.columns.front().is_text = true;
    table.stresses_first = from.best == 0;
    return table;
}

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
std::string time_back(Phrase phrase, double hours, const ComparisonContext& context,
                      const Text& text) {
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

PageTable restoration_table(const StudyMaterial& study, const ComparisonWords& words) {
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

/// The best strategy, and the one with which it takes longest.
std::string restoration_title(const StudyMaterial& study, const ComparisonWords& words) {
    const ensemble::Comparison& comparison = study.comparison;
    const auto time = [&](std::size_t s) { return median_back(comparison.curves[s], 0.9); };
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
    return words.text()(key, {{"first", words.strategy(best)},
                              {"time", told(best)},
                              {"last", words.strategy(last)},
                              {"late", told(last)}});
}

/// What is shown, the finding, and the first figures of each row.
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

}  // namespace

Drawing draw_restoration(const StudyMaterial& study, const Text& text) {
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
    return drawing;
}

Drawing draw_distributions(const StudyMaterial& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    const ComparisonWords words(comparison, study.context, text);
    const ensemble::MetricFigures& by = comparison.metrics.front();
    std::vector<Spread> rows;
    for (const std::size_t s : comparison.decision.ranking) {
        rows.push_back(spread_of(s, comparison.distributions[s]));
        if (by.strategies[s].all.mean) rows.back().mean = by.strategies[s].all.mean->value;
    }
    Drawing drawing{
        .kind = "spreads", .data = spreads_data(rows, words, by.metric, false), .picture = {}};
    Picture& picture = drawing.picture;
    const auto figure = [&](std::size_t place) {
        const std::size_t s = comparison.decision.ranking[place];
        return words.figure(by.metric, stats::typical(by.strategies[s].all).value);
    };
    const std::size_t last = comparison.decision.ranking.size() - 1;
    const bool has_mean = by.strategies[comparison.decision.ranking.front()].all.mean.has_value();
    const char* mean = last > 0 ? "charts.title.mean" : "charts.title.mean_one";
    const char* median = last > 0 ? "charts.title.median" : "charts.title.median_one";
    picture.title = text(has_mean ? mean : median,
                         {{"metric", words.metric(by.metric)},
                          {"first", words.strategy(comparison.decision.ranking.front())},
                          {"figure", figure(0)},
                          {"last", words.strategy(comparison.decision.ranking[last])},
                          {"most", figure(last)}});
    picture.note = text("compare.caption.distribution");
    picture.data = as_page_table(words.leading());
    picture.alternative = alternative(picture, text("compare.chart.distribution"), text);
    return drawing;
}

Drawing draw_differences(const StudyMaterial& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    const ComparisonWords words(comparison, study.context, text);
    const ensemble::MetricFigures& by = comparison.metrics.front();
    const std::size_t best = comparison.decision.ranking.front();
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = {.title = text("charts.table.differences", {{"strategy", words.strategy(best)}}),
                    .note = text("compare.note.pairs"),
                    .columns = {{.heading = text("compare.column.strategy"), .is_text = true},
                                {.heading = text("compare.column.mean_difference")},
                                {.heading = text("compare.column.median_difference")},
                                {.heading = text("charts.column.p5")},
                                {.heading = text("charts.column.p95")},
                                {.heading = text("charts.column.best_better")}},
                    .rows = {}};
    picture.title = text("charts.title.alone", {{"strategy", words.strategy(best)}});
    picture.alternative = picture.title;
    std::vector<Spread> rows;
    for (const std::size_t s : comparison.decision.ranking) {
        if (s == best || !comparison.differences[s]) continue;
        const stats::Paired pair = by.pair(s, best);
        Spread row = spread_of(s, *comparison.differences[s]);
        if (pair.mean) row.mean = pair.mean->value;
        picture.data.rows.push_back(
            {words.strategy(s),
             pair.mean ? words.with_margin(by.metric, *pair.mean) +
                             (stats::standing(pair) == stats::Standing::open ? " ?" : "")
                       : "–",
             words.with_margin(by.metric, pair.median), words.figure(by.metric, row.p5),
             words.figure(by.metric, row.p95), text.percent(pair.losses.value)});
        rows.push_back(row);
    }
    if (rows.empty()) return drawing;
    drawing.kind = "spreads";
    drawing.data = spreads_data(rows, words, by.metric, true);
    const auto next = std::find_if(rows.begin(), rows.end(), [&](const Spread& row) {
        return stats::standing(by.pair(row.strategy, best)) != stats::Standing::same;
    });
    if (next == rows.end()) {
        picture.title = text("charts.title.same", {{"strategy", words.strategy(best)}});
    } else {
        const stats::Paired pair = by.pair(next->strategy, best);
        picture.title =
            text(stats::standing(pair) == stats::Standing::open ? "charts.title.differences_open"
                                                                : "charts.title.differences",
                 {{"best", words.strategy(best)},
                  {"other", words.strategy(next->strategy)},
                  {"figure", words.with_margin(by.metric, stats::typical(pair))},
                  {"metric", words.metric(by.metric)}});
    }
    picture.note = text("compare.caption.difference", {{"strategy", words.strategy(best)}});
    picture.alternative = alternative(
        picture, text("compare.chart.difference", {{"strategy", words.strategy(best)}}), text);
    return drawing;
}

}  // namespace kammerspiel::report::papers
