#include "kammerspiel/report/leave_one_out_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/incidents/estimates.hpp"

namespace kammerspiel::report {
namespace {

using namespace incidents;

/// Places in `ends`.
enum : std::size_t { p2_5 = 0, p10 = 1, middle = 3, p90 = 5, p97_5 = 6 };
/// Place of the 80 % band in `bands`.
constexpr std::size_t band_80 = 1;

std::string count(std::size_t number) { return fmt::format("{}", number); }

class Page {
   public:
    Page(const LeaveOneOut& result, const Text& text) : result_(result), text_(text) {}

    [[nodiscard]] Document document() const {
        AnswerParts page;
        page.title = text_("forecast.title", {{"library", result_.library}});
        page.of_what =
            text_("forecast.of_what", {{"incidents", count(result_.incidents.size())},
                                       {"count", static_cast<std::int64_t>(result_.observed)},
                                       {"censored", count(result_.censored)},
                                       {"announced", count(result_.announced)},
                                       {"points", count(result_.points)},
                                       {"worlds", count(result_.worlds)}});
        page.answer = answer();
        page.pictures = {picture(true), picture(false)};
        page.tables = {records(), milestones(true), milestones(false), factors_by_incident()};
        page.notes = {text_("forecast.note.method")};
        page.provenance = text_("forecast.provenance", {{"version", program_version},
                                                        {"library", result_.library},
                                                        {"seed", fmt::format("{}", result_.seed)}});
        return document_of(std::move(page), text_);
    }

   private:
    const LeaveOneOut& result_;
    const Text& text_;

    [[nodiscard]] std::string percent(const stats::Estimate& share) const {
        return with_interval(share, text_, [this](double p) { return text_.percent(p); });
    }
    [[nodiscard]] std::string score(double crps) const { return text_.number(crps, 2); }
    [[nodiscard]] std::string score(const stats::Estimate& crps) const {
        return with_interval(crps, text_, [this](double value) { return score(value); });
    }
    [[nodiscard]] std::string method(std::size_t number) const {
        return text_(fmt::format("forecast.method.{}", as_key(Words<Method>::list[number])));
    }

    [[nodiscard]] std::vector<std::string> answer() const {
        const Record& fitted = result_.records[0];
        std::vector<std::string> sentences{
            text_("forecast.answer.bands", {{"of80", percent(fitted.observed[1])},
                                            {"of50", text_.percent(fitted.observed[0].value)},
                                            {"of95", text_.percent(fitted.observed[2].value)}}),
            text_("forecast.answer.scores", {{"fitted", score(fitted.crps.value)},
                                             {"pooled", score(result_.records[1].crps.value)},
                                             {"without", score(result_.records[2].crps.value)}})};
        for (std::size_t m = 1; m < methods; ++m) sentences.push_back(against(m));
        sentences.push_back(
            text_("forecast.answer.factors", {{"hold", factor(result_.population, 0)},
                                              {"throughput", factor(result_.population, 1)},
                                              {"acceptance", factor(result_.population, 2)},
                                              {"release", factor(result_.population, 3)},
                                              {"spread", within(result_.population.spread)},
                                              {"error", within(result_.population.error)}}));
        return sentences;
    }

    [[nodiscard]] std::string against(std::size_t number) const {
        const stats::Estimate& by = result_.against[number];
        const char* key = by.high < 0    ? "forecast.answer.better"
                          : by.low > 0   ? "forecast.answer.worse"
                          : by.value < 0 ? "forecast.answer.maybe_better"
                                         : "forecast.answer.maybe_worse";
        return text_(key, {{"method", method(number)},
                           {"difference", score(std::abs(by.value))},
                           {"low", score(by.low)},
                           {"high", score(by.high)}});
    }

    [[nodiscard]] std::string factor(const stats::Population& population, std::size_t f) const {
        return "×\u00A0" + text_.number(std::exp(population.centre[f]), 2);
    }
    /// The factor within which two of three lie, either way.
    [[nodiscard]] std::string within(double deviation) const {
        return text_.number(std::exp(deviation), 1);
    }

