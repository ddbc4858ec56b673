#include "analysis/report/comparison/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/parameter_words.hpp"
#include "kammerspiel/stats/paired.hpp"

namespace kammerspiel::report {
namespace {

using ensemble::Metric;
using stats::Estimate;

/// Names of metrics stand in sentences, where they begin with a small letter.
std::string as_heading(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return words;
}

}  // namespace

double confidence_of_pairs(const ensemble::Comparison& comparison) {
    return stats::bonferroni(0.95, comparison.metrics.front().pairs.size());
}

std::string ComparisonWords::title() const { return text_(context_.title); }

std::string ComparisonWords::strategy(std::size_t number) const {
    return title_of(context_.strategies[number], text_);
}

std::string ComparisonWords::quoted(std::size_t strategy) const {
    return text_("question.quoted", {{"title", title_of(context_.strategies[strategy], text_)}});
}

std::string ComparisonWords::attacker(std::size_t number) const {
    return title_of(context_.attackers[number], text_);
}

std::string ComparisonWords::metric(Metric metric) const {
    return text_(fmt::format("compare.metric.{}", ensemble::info(metric).name),
                 {{"people", text_(context_.people_one)},
                  {"many", text_(context_.people_many)},
                  {"currency", context_.currency}});
}

std::string ComparisonWords::figure(Metric metric, double value) const {
    if (!ensemble::info(metric).is_time) {
        return std::isfinite(value) ? text_.compact(value) : text_("compare.unbounded");
    }
    if (!std::isfinite(value)) {
        return value < 0 ? text_("compare.unbounded")
                         : text_("compare.beyond",
                                 {{"horizon", text_.number(context_.horizon.in_days(), 0)}});
    }
    constexpr double hours_per_day = 24;
    const bool in_days = std::abs(value) >= 2 * hours_per_day;
    return text_(in_days ? "compare.days" : "compare.hours",
                 {{"number", text_.number(in_days ? value / hours_per_day : value, 1)}});
}

std::string ComparisonWords::with_margin(Metric metric, const Estimate& estimate) const {
    return report::with_margin(
        estimate, text_, [&](double value) { return figure(metric, value); }, true);
}

std::string ComparisonWords::with_interval(Metric metric, const Estimate& estimate) const {
    return report::with_interval(estimate, text_,
                                 [&](double value) { return figure(metric, value); });
}

std::string ComparisonWords::median(Metric metric, const stats::Summary& summary) const {
    if (!summary.median_or_never) return with_margin(metric, summary.median);
    return text_("compare.or_never", {{"value", figure(metric, summary.median.value)}});
}

std::string ComparisonWords::typical(Metric metric, const stats::Summary& summary) const {
    return summary.mean && !summary.by_median ? with_margin(metric, *summary.mean)
                                              : median(metric, summary);
}

std::string ComparisonWords::of_what() const {
    std::vector<std::string> hypotheses;
    for (std::size_t a = 0; a < comparison_.attackers.size(); ++a) {
        hypotheses.push_back(
            fmt::format("{} {}", attacker(a), text_.percent(comparison_.weights[a])));
    }
    const auto worlds = static_cast<std::int64_t>(comparison_.worlds);
    return text_(comparison_.is_uneven() ? "compare.of_what_uneven" : "compare.of_what",
                 {{"count", worlds},
                  {"hypotheses", fmt::format("{}", fmt::join(hypotheses, ", "))},
                  {"seed", fmt::format("{}", context_.seed)}});
}

std::string ComparisonWords::provenance() const {
    return text_(comparison_.is_uneven() ? "compare.provenance_uneven" : "compare.provenance",
                 {{"version", context_.program_version},
                  {"scenario", context_.scenario},
                  {"hash", context_.hash.substr(0, 16)},
                  {"seed", fmt::format("{}", context_.seed)},
                  {"count", static_cast<std::int64_t>(comparison_.worlds)}});
}

ComparisonWords::Table ComparisonWords::runs() const {
    Table table{.title = text_("compare.table.runs"),
                .note = text_("compare.note.runs"),
                .columns = {text_("compare.column.strategy")},
                .rows = {},
                .best = 0};
    for (std::size_t a = 0; a < comparison_.attackers.size(); ++a) {
        table.columns.push_back(attacker(a));
    }
    for (const std::size_t s : comparison_.decision.ranking) {
        std::vector<std::string> row{strategy(s)};
        for (const std::uint64_t worlds : comparison_.runs[s]) {
            row.push_back(text_.whole(static_cast<std::int64_t>(worlds)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<std::string> ComparisonWords::alarms() const {
    std::vector<std::string> all;
    constexpr double worth_an_alarm = 0.01;
    for (const std::size_t s : comparison_.decision.ranking) {
        if (comparison_.still_down[s] <= worth_an_alarm) continue;
        all.push_back(
            text_("compare.still_down", {{"strategy", quoted(s)},
                                         {"share", text_.percent(comparison_.still_down[s])},
                                         {"horizon", text_.span(context_.horizon)}}));
    }
    std::vector<std::string> redrawn;
    for (std::size_t a = 0; a < comparison_.redrawn.size(); ++a) {
        if (comparison_.redrawn[a] <= worth_an_alarm) continue;
        redrawn.push_back(
            text_("compare.redrawn.against",
                  {{"attacker", attacker(a)}, {"share", text_.percent(comparison_.redrawn[a])}}));
    }
    if (!redrawn.empty()) {
        all.push_back(
            text_("compare.redrawn", {{"shares", fmt::format("{}", fmt::join(redrawn, ", "))}}));
    }
    return all;
}

ComparisonWords::Table ComparisonWords::leading() const {
    const ensemble::MetricFigures& by = comparison_.metrics.front();
    const std::size_t best = comparison_.decision.ranking.front();
    Table table{.title = as_heading(metric(by.metric)),
                .note = text_(comparison_.is_uneven() ? "compare.note.leading_uneven"
                                                      : "compare.note.leading"),
                .columns = {text_("compare.column.strategy"), text_("compare.column.mean"),
                            text_("compare.column.median"), text_("compare.column.p5"),
                            text_("compare.column.p95"), text_("compare.column.cvar"),
                            text_("compare.column.more"), text_("compare.column.better")},
                .rows = {},
                .best = 0};
    for (const std::size_t s : comparison_.decision.ranking) {
        const stats::Summary& figures = by.strategies[s].all;
        std::vector<std::string> row{strategy(s)};
        row.push_back(figures.mean ? with_margin(by.metric, *figures.mean) : "–");
        row.push_back(median(by.metric, figures));
        row.push_back(with_margin(by.metric, figures.p5));
        row.push_back(with_margin(by.metric, figures.p95));
        row.push_back(figures.cvar95 ? with_margin(by.metric, *figures.cvar95) : "–");
        const auto& all_best = comparison_.decision.best;
        if (std::find(all_best.begin(), all_best.end(), s) != all_best.end()) {
            row.insert(row.end(), {text_("compare.best"), ""});
        } else {
            const stats::Paired pair = by.pair(s, best);
            const bool is_open = stats::standing(pair) == stats::Standing::open;
            row.push_back(with_margin(by.metric, stats::typical(pair)) + (is_open ? " ?" : ""));
            row.push_back(pair.ties.value > 0 ? text_("compare.better_or_equal",
                                                      {{"better", text_.percent(pair.wins.value)},
                                                       {"equal", text_.percent(pair.ties.value)}})
                                              : text_.percent(pair.wins.value));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

ComparisonWords::Table ComparisonWords::further() const {
    Table table{.title = text_("compare.table.further"),
                .note = text_("compare.note.further"),
                .columns = {text_("compare.column.strategy")},
                .rows = {},
                .best = 0};
    for (std::size_t m = 1; m < comparison_.metrics.size(); ++m) {
        table.columns.push_back(metric(comparison_.metrics[m].metric));
    }
    table.columns.push_back(text_("compare.column.front"));
    for (const std::size_t s : comparison_.decision.ranking) {
        std::vector<std::string> row{strategy(s)};
        for (std::size_t m = 1; m < comparison_.metrics.size(); ++m) {
            const ensemble::MetricFigures& by = comparison_.metrics[m];
            row.push_back(typical(by.metric, by.strategies[s].all));
        }
        const stats::ParetoPlace& place = comparison_.front.strategies[s];
        const std::string sure = text_.percent(place.share_on_front);
        row.push_back(
            place.is_on_front()
                ? text_("compare.front.yes", {{"share", sure}})
                : text_("compare.front.no",
                        {{"strategy", strategy(place.dominated_by.front())}, {"share", sure}}));
        table.rows.push_back(std::move(row));
    }
    return table;
}

ComparisonWords::Table ComparisonWords::hypotheses() const {
    const ensemble::MetricFigures& by = comparison_.metrics.front();
    Table table{.title = as_heading(text_(by.strategies.front().all.by_median
                                              ? "compare.table.hypotheses_median"
                                              : "compare.table.hypotheses",
                                          {{"metric", metric(by.metric)}})),
                .note = text_("compare.note.hypotheses"),
                .columns = {text_("compare.column.strategy")},
                .rows = {},
                .best = 0};
    for (std::size_t a = 0; a < comparison_.attackers.size(); ++a) {
        table.columns.push_back(attacker(a));
    }
    const auto& regrets = comparison_.decision.regrets;
    if (regrets) table.columns.push_back(text_("compare.column.regret"));
    for (const std::size_t s : comparison_.decision.ranking) {
        std::vector<std::string> row{strategy(s)};
        for (std::size_t a = 0; a < comparison_.attackers.size(); ++a) {
            const std::string cell = typical(by.metric, by.strategies[s].against[a]);
            const bool is_best = regrets && regrets->of[s][a].is_best();
            row.push_back(is_best ? cell + " *" : cell);
        }
        if (regrets) row.push_back(with_margin(by.metric, regrets->worst_regret[s]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string ComparisonWords::place(const ensemble::SiteFigures& site) const {
    if (site.kind == ensemble::Site::Kind::region) return region_name(site.name, text_);
    const auto& all = context_.services;
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const Titled& one) { return one.name == site.name; });
    return known == all.end() ? site.name : title_of(*known, text_);
}

std::string ComparisonWords::note_of_pairs() const {
    return text_("compare.note.pairs",
                 {{"level", text_.percent(confidence_of_pairs(comparison_), 1)}});
}

std::vector<ComparisonWords::Table> ComparisonWords::pairs(bool narrow) const {
    std::vector<Table> all;
    for (const ensemble::MetricFigures& by : comparison_.metrics) {
        Table table{
            .title = text_("compare.table.pairs", {{"metric", metric(by.metric)}}),
            .note = note_of_pairs(),
            .columns = {text_("compare.column.pair"), text_("compare.column.mean_difference"),
                        text_("compare.column.median_difference"),
                        text_("compare.column.first_better"), text_("compare.column.equal"),
                        text_("compare.column.pairing")},
            .rows = {},
            .best = by.pairs.size()};
        const auto shown = [&](const Estimate& estimate) {
            return narrow ? with_margin(by.metric, estimate) : with_interval(by.metric, estimate);
        };
        for (const stats::Paired& pair : by.pairs) {
            const std::string share = text_.percent(pair.wins.value);
            const bool is_open = stats::standing(pair) == stats::Standing::open;
            table.rows.push_back(
                {fmt::format("{} − {}", strategy(pair.a), strategy(pair.b)),
                 pair.mean ? shown(*pair.mean) + (is_open ? " ?" : "") : "–", shown(pair.median),
                 narrow ? share
                        : text_("compare.interval", {{"value", share},
                                                     {"low", text_.percent(pair.wins.low)},
                                                     {"high", text_.percent(pair.wins.high)}}),
                 text_.percent(pair.ties.value),
                 pair.worlds_saved && std::isfinite(*pair.worlds_saved)
                     ? text_("compare.times", {{"number", text_.compact(*pair.worlds_saved)}})
                     : "–"});
        }
        all.push_back(std::move(table));
    }
    return all;
}

ComparisonWords::Table ComparisonWords::sites(ensemble::Site::Kind kind,
                                              std::string_view title) const {
    Table table{.title = text_(title, {{"people", text_(context_.people_many)}}),
                .note = text_("compare.note.sites"),
                .columns = {text_("compare.column.place")},
                .rows = {},
                .best = comparison_.sites.size()};
    for (const std::size_t s : comparison_.decision.ranking) table.columns.push_back(strategy(s));
    for (const ensemble::SiteFigures& site : comparison_.sites) {
        if (site.kind != kind) continue;
        std::vector<std::string> row{place(site)};
        for (const std::size_t s : comparison_.decision.ranking) {
            std::string cell = with_margin(Metric::member_hours_lost, site.lost[s]);
            if (!site.money.empty()) {
                cell = text_("compare.with_money", {{"hours", cell},
                                                    {"money", text_.compact(site.money[s].value)},
                                                    {"currency", context_.currency}});
            }
            row.push_back(std::move(cell));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

ComparisonWords::Table ComparisonWords::regions() const {
    return sites(ensemble::Site::Kind::region, "compare.table.regions");
}

ComparisonWords::Table ComparisonWords::services() const {
    return sites(ensemble::Site::Kind::service_name, "compare.table.services");
}

TitleOfElement ComparisonWords::titles_of_elements() const {
    return [this](const scenario::PathStep& step) {
        const auto titled_in = [&](const std::vector<Titled>& things) {
            const auto found = std::find_if(things.begin(), things.end(), [&](const Titled& thing) {
                return thing.name == step.label;
            });
            return found == things.end() ? step.label : title_of(*found, text_);
        };
        const scenario::Section* section = step.key->section;
        if (section == &scenario::strategy_section()) return titled_in(context_.every_strategy);
        if (section == &scenario::attacker_section()) return titled_in(context_.attackers);
        const bool is_service =
            section == &scenario::service_section() || step.key->kind == scenario::Kind::factors;
        return is_service ? titled_in(context_.services) : step.label;
    };
}

ComparisonWords::Table ComparisonWords::evidence() const {
    std::vector<const scenario::Parameter*> figures;
    for (const scenario::Parameter& figure : context_.evidence) figures.push_back(&figure);
    std::stable_sort(figures.begin(), figures.end(),
                     [](const auto* a, const auto* b) { return *a->confidence > *b->confidence; });
    Table table{.title = text_("compare.table.evidence"),
                .note = text_("compare.note.evidence"),
                .columns = {},
                .rows = {},
                .best = figures.size()};
    for (const char* column :
         {"compare.column.figure", "compare.column.value", "compare.column.between",
          "compare.column.confidence", "compare.column.source", "compare.column.key"}) {
        table.columns.push_back(text_(column));
    }
    const TitleOfElement title = titles_of_elements();
    for (const scenario::Parameter* figure : figures) {
        table.rows.push_back(
            {words_of(figure->path, title, text_), figure->value,
             figure->between ? text_("compare.between", {{"low", figure->between->low},
                                                         {"high", figure->between->high}})
                             : "–",
             text_(fmt::format("compare.confidence.{}", word_of(*figure->confidence))),
             figure->source, figure->path});
    }
    return table;
}

}  // namespace kammerspiel::report
