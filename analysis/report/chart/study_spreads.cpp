#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/chart/study_words.hpp"

// Where the figures of a study's strategies lie in most worlds.

namespace kammerspiel::report::charts {
namespace {

using ensemble::Metric;

constexpr std::size_t longest_strategy_name = 26;

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
            {{"name", in_two_lines(words.strategy(row.strategy), longest_strategy_name)},
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

}  // namespace

Picture distributions(const StudyView& study, const Text& text) {
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
                          {"first", words.quoted(comparison.decision.ranking.front())},
                          {"figure", figure(0)},
                          {"last", words.quoted(comparison.decision.ranking[last])},
                          {"most", figure(last)}});
    picture.note = text("compare.caption.distribution");
    picture.data = page_table(words.leading());
    picture.alternative = alternative(picture, text("compare.chart.distribution"), text);
    return finished(std::move(drawing));
}

Picture differences(const StudyView& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    const ComparisonWords words(comparison, study.context, text);
    const ensemble::MetricFigures& by = comparison.metrics.front();
    const std::size_t best = comparison.decision.ranking.front();
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = {.title = text("charts.table.differences", {{"strategy", words.quoted(best)}}),
                    .note = words.note_of_pairs(),
                    .columns = {{.heading = text("compare.column.strategy"), .is_text = true},
                                {.heading = text("compare.column.mean_difference")},
                                {.heading = text("compare.column.median_difference")},
                                {.heading = text("charts.column.p5")},
                                {.heading = text("charts.column.p95")},
                                {.heading = text("charts.column.best_better")}},
                    .rows = {}};
    picture.title = text("charts.title.alone", {{"strategy", words.quoted(best)}});
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
    if (rows.empty()) return finished(std::move(drawing));
    drawing.kind = "spreads";
    drawing.data = spreads_data(rows, words, by.metric, true);
    const auto next = std::find_if(rows.begin(), rows.end(), [&](const Spread& row) {
        return stats::standing(by.pair(row.strategy, best)) != stats::Standing::same;
    });
    if (next == rows.end()) {
        picture.title = text("charts.title.same", {{"strategy", words.quoted(best)}});
    } else {
        const stats::Paired pair = by.pair(next->strategy, best);
        picture.title =
            text(stats::standing(pair) == stats::Standing::open ? "charts.title.differences_open"
                                                                : "charts.title.differences",
                 {{"best", words.quoted(best)},
                  {"other", words.quoted(next->strategy)},
                  {"figure", words.with_margin(by.metric, stats::typical(pair))},
                  {"metric", words.metric(by.metric)}});
    }
    picture.note = text("compare.caption.difference", {{"strategy", words.quoted(best)}});
    picture.alternative = alternative(
        picture, text("compare.chart.difference", {{"strategy", words.quoted(best)}}), text);
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
