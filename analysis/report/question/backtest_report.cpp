#include "kammerspiel/report/backtest_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/document/results_json.hpp"
#include "analysis/report/question/question_words.hpp"

namespace kammerspiel::report {
namespace {

using ensemble::Milestone;

constexpr double hours_in_a_day = 24.0;

class BacktestWords {
   public:
    BacktestWords(const model::Plan& plan, const ensemble::Backtest& result,
                  const StudyContext& context, const Text& text)
        : plan_(plan), result_(result), context_(context), text_(text) {}

    std::string title() const { return text_(plan_.scenario().title); }

    std::string worlds() const {
        const auto worlds = static_cast<std::int64_t>(result_.worlds);
        return text_("backtest.worlds", {{"strategy", title_of(context_.strategies.front(), text_)},
                                         {"count", worlds}});
    }

    std::string share() const {
        return text_("backtest.share",
                     {{"inside80", text_.percent(result_.share_within(0.8))},
                      {"inside95", text_.percent(result_.share_within(0.95))},
                      {"count", static_cast<std::int64_t>(result_.milestones.size())}});
    }

    PageTable table() const {
        PageTable table{.title = text_("backtest.table"),
                        .note = text_("backtest.note"),
                        .columns = {{text_("backtest.column.what")},
                                    {text_("backtest.column.observed")},
                                    {text_("backtest.column.confidence"), true, true},
                                    {text_("backtest.column.p10")},
                                    {text_("backtest.column.median")},
                                    {text_("backtest.column.p90")},
                                    {text_("backtest.column.position")},
                                    {text_("backtest.column.verdict"), true, true},
                                    {text_("backtest.column.source"), false, true}},
                        .rows = {}};
        for (const Milestone& m : result_.milestones) {
            table.rows.push_back(
                {what(m.observed), after(m.observed.after.in_hours()),
                 text_(fmt::format("backtest.confidence.{}", word_of(m.observed.confidence))),
                 after(m.p10), after(m.median), after(m.p90),
                 with_interval(m.position, text_, [this](double p) { return text_.percent(p); }),
                 verdict(m), m.observed.source});
        }
        return table;
    }

   private:
    const model::Plan& plan_;
    const ensemble::Backtest& result_;
    const StudyContext& context_;
    const Text& text_;

    std::string service(const std::optional<scenario::Name>& name) const {
        if (!name) return text_("backtest.all_services");
        for (const auto& service : plan_.federation().services) {
            if (service.local_name == name->text) return text_(service.title);
        }
        return name->text;
    }

    std::string what(const scenario::Observed& observed) const {
        return text_("backtest.back", {{"service", service(observed.service)},
                                       {"share", text_.percent(observed.share.value())}});
    }

    /// 30 min, 2 d 4 h: whatever its size is told in.
    std::string after(std::optional<double> hours) const {
        if (!hours) {
            return ">\u00A0" + text_.span(plan_.scenario().horizon);
        }
        constexpr double micros_per_hour = 3.6e9;
        return text_.span(Duration::micros(std::llround(*hours * micros_per_hour)));
    }

    std::string verdict(const Milestone& m) const {
        constexpr double even = 0.5;
        const char* key = m.within(0.8)             ? "backtest.verdict.within80"
                          : m.within(0.95)          ? "backtest.verdict.within95"
                          : m.position.value < even ? "backtest.verdict.earlier"
                                                    : "backtest.verdict.later";
        const bool is_open = m.is_open(0.8) || m.is_open(0.95);
        return text_(key) + (is_open ? " ?" : "");
    }
};

bool is_of_all(const Milestone& m) { return !m.observed.service.has_value(); }

/// Band, median and observed points.
Picture chart(const model::Plan& plan, const ensemble::Backtest& result, const Text& text) {
    charts::Course course;
    course.alternative = text("backtest.chart.caption");
    course.axis = text("backtest.chart.days");
    course.until = plan.scenario().horizon.in_hours();
    for (const int day : {0, 1, 3, 7, 14, 30, 60, 90, 180, 270, 365, 540, 730}) {
        course.x_marks.emplace_back(day * hours_in_a_day, text.whole(day));
    }
    for (const double share : {0.0, 0.5, 0.9, 1.0}) {
        course.y_marks.emplace_back(share, text.percent(share));
    }
    for (const auto& point : result.curve) {
        course.band.push_back({point.hours, point.p10, point.median, point.p90});
    }
    for (const Milestone& m : result.milestones) {
        if (!is_of_all(m)) continue;
        course.dots.emplace_back(m.observed.after.in_hours(), m.observed.share.value());
    }
    return captioned(charts::course(course));
}

}  // namespace

Document backtest_document(const model::Plan& plan, const ensemble::Backtest& result,
                           const StudyContext& context, const Text& text) {
    const BacktestWords words(plan, result, context, text);
    return document_of(
        {.title = text("backtest.title", {{"scenario", words.title()}}),
         .of_what = words.worlds(),
         .answer = {words.share()},
         .pictures = {chart(plan, result, text)},
         .tables = {words.table()},
         .provenance = text("backtest.provenance", {{"version", context.program_version},
                                                    {"scenario", context.scenario},
                                                    {"hash", context.hash.substr(0, 16)},
                                                    {"seed", fmt::format("{}", context.seed)}})},
        text);
}

std::string backtest_as_json(const ensemble::Backtest& result, const StudyContext& context) {
    Json milestones = Json::array();
    for (const Milestone& m : result.milestones) {
        Json one{
            {"service_name", m.observed.service ? Json(m.observed.service->text) : Json(nullptr)},
            {"share", m.observed.share.value()},
            {"observed_hours", m.observed.after.in_hours()},
            {"confidence", word_of(m.observed.confidence)},
            {"source", m.observed.source},
            {"position", figure(m.position)},
            {"share_beyond_horizon", m.not_reached},
            {"within_80", m.within(0.8)},
            {"within_95", m.within(0.95)},
            {"may_be_luck", m.is_open(0.8) || m.is_open(0.95)}};
        for (const auto& [name, hours] : {std::pair{"hours_p2_5", m.p025},
                                          {"hours_p10", m.p10},
                                          {"hours_median", m.median},
                                          {"hours_p90", m.p90},
                                          {"hours_p97_5", m.p975}}) {
            add_figure(one, name, hours, ensemble::Status::beyond_horizon);
        }
        milestones.push_back(std::move(one));
    }
    Json curve = Json::array();
    for (const auto& p : result.curve) {
        curve.push_back({{"hours", p.hours},
                         {"share_back_p10", p.p10},
                         {"share_back_median", p.median},
                         {"share_back_p90", p.p90}});
    }
    Json json = provenance({.scenario = context.scenario,
                            .scenario_hash = context.hash,
                            .seed = context.seed,
                            .program_version = context.program_version});
    json.update(Json{{"strategy", context.strategies.front().name},
                     {"worlds", result.worlds},
                     {"share_within_80", result.share_within(0.8)},
                     {"share_within_95", result.share_within(0.95)},
                     {"milestones", milestones},
                     {"restored_over_time", curve}});
    return json.dump(2) + "\n";
}

}  // namespace kammerspiel::report
