#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/comparison/comparison_words.hpp"

// On what the choice between a study's strategies depends.

namespace kammerspiel::report::charts {
namespace {

constexpr std::size_t longest_choice_name = 26;
constexpr std::size_t longest_title = 40;
constexpr std::size_t longest_axis_title = 70;

Json loss_axis(double high, ensemble::Metric metric, const ComparisonWords& words) {
    Json marks = Json::array();
    for (const double at : Scale(0, high, 0, 1).marks()) {
        marks.push_back(mark(at, words.figure(metric, at)));
    }
    return {{"max", high > 0 ? high : 1.0},
            {"name", fitting(words.metric(metric), longest_axis_title)},
            {"marks", std::move(marks)}};
}

/// Means alone: of times the tables tell medians.
bool has_means(const ensemble::MetricFigures& by) {
    return !ensemble::info(by.metric).is_time &&
           std::all_of(by.strategies.begin(), by.strategies.end(),
                       [](const auto& one) { return one.all.mean.has_value(); });
}

Json ends_of(const stats::Estimate& estimate) {
    return {std::max(estimate.low, 0.0), estimate.value, estimate.high};
}

/// A bar for each attacker, below the name of each strategy.
Json regret_rows(const StudyView& study, const ComparisonWords& words) {
    const ensemble::Metric by = study.comparison.by;
    Json rows = Json::array();
    for (const std::size_t s : study.comparison.decision.ranking) {
        Json bars = Json::array();
        for (std::size_t a = 0; a < study.comparison.attackers.size(); ++a) {
            const double regret = study.comparison.decision.regrets->of[s][a].regret.value;
            bars.push_back(
                {{"value", regret},
                 {"label", fmt::format("{} · {}", words.figure(by, regret),
                                       fitting(words.attacker(a), longest_choice_name))}});
        }
        rows.push_back(
            {{"name", in_two_lines(words.strategy(s), longest_choice_name)}, {"bars", bars}});
    }
    return rows;
}

}  // namespace

Picture front(const StudyView& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    const ComparisonWords words(comparison, study.context, text);
    const ensemble::MetricFigures& by = comparison.metrics.front();
    const auto further =
        std::find_if(comparison.metrics.begin() + 1, comparison.metrics.end(), has_means);
    if (further == comparison.metrics.end() || !has_means(by)) return {};
    double most_x = 0;
    double most_y = 0;
    Json points = Json::array();
    for (const std::size_t s : comparison.decision.ranking) {
        const stats::Estimate& x = *by.strategies[s].all.mean;
        const stats::Estimate& y = *further->strategies[s].all.mean;
        most_x = std::max(most_x, x.high);
        most_y = std::max(most_y, y.high);
        points.push_back({{"name", fitting(words.strategy(s), longest_title)},
                          {"x", ends_of(x)},
                          {"y", ends_of(y)},
                          {"is_filled", comparison.front.strategies[s].is_on_front()}});
    }
    constexpr double room = 1.1;
    Drawing drawing{.kind = "crosses",
                    .data = {{"x", loss_axis(room * most_x, by.metric, words)},
                             {"y", loss_axis(room * most_y, further->metric, words)},
                             {"points", std::move(points)}},
                    .picture = {}};
    drawing.picture.alternative = text("compare.chart.front");
    drawing.picture.note = text("compare.caption.front");
    return finished(std::move(drawing));
}

Picture priors(const StudyView& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    const ensemble::Decision& decision = comparison.decision;
    if (!decision.priors || comparison.attackers.size() < 2) return {};
    const ComparisonWords words(comparison, study.context, text);
    Ranges all{
        .alternative = text("compare.chart.priors"),
        .axis = words.metric(comparison.by),
        .rows = {},
        .line = comparison.metrics.front().strategies[decision.ranking.front()].all.mean->value,
        .figure = [&](double value) { return words.figure(comparison.by, value); }};
    for (const stats::PriorSwing& swing : *decision.priors) {
        const std::size_t at_1 =
            swing.switches.empty() ? swing.best_at_0 : swing.switches.back().above;
        all.rows.push_back({.name = words.attacker(swing.attacker),
                            .from = swing.loss_at_0,
                            .to = swing.loss_at_1,
                            .at_from = fmt::format("0 %: {}", words.strategy(swing.best_at_0)),
                            .at_to = fmt::format("100 %: {}", words.strategy(at_1))});
    }
    Picture picture = ranges(all);
    picture.note = text("compare.caption.priors");
    return picture;
}

Picture regrets(const StudyView& study, const Text& text) {
    const ensemble::Comparison& comparison = study.comparison;
    if (!comparison.decision.regrets || comparison.attackers.size() < 2) return {};
    const ComparisonWords words(comparison, study.context, text);
    double most = 0;
    for (const stats::Estimate& worst : comparison.decision.regrets->worst_regret) {
        most = std::max(most, worst.value);
    }
    Drawing drawing{
        .kind = "groups",
        .data = {{"x", loss_axis(most, comparison.by, words)}, {"rows", regret_rows(study, words)}},
        .picture = {}};
    drawing.picture.alternative = text("compare.chart.regret");
    drawing.picture.note = text("compare.caption.regret");
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