    [[nodiscard]] std::string what(const Milestone& milestone) const {
        const std::string name =
            text_(fmt::format("incidents.what.{}", as_key(word_of(milestone.what))));
        if (milestone.what == What::first_return) return name;
        const double per_mille = milestone.share * 1000;
        const bool is_fine = std::abs(per_mille - 10 * std::round(milestone.share * 100)) > 1e-6;
        const std::string words =
            fmt::format("{} {}", name, text_.percent(milestone.share, is_fine ? 1 : 0));
        if (milestone.state == State::restored) return words;
        return text_("forecast.reachable", {{"what", words}});
    }

    [[nodiscard]] std::string days(double value) const {
        if (!std::isfinite(value) || value > result_.horizon_days) {
            return text_("forecast.beyond", {{"days", text_.number(result_.horizon_days, 0)}});
        }
        constexpr double coarse = 10;
        return text_.number(value, value < coarse ? 1 : 0);
    }
    [[nodiscard]] std::string seen(const Milestone& milestone) const {
        return (milestone.status == Status::censored ? ">\u00A0" : "") + days(milestone.day);
    }

    [[nodiscard]] PageTable records() const {
        PageTable table{.title = text_("forecast.table.records"),
                        .note = text_("forecast.note.records"),
                        .columns = {{text_("forecast.column.method"), true, true},
                                    {text_("forecast.column.crps")},
                                    {text_("forecast.column.less")},
                                    {text_("forecast.column.held", {{"band", "50"}})},
                                    {text_("forecast.column.held", {{"band", "80"}})},
                                    {text_("forecast.column.held", {{"band", "95"}})},
                                    {text_("forecast.column.held_all"), false}},
                        .rows = {}};
        for (std::size_t m = 0; m < methods; ++m) {
            const Record& record = result_.records[m];
            table.rows.push_back({method(m), score(record.crps),
                                  m == 0 ? std::string("–") : score(result_.against[m]),
                                  percent(record.observed[0]), percent(record.observed[1]),
                                  percent(record.observed[2]), percent(record.all[band_80])});
        }
        return table;
    }

    [[nodiscard]] std::string verdict(const Forecast& forecast) const {
        const double position = forecast.by[0].position;
        const bool is_censored = forecast.milestone.status == Status::censored;
        constexpr std::array<double, 2> lows{0.1, 0.025};
        constexpr double even = 0.5;
        if (is_censored) {
            return text_(position <= 1 - lows[0]   ? "forecast.verdict.open"
                         : position <= 1 - lows[1] ? "forecast.verdict.edge"
                                                   : "forecast.verdict.later");
        }
        const double off = std::min(position, 1 - position);
        if (off >= lows[0]) return text_("forecast.verdict.within");
        if (off >= lows[1]) return text_("forecast.verdict.edge");
        return text_(position < even ? "forecast.verdict.earlier" : "forecast.verdict.later");
    }

    /// Those that are scored, or those that were announced alone.
    [[nodiscard]] PageTable milestones(bool scored) const {
        PageTable table{
            .title = text_(scored ? "forecast.table.milestones" : "forecast.table.announced"),
            .note = text_(scored ? "forecast.note.milestones" : "forecast.note.announced"),
            .columns = {{text_("forecast.column.incident"), true, true},
                        {text_("forecast.column.milestone"), true, true},
                        {text_(scored ? "forecast.column.observed" : "forecast.column.announced")},
                        {text_("forecast.column.confidence"), false, true},
                        {text_("forecast.column.median")},
                        {text_("forecast.column.band", {{"band", "50"}}), false},
                        {text_("forecast.column.band", {{"band", "80"}})},
                        {text_("forecast.column.band", {{"band", "95"}}), false},
                        {text_("forecast.column.position")},
                        {text_("forecast.column.verdict"), true, true},
                        {text_("forecast.column.pooled"), false},
                        {text_("forecast.column.source"), false, true}},
            .rows = {}};
        for (const IncidentForecast& incident : result_.incidents) {
            for (const Forecast& forecast : incident.forecasts) {
                if (forecast.is_scored() != scored) continue;
                table.rows.push_back(row(incident, forecast));
            }
        }
        if (table.rows.empty()) table.on_page = table.on_terminal = false;
        return table;
    }

