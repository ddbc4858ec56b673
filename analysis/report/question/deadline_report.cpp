#include "kammerspiel/report/deadline_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/document/results_json.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::report {
namespace {

using stats::DeadlineCurve;
using stats::Estimate;

class DeadlineWords {
   public:
    DeadlineWords(const stats::Deadline& result, const model::Plan& plan,
                  const StudyContext& context, const std::string& play,
                  const std::vector<PassedThreshold>& passed, const Text& text)
        : result_(result),
          plan_(plan),
          context_(context),
          play_(play),
          passed_(passed),
          text_(text) {}

    [[nodiscard]] std::string title() const {
        return text_("deadline.title", {{"scenario", text_(plan_.scenario().title)}});
    }
    [[nodiscard]] std::string of_what() const {
        return text_("deadline.of_what",
                     {{"play", play_},
                      {"strategy", title_of(context_.strategies.front(), text_)},
                      {"count", static_cast<std::int64_t>(context_.worlds)},
                      {"seed", fmt::format("{}", context_.seed)}});
    }
    [[nodiscard]] std::vector<std::string> answer() const {
        std::vector<std::string> all{sentence(text_("deadline.all"), result_.all)};
        const stats::DecidedAt& last = result_.all.moments.back();
        if (result_.all.moments.size() > 1) {
            all.push_back(waiting(last));
        }
        for (const PassedThreshold& one : passed_) {
            const std::string words = passing(one);
            if (!words.empty()) all.push_back(words);
        }
        if (result_.against.size() < 2) return all;
        for (std::size_t a = 0; a < result_.against.size(); ++a) {
            all.push_back(sentence(text_("deadline.against", {{"attacker", attacker(a)}}),
                                   result_.against[a]));
        }
        return all;
    }
    [[nodiscard]] std::string metric() const {
        return text_(fmt::format("compare.metric.{}", ensemble::info(context_.metric).name),
                     {{"people", text_(context_.people_one)},
                      {"many", text_(context_.people_many)},
                      {"currency", context_.currency}});
    }
    [[nodiscard]] std::vector<std::string> columns() const {
        std::vector<std::string> all{
            text_("deadline.column.at"),   text_("deadline.column.moment"),
            text_("deadline.column.loss"), text_("deadline.column.each_hour"),
            text_("deadline.column.gain"), text_("deadline.column.pays"),
            text_("deadline.column.later")};
        if (result_.against.size() < 2) return all;
        for (std::size_t a = 0; a < result_.against.size(); ++a) {
            all.push_back(text_("deadline.column.gain_against", {{"attacker", attacker(a)}}));
        }
        return all;
    }
    [[nodiscard]] std::vector<std::vector<std::string>> rows() const {
        std::vector<std::vector<std::string>> all;
        for (std::size_t m = 0; m < result_.all.moments.size(); ++m) {
            const stats::DecidedAt& moment = result_.all.moments[m];
            std::vector<std::string> row{after(moment.at),
                                         when(moment.at),
                                         with_margin(moment.loss),
                                         m == 0 ? "" : with_margin(moment.each_hour),
                                         with_margin(moment.gain),
                                         text_.percent(moment.pays.value),
                                         m == 0 ? "" : with_margin(moment.later)};
            if (result_.against.size() > 1) {
                for (const DeadlineCurve& curve : result_.against) {
                    row.push_back(with_margin(curve.moments[m].gain));
                }
            }
            all.push_back(std::move(row));
        }
        std::vector<std::string> never(all.front().size(), "");
        never[0] = text_("deadline.never");
        never[2] = with_margin(result_.all.never);
        all.push_back(std::move(never));
        return all;
    }
    /// Thresholds by moment; empty where nothing is ever passed.
    [[nodiscard]] PageTable thresholds() const {
        PageTable table{.title = text_("deadline.table.thresholds"),
                        .note = text_("deadline.note.thresholds"),
                        .columns = {{text_("deadline.column.threshold"), true, true}},
                        .rows = {}};
        // What is wider than a terminal is in the page.
        constexpr std::size_t shown = 6;
        for (const auto& moment : result_.all.moments) {
            table.columns.push_back({after(moment.at), table.columns.size() < shown});
        }
        table.columns.push_back({text_("deadline.never")});
        for (const PassedThreshold& one : passed_) {
            std::vector<std::string> row{one.title};
            for (const Estimate& share : one.probability) row.push_back(text_.percent(share.value));
            table.rows.push_back(std::move(row));
        }
        return table;
    }
    [[nodiscard]] std::string attacker(std::size_t number) const {
        return title_of(context_.attackers[number], text_);
    }
    [[nodiscard]] std::string figure(double value) const { return text_.compact(value); }
    /// "4 h", as people count it from the start.
    [[nodiscard]] std::string after(SimTime at) const {
        const Duration since = at - SimTime::start();
        return since == Duration{} ? text_("deadline.at_once") : text_.span(since);
    }

