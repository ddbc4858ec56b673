#include "analysis/report/comparison/comparison_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/rows_chart.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report {
namespace {

using ensemble::Metric;
using svg::label;
using svg::line;

constexpr double width = 900;
constexpr double hours_per_day = 24;
constexpr std::size_t longest_name = 26;

/// One strategy in a picture of rows.
struct Row {
    std::string name;
    double p5 = 0, p25 = 0, median = 0, p75 = 0, p95 = 0;
    std::optional<stats::Estimate> mean;
    std::string remark;
};

double value_at(const ensemble::Quantiles& quantiles, double share) {
    for (std::size_t i = 0; i < quantiles.share.size(); ++i) {
        if (quantiles.share[i] >= share - 1e-9) return quantiles.value[i];
    }
    return quantiles.value.empty() ? 0.0 : quantiles.value.back();
}

Row row_of(std::string name, const ensemble::Quantiles& quantiles) {
    return {.name = std::move(name),
            .p5 = value_at(quantiles, 0.05),
            .p25 = value_at(quantiles, 0.25),
            .median = value_at(quantiles, 0.5),
            .p75 = value_at(quantiles, 0.75),
            .p95 = value_at(quantiles, 0.95),
            .mean = std::nullopt,
            .remark = {}};
}

std::string bar(double x1, double x2, double y, double height, std::string_view kind) {
    return fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>", kind,
        x1, y - height / 2, std::max(x2 - x1, 1.0), height);
}

std::string diamond(double x, double y) {
    constexpr double r = 5;
    return fmt::format("<path class=\"dot\" d=\"M{0:.1f},{1:.1f}l{2},{2}l-{2},{2}l-{2},-{2}z\"/>",
                       x, y - r, r);
}

/// Where the axis ends: one row far beyond the others would press them into a corner; it leaves the
/// picture, and its end is written there.
double shown_until(const std::vector<Row>& rows, double high) {
    std::vector<double> ends;
    for (const Row& row : rows) ends.push_back(std::isfinite(row.p95) ? row.p95 : high);
    std::sort(ends.begin(), ends.end());
    if (ends.size() < 2) return high;
    const double others = ends[ends.size() - 2];
    constexpr double far = 3;
    constexpr double room = 1.3;
    return others > 0 && ends.back() > far * others ? room * others : high;
}

/// Spreads on one axis.
std::string spreads_chart(const std::vector<Row>& rows, Metric metric, const ComparisonWords& words,
                          std::string_view alternative, bool with_zero) {
    constexpr double pitch = 30;
    constexpr double left = 190;
    const double bottom = 10 + pitch * static_cast<double>(rows.size());
    double low = with_zero ? 0 : rows.front().p5;
    double high = low;
    for (const Row& row : rows) {
        for (const double end : {row.p5, row.p95}) {
            if (!std::isfinite(end)) continue;
            low = std::min(low, end);
            high = std::max(high, end);
        }
        if (row.mean && std::isfinite(row.mean->value)) {
            low = std::min(low, row.mean->value);
            high = std::max(high, row.mean->value);
        }
    }
    const double most = shown_until(rows, high);
    const Scale scale(low, most, left, width - 70);
    std::string picture = svg::begin(width, bottom + 45, alternative);
    for (const double mark : scale.marks()) {
        picture += line(scale.at(mark), 6, scale.at(mark), bottom, mark == 0 ? "marker" : "grid");
        picture += label(scale.at(mark), bottom + 16, "middle", words.figure(metric, mark));
    }
    picture += label(left + (width - 70 - left) / 2, bottom + 36, "middle", words.metric(metric));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        const double y = 10 + pitch * (static_cast<double>(i) + 0.5);
        picture += label(left - 10, y + 4, "end", shortened(row.name, longest_name), "mark");
        picture += bar(scale.at(row.p5), scale.at(row.p95), y, 4, "thin");
        picture += bar(scale.at(row.p25), scale.at(row.p75), y, 14, "thick");
        if (scale.holds(row.median)) {
            picture += line(scale.at(row.median), y - 9, scale.at(row.median), y + 9, "median");
        }
        if (row.mean && scale.holds(row.mean->value)) {
            picture += diamond(scale.at(row.mean->value), y);
        }
        if (row.p95 > most) {
            picture += label(width - 64, y + 4, "start",
                             fmt::format("→ {}", words.figure(metric, row.p95)));
        }
    }
    return picture + "</svg>";
}

std::string band_path(const std::vector<ensemble::CurveBand>& curve, const auto& x, const auto& y) {
    std::string path;
    for (const auto& p : curve) {
        path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "M" : "L", x(p.hours), y(p.p90));
    }
    for (auto p = curve.rbegin(); p != curve.rend(); ++p) {
        path += fmt::format("L{:.1f},{:.1f}", x(p->hours), y(p->p10));
    }
    return path + "Z";
}

std::string median_path(const std::vector<ensemble::CurveBand>& curve, const auto& x,
                        const auto& y) {
    std::string path;
    for (const auto& p : curve) {
        path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "M" : "L", x(p.hours), y(p.median));
    }
    return path;
}