    [[nodiscard]] std::vector<std::string> row(const IncidentForecast& incident,
                                               const Forecast& forecast) const {
        const Milestone& milestone = forecast.milestone;
        const Judged& fitted = forecast.by[0];
        const auto band = [&](const Judged& judged, std::size_t low, std::size_t high) {
            return days(judged.days[low]) + "–" + days(judged.days[high]);
        };
        const bool is_scored = forecast.is_scored();
        return {incident.id,
                what(milestone),
                seen(milestone),
                text_(fmt::format("backtest.confidence.{}", word_of(milestone.confidence))),
                days(fitted.days[middle]),
                band(fitted, p10 + 1, p90 - 1),
                band(fitted, p10, p90),
                band(fitted, p2_5, p97_5),
                text_.percent(fitted.position),
                is_scored ? verdict(forecast) : std::string("–"),
                band(forecast.by[1], p10, p90),
                milestone.source};
    }

    [[nodiscard]] PageTable factors_by_incident() const {
        PageTable table{.title = text_("forecast.table.factors"),
                        .note = text_("forecast.note.factors"),
                        .columns = {{text_("forecast.column.left_out"), true, true},
                                    {text_("forecast.factor.hold")},
                                    {text_("forecast.factor.throughput")},
                                    {text_("forecast.factor.acceptance")},
                                    {text_("forecast.factor.release")},
                                    {text_("forecast.column.spread")},
                                    {text_("forecast.column.error")},
                                    {text_("forecast.column.effective"), false}},
                        .rows = {},
                        .on_terminal = false};
        const auto add = [&](const std::string& name, const stats::Population& population,
                             const std::string& effective) {
            table.rows.push_back({name, factor(population, 0), factor(population, 1),
                                  factor(population, 2), factor(population, 3),
                                  within(population.spread), within(population.error), effective});
        };
        add(text_("forecast.nobody"), result_.population, "");
        for (const IncidentForecast& incident : result_.incidents) {
            add(incident.id, incident.population, text_.number(incident.effective_points, 0));
        }
        return table;
    }

    [[nodiscard]] Picture picture(bool scored) const {
        charts::Forecasts chart{
            .title = text_(scored ? "forecast.chart.title" : "forecast.chart.announced"),
            .alternative = text_("forecast.chart.caption"),
            .note = text_("forecast.chart.caption"),
            .axis = text_("forecast.chart.days"),
            .from = 0.5,
            .to = result_.horizon_days,
            .rows = {}};
        for (const IncidentForecast& incident : result_.incidents) {
            for (const Forecast& forecast : incident.forecasts) {
                if (forecast.is_scored() != scored) continue;
                const auto& days = forecast.by[0].days;
                const bool is_censored = forecast.milestone.status == Status::censored;
                chart.rows.push_back(
                    {.name = incident.id,
                     .what = what(forecast.milestone),
                     .outer_low = days[p2_5],
                     .outer_high = days[p97_5],
                     .inner_low = days[p10],
                     .inner_high = days[p90],
                     .middle = days[middle],
                     .seen = forecast.milestone.day,
                     .beside = is_censored ? seen(forecast.milestone) : std::string()});
            }
        }
        return charts::forecasts(chart, text_);
    }
};

}  // namespace

Document leave_one_out_document(const LeaveOneOut& result, const Text& text) {
    return Page(result, text).document();
}

Document library_document(const Library& library, const Text& text) {
    PageTable table{.title = text("forecast.table.library"),
                    .note = text("forecast.note.library"),
                    .columns = {{text("forecast.column.incident"), true, true},
                                {text("forecast.column.name"), true, true},
                                {text("forecast.column.kind"), true, true},
                                {text("forecast.column.milestones")},
                                {text("forecast.column.estimated"), false, true}},
                    .rows = {}};
    for (const Incident& incident : library.incidents) {
        table.rows.push_back({incident.id, incident.name,
                              text(fmt::format("forecast.kind.{}", as_key(word_of(incident.kind)))),
                              count(library.milestones_of(incident).size()),
                              fmt::format("{}", fmt::join(figures_of(incident).estimated, ", "))});
    }
    AnswerParts page;
    page.title = text("forecast.library", {{"library", library.name}});
    page.tables = {std::move(table)};
    return document_of(std::move(page), text);
}

}  // namespace kammerspiel::report