   private:
    const stats::Deadline& result_;
    const model::Plan& plan_;
    const StudyContext& context_;
    const std::string& play_;
    const std::vector<PassedThreshold>& passed_;
    const Text& text_;

    [[nodiscard]] std::string when(SimTime at) const {
        return text_.short_moment(plan_.calendar().local(at));
    }
    [[nodiscard]] std::string with_margin(const Estimate& estimate) const {
        return report::with_margin(
            estimate, text_, [this](double value) { return figure(value); }, false);
    }
    /// From which moment on it is passed rather than not.
    [[nodiscard]] std::string passing(const PassedThreshold& one) const {
        constexpr double half = 0.5;
        const auto likely = [&](std::size_t m) { return one.probability[m].value >= half; };
        if (likely(0)) return {};
        for (std::size_t m = 1; m < result_.all.moments.size(); ++m) {
            if (!likely(m)) continue;
            return text_("deadline.answer.passing",
                         {{"threshold", one.title},
                          {"at", after(result_.all.moments[m].at)},
                          {"before", after(result_.all.moments[m - 1].at)},
                          {"share", text_.percent(one.probability[m].value)},
                          {"share_before", text_.percent(one.probability[m - 1].value)}});
        }
        return {};
    }
    /// What deciding at the last moment costs or saves against the first.
    [[nodiscard]] std::string waiting(const stats::DecidedAt& last) const {
        const bool is_less = last.later.value < 0;
        const Estimate shown = is_less ? negative(last.later) : last.later;
        const bool is_known = last.later.low == last.later.high;
        if (is_known && last.later.value == 0) {
            return text_("deadline.answer.waiting_same", {{"at", after(last.at)}});
        }
        const bool is_open = !is_known && last.later.covers(0);
        const char* less =
            is_open ? "deadline.answer.waiting_less_open" : "deadline.answer.waiting_less";
        const char* more = is_open ? "deadline.answer.waiting_open" : "deadline.answer.waiting";
        return text_(is_less ? less : more,
                     {{"at", after(last.at)}, {"figure", with_interval(shown)}});
    }
    [[nodiscard]] std::string with_interval(const Estimate& estimate) const {
        return report::with_interval(estimate, text_,
                                     [this](double value) { return figure(value); });
    }
    static Estimate negative(const Estimate& estimate) {
        return {-estimate.value, -estimate.high, -estimate.low};
    }
    [[nodiscard]] std::string sentence(const std::string& whom, const DeadlineCurve& curve) const {
        const SimTime last = curve.moments.back().at;
        if (curve.last_surely_paying == last) {
            return text_("deadline.answer.always", {{"whom", whom}, {"at", after(last)}});
        }
        if (curve.last_surely_paying) {
            return text_(curve.last_paying == curve.last_surely_paying ? "deadline.answer.until"
                                                                       : "deadline.answer.open",
                         {{"whom", whom},
                          {"at", after(*curve.last_surely_paying)},
                          {"moment", when(*curve.last_surely_paying)},
                          {"possibly", after(*curve.last_paying)}});
        }
        for (const auto& moment : curve.moments) {
            if (moment.gain.low <= 0) continue;
            return text_("deadline.answer.later", {{"whom", whom}, {"at", after(moment.at)}});
        }
        const Estimate& first = curve.moments.front().gain;
        if (first.high < 0) {
            return text_("deadline.answer.never",
                         {{"whom", whom}, {"figure", with_interval(negative(first))}});
        }
        if (first.low == first.high) return text_("deadline.answer.same", {{"whom", whom}});
        return text_("deadline.answer.unknown", {{"whom", whom}, {"figure", with_interval(first)}});
    }
};

/// The gain against the hour of the decision: over all hypotheses with its band, and each alone.
Picture chart(const stats::Deadline& result, const DeadlineWords& words, const Text& text) {
    charts::Course course;
    course.alternative = text("deadline.chart");
    course.axis = text("deadline.chart.hours");
    course.has_zero = true;
    course.low = 0;
    course.high = 0;
    const auto widen = [&](double low, double high) {
        course.low = std::min(course.low, low);
        course.high = std::max(course.high, high);
    };
    const auto hours = [](const stats::DecidedAt& moment) {
        return (moment.at - SimTime::start()).in_hours();
    };
    course.until = std::max(hours(result.all.moments.back()), 1.0);
    for (const auto& moment : result.all.moments) {
        const Estimate& gain = moment.gain;
        widen(gain.low, gain.high);
        course.band.push_back({hours(moment), gain.low, gain.value, gain.high});
        course.x_marks.emplace_back(hours(moment), text.number(hours(moment), 0));
    }
    if (result.against.size() > 1) {
        course.name = text("deadline.chart.all");
        for (std::size_t a = 0; a < result.against.size(); ++a) {
            charts::Course::Line line{words.attacker(a), {}};
            for (const auto& moment : result.against[a].moments) {
                widen(moment.gain.value, moment.gain.value);
                line.points.emplace_back(hours(moment), moment.gain.value);
            }
            course.lines.push_back(std::move(line));
        }
    }
    if (course.high <= course.low) course.high = course.low + 1;
    course.y_marks = charts::marks_between(course.low, course.high,
                                           [&](double value) { return words.figure(value); });
    Picture picture = charts::course(course);
    picture.note = text("deadline.caption");
    return picture;
}

PageTable table(const DeadlineWords& words, const Text& text) {
    PageTable table{.title = words.metric(),
                    .note = text("deadline.note"),
                    .columns = {},
                    .rows = words.rows()};
    // What is wider than a terminal is in the page.
    constexpr std::size_t shown = 6;
    for (const std::string& heading : words.columns()) {
        table.columns.push_back({heading, table.columns.size() < shown});
    }
    return table;
}

}  // namespace