/// When nothing moves any more, so that pictures do not show months of nothing.
double last_change(const ensemble::Comparison& comparison) {
    double hours = hours_per_day;
    for (const auto& curve : comparison.curves) {
        for (const ensemble::CurveBand& band : curve) {
            if (band.p10 < 0.999) hours = std::max(hours, band.hours * 1.15);
        }
    }
    return hours;
}

std::string panel(const std::vector<ensemble::CurveBand>& curve, const std::string& name,
                  double left, double top, double until, const Text& text) {
    constexpr double wide = 380;
    constexpr double high = 110;
    std::vector<ensemble::CurveBand> shown;
    for (const auto& point : curve) {
        if (point.hours <= until) shown.push_back(point);
    }
    // Square root: the first days, where most happens, get more room.
    const auto x = [&](double hours) { return left + wide * std::sqrt(hours / until); };
    const auto y = [&](double share) { return top + high * (1 - share); };
    std::string picture = label(left, top - 6, "start", shortened(name, 60), "mark");
    for (const double share : {0.0, 0.5, 0.9, 1.0}) {
        picture += line(left, y(share), left + wide, y(share), "grid");
        picture += label(left - 5, y(share) + 4, "end", text.percent(share));
    }
    double last = -100;
    for (const int day : {1, 3, 7, 14, 30, 60, 90, 180, 270, 365, 540, 730}) {
        const double at = day * hours_per_day;
        if (at > until) break;
        picture += line(x(at), top, x(at), top + high, "grid");
        if (x(at) - last < 22) continue;
        last = x(at);
        picture += label(x(at), top + high + 14, "middle", fmt::format("{}", day));
    }
    picture += fmt::format("<path class=\"area\" d=\"{}\"/>", band_path(shown, x, y));
    picture += fmt::format("<path class=\"line\" d=\"{}\"/>", median_path(shown, x, y));
    return picture;
}

}  // namespace

std::string distribution_chart(const ensemble::Comparison& comparison,
                               const ComparisonWords& words) {
    std::vector<Row> rows;
    for (const std::size_t s : comparison.decision.ranking) {
        Row row = row_of(words.strategy(s), comparison.distributions[s]);
        row.mean = comparison.metrics.front().strategies[s].all.mean;
        rows.push_back(std::move(row));
    }
    return spreads_chart(rows, comparison.by, words, words.text()("compare.chart.distribution"),
                         true);
}

std::string difference_chart(const ensemble::Comparison& comparison, const ComparisonWords& words) {
    std::vector<Row> rows;
    for (const std::size_t s : comparison.decision.ranking) {
        if (!comparison.differences[s]) continue;
        rows.push_back(row_of(words.strategy(s), *comparison.differences[s]));
    }
    if (rows.empty()) return {};
    return spreads_chart(
        rows, comparison.by, words,
        words.text()("compare.chart.difference",
                     {{"strategy", words.strategy(comparison.decision.ranking.front())}}),
        true);
}

std::string restoration_chart(const ensemble::Comparison& comparison, const ComparisonWords& words,
                              Duration horizon) {
    constexpr double pitch_x = 450;
    constexpr double pitch_y = 165;
    const double until = std::min(horizon.in_hours(), last_change(comparison));
    const std::size_t rows = (comparison.strategies.size() + 1) / 2;
    std::string picture = svg::begin(width, pitch_y * static_cast<double>(rows) + 30,
                                     words.text()("compare.chart.restoration"));
    std::size_t place = 0;
    for (const std::size_t s : comparison.decision.ranking) {
        const double left = 48 + pitch_x * static_cast<double>(place % 2);
        const double top = 24 + pitch_y * static_cast<double>(place / 2);
        picture += panel(comparison.curves[s], words.strategy(s), left, top, until, words.text());
        ++place;
    }
    return picture +
           label(width / 2, pitch_y * static_cast<double>(rows) + 20, "middle",
                 words.text()("backtest.chart.days")) +
           "</svg>";
}

std::string front_chart(const ensemble::Comparison& comparison, const ComparisonWords& words) {
    const auto further =
        std::find_if(comparison.metrics.begin() + 1, comparison.metrics.end(), [](const auto& by) {
            // Means alone: of times the tables tell medians.
            return !ensemble::info(by.metric).is_time &&
                   std::all_of(by.strategies.begin(), by.strategies.end(),
                               [](const auto& one) { return one.all.mean.has_value(); });
        });
    const ensemble::MetricFigures& by = comparison.metrics.front();
    const bool has_means = !ensemble::info(by.metric).is_time &&
                           std::all_of(by.strategies.begin(), by.strategies.end(),
                                       [](const auto& one) { return one.all.mean.has_value(); });
    if (further == comparison.metrics.end() || !has_means) return {};
    double most_x = 0;
    double most_y = 0;
    for (std::size_t s = 0; s < comparison.strategies.size(); ++s) {
        most_x = std::max(most_x, by.strategies[s].all.mean->high);
        most_y = std::max(most_y, further->strategies[s].all.mean->high);
    }
    constexpr double bottom = 300;
    const Scale x(0, most_x * 1.1, 80, width - 130);
    const Scale y(0, most_y * 1.1, bottom, 10);
    std::string picture = svg::begin(width, bottom + 50, words.text()("compare.chart.front"));
    for (const double mark : x.marks()) {
        picture += line(x.at(mark), 10, x.at(mark), bottom, "grid");
        picture += label(x.at(mark), bottom + 16, "middle", words.figure(by.metric, mark));
    }
    for (const double mark : y.marks()) {
        picture += line(80, y.at(mark), width - 130, y.at(mark), "grid");
        picture += label(74, y.at(mark) + 4, "end", words.figure(further->metric, mark));
    }
    picture += label(width / 2 - 25, bottom + 38, "middle", words.metric(by.metric));
    picture += fmt::format(
        "<text class=\"tick\" transform=\"translate(14,{:.0f}) rotate(-90)\" "
        "text-anchor=\"middle\">{}</text>",
        bottom / 2, escaped(words.metric(further->metric)));
    double last_y = -100;
    for (const std::size_t s : comparison.decision.ranking) {
        const stats::Estimate& a = *by.strategies[s].all.mean;
        const stats::Estimate& b = *further->strategies[s].all.mean;
        picture += line(x.at(a.low), y.at(b.value), x.at(a.high), y.at(b.value), "median");
        picture += line(x.at(a.value), y.at(b.low), x.at(a.value), y.at(b.high), "median");
        picture += fmt::format("<circle class=\"{}\" r=\"5\" cx=\"{:.1f}\" cy=\"{:.1f}\"/>",
                               comparison.front.strategies[s].is_on_front() ? "dot" : "hollow",
                               x.at(a.value), y.at(b.value));
        // Names of neighbours are kept apart.
        double at = y.at(b.value) - 7;
        if (std::abs(at - last_y) < 13) at = last_y - 13;
        last_y = at;
        picture += label(x.at(a.value) + 8, at, "start", shortened(words.strategy(s), longest_name),
                         "mark");
    }
    return picture + "</svg>";
}

std::string priors_chart(const ensemble::Comparison& comparison, const ComparisonWords& words) {
    const ensemble::Decision& decision = comparison.decision;
    if (!decision.priors || comparison.attackers.size() < 2) return {};
    RowsChart chart{
        .alternative = words.text()("compare.chart.priors"),
        .axis = words.metric(comparison.by),
        .rows = {},
        .line = comparison.metrics.front().strategies[decision.ranking.front()].all.mean->value,
        .figure = [&](double value) { return words.figure(comparison.by, value); }};
    for (const stats::PriorSwing& swing : *decision.priors) {
        const std::size_t at_1 =
            swing.switches.empty() ? swing.best_at_0 : swing.switches.back().above;
        chart.rows.push_back({.name = words.attacker(swing.attacker),
                              .from = swing.loss_at_0,
                              .to = swing.loss_at_1,
                              .at_from = fmt::format("0 %: {}", words.strategy(swing.best_at_0)),
                              .at_to = fmt::format("100 %: {}", words.strategy(at_1))});
    }
    return rows_chart(chart);
}

std::string regret_chart(const ensemble::Comparison& comparison, const ComparisonWords& words) {
    const ensemble::MetricFigures& by = comparison.metrics.front();
    const auto& decision = comparison.decision;
    if (!decision.regrets) return {};
    const stats::RegretTable& regrets = *decision.regrets;
    double most = 0;
    for (const stats::Estimate& worst : regrets.worst_regret) most = std::max(most, worst.value);
    constexpr double left = 190;
    constexpr double height = 13;
    const std::size_t attackers = comparison.attackers.size();
    const double pitch = height * static_cast<double>(attackers) + 14;
    const double bottom = 10 + pitch * static_cast<double>(comparison.strategies.size());
    const Scale scale(0, most, left, width - 220);
    std::string picture = svg::begin(width, bottom + 45, words.text()("compare.chart.regret"));
    for (const double mark : scale.marks()) {
        picture += line(scale.at(mark), 6, scale.at(mark), bottom, "grid");
        picture += label(scale.at(mark), bottom + 16, "middle", words.figure(by.metric, mark));
    }
    picture +=
        label(left + (width - 220 - left) / 2, bottom + 36, "middle", words.metric(by.metric));
    std::size_t place = 0;
    for (const std::size_t s : decision.ranking) {
        const double top = 10 + pitch * static_cast<double>(place++);
        picture += label(left - 10, top + pitch / 2 + 2, "end",
                         shortened(words.strategy(s), longest_name), "mark");
        for (std::size_t a = 0; a < attackers; ++a) {
            const double regret = regrets.of[s][a].regret.value;
            const double y = top + height * (static_cast<double>(a) + 0.5) + 4;
            picture += bar(left, scale.at(regret), y, height - 3, fmt::format("part c{}", a % 5));
            picture += label(scale.at(regret) + 6, y + 4, "start",
                             fmt::format("{} · {}", words.figure(by.metric, regret),
                                         shortened(words.attacker(a), longest_name)));
        }
    }
    return picture + "</svg>";
}

}  // namespace kammerspiel::report