Document deadline_document(const stats::Deadline& result, const model::Plan& plan,
                           const StudyContext& context, const std::string& play,
                           const std::vector<PassedThreshold>& passed, const Text& text) {
    const DeadlineWords words(result, plan, context, play, passed, text);
    return document_of({.title = words.title(),
                        .of_what = words.of_what(),
                        .answer = words.answer(),
                        .pictures = {chart(result, words, text)},
                        .tables = {table(words, text), words.thresholds()},
                        .provenance = text("compare.provenance",
                                           {{"version", context.program_version},
                                            {"scenario", context.scenario},
                                            {"hash", context.hash.substr(0, 16)},
                                            {"seed", fmt::format("{}", context.seed)},
                                            {"count", static_cast<std::int64_t>(context.worlds)}})},
                       text);
}

std::string deadline_as_json(const stats::Deadline& result, const model::Plan& plan,
                             const StudyContext& context, const std::string& play,
                             const std::vector<PassedThreshold>& passed) {
    const auto of = [](const Estimate& estimate) { return report::figure(estimate); };
    const auto hours = [](SimTime at) { return (at - SimTime::start()).in_hours(); };
    const auto add_hours = [&](Json& json, std::string_view name,
                               const std::optional<SimTime>& at) {
        add_figure(json, name, at ? std::optional(hours(*at)) : std::nullopt,
                   ensemble::Status::not_defined);
    };
    const auto curve = [&](const DeadlineCurve& of_whom) {
        Json moments = Json::array();
        for (const auto& moment : of_whom.moments) {
            moments.push_back({{"hours", hours(moment.at)},
                               {"loss", of(moment.loss)},
                               {"each_hour", of(moment.each_hour)},
                               {"gain", of(moment.gain)},
                               {"share_better", of(moment.pays)},
                               {"share_equal", of(moment.equal)}});
        }
        Json json{{"moments", moments}, {"never", of(of_whom.never)}};
        add_hours(json, "last_paying_hours", of_whom.last_paying);
        add_hours(json, "last_surely_paying_hours", of_whom.last_surely_paying);
        add_hours(json, "best_hours", of_whom.best);
        return json;
    };
    Json against = Json::object();
    for (std::size_t a = 0; a < result.against.size(); ++a) {
        against[plan.scenario().attackers[a].name.text] = curve(result.against[a]);
    }
    Json thresholds = Json::array();
    for (const PassedThreshold& one : passed) {
        Json shares = Json::array();
        for (std::size_t m = 0; m + 1 < one.probability.size(); ++m) {
            shares.push_back({{"hours", hours(result.all.moments[m].at)},
                              {"probability", of(one.probability[m])}});
        }
        thresholds.push_back(
            {{"name", one.name}, {"moments", shares}, {"never", of(one.probability.back())}});
    }
    Json json = provenance({.scenario = context.scenario,
                            .scenario_hash = context.hash,
                            .seed = context.seed,
                            .program_version = context.program_version});
    json.update(Json{{"strategy", context.strategies.front().name},
                     {"play", play},
                     {"metric", ensemble::info(context.metric).name},
                     {"worlds", context.worlds},
                     {"all", curve(result.all)},
                     {"against", against},
                     {"thresholds", thresholds}});
    return json.dump(2) + "\n";
}

}  // namespace kammerspiel::report
