#include "kammerspiel/report/deadline_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/chart/scale.hpp"
#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/templates.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;
using stats::DeadlineCurve;
using stats::Estimate;

class Words {
   public:
    Words(const stats::Deadline& result, const model::Plan& plan, const DeadlineContext& context,
          const Text& text)
        : result_(result), plan_(plan), context_(context), text_(text) {}

    [[nodiscard]] std::string title() const {
        return text_("deadline.title", {{"scenario", text_(plan_.scenario().title)}});
    }
    [[nodiscard]] std::string of_what() const {
        return text_("deadline.of_what", {{"play", context_.play},
                                          {"strategy", context_.strategy},
                                          {"count", static_cast<std::int64_t>(context_.worlds)},
                                          {"seed", fmt::format("{}", context_.seed)}});
    }
    [[nodiscard]] std::vector<std::string> answer() const {
        std::vector<std::string> all{sentence(text_("deadline.all"), result_.all)};
        const stats::DecidedAt& last = result_.all.moments.back();
        if (result_.all.moments.size() > 1) {
            all.push_back(waiting(last));
        }
        if (result_.against.size() < 2) return all;
        for (std::size_t a = 0; a < result_.against.size(); ++a) {
            all.push_back(sentence(text_("deadline.against", {{"attacker", attacker(a)}}),
                                   result_.against[a]));
        }
        return all;
    }
    [[nodiscard]] std::string metric() const {
        const auto& people = plan_.scenario().people;
        const auto& valuation = plan_.scenario().valuation;
        return text_(fmt::format("compare.metric.{}", ensemble::info(context_.metric).name),
                     {{"people", text_(people.one)},
                      {"many", text_(people.many)},
                      {"currency", valuation ? valuation->currency : std::string()}});
    }
    [[nodiscard]] std::vector<std::string> columns() const {
        std::vector<std::string> all{text_("deadline.column.at"),   text_("deadline.column.moment"),
                                     text_("deadline.column.loss"), text_("deadline.column.later"),
                                     text_("deadline.column.gain"), text_("deadline.column.pays")};
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
            std::vector<std::string> row{
                after(moment.at),         when(moment.at),
                with_margin(moment.loss), m == 0 ? "" : with_margin(moment.later),
                with_margin(moment.gain), text_.percent(moment.pays.value)};
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
    [[nodiscard]] std::string attacker(std::size_t number) const {
        const auto& profile = plan_.scenario().attackers[number];
        const std::string words = text_(profile.title);
        return words.empty() ? profile.name.text : words;
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
    const DeadlineContext& context_;
    const Text& text_;

    [[nodiscard]] std::string when(SimTime at) const {
        return text_.short_moment(plan_.calendar().local(at));
    }
    [[nodiscard]] std::string with_margin(const Estimate& estimate) const {
        return report::with_margin(
            estimate, text_, [this](double value) { return figure(value); }, false);
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
std::string chart(const stats::Deadline& result, const Words& words, const Text& text) {
    constexpr double width = 900;
    constexpr double bottom = 300;
    constexpr double left = 80;
    constexpr double right = width - 190;
    double low = 0;
    double high = 0;
    const auto widen = [&](const Estimate& gain) {
        low = std::min(low, gain.low);
        high = std::max(high, gain.high);
    };
    for (const auto& moment : result.all.moments) widen(moment.gain);
    for (const DeadlineCurve& curve : result.against) {
        for (const auto& moment : curve.moments) {
            widen({moment.gain.value, moment.gain.value, moment.gain.value});
        }
    }
    const Scale y(low, high, bottom, 12);
    const double hours =
        std::max((result.all.moments.back().at - SimTime::start()).in_hours(), 1.0);
    // Square root: the first hours, where the decision is made, get more room.
    const auto x = [&](SimTime at) {
        return left + (right - left) * std::sqrt((at - SimTime::start()).in_hours() / hours);
    };
    std::string picture = svg::begin(width, bottom + 55, text("deadline.chart"));
    for (const double mark : y.marks()) {
        picture += svg::line(left, y.at(mark), right, y.at(mark), mark == 0 ? "marker" : "grid");
        picture += svg::label(left - 6, y.at(mark) + 4, "end", words.figure(mark));
    }
    double last_label = -100;
    for (const auto& moment : result.all.moments) {
        picture += svg::line(x(moment.at), 12, x(moment.at), bottom, "grid");
        constexpr double room = 34;
        if (x(moment.at) - last_label < room) continue;
        last_label = x(moment.at);
        picture += svg::label(x(moment.at), bottom + 16, "middle",
                              text.number((moment.at - SimTime::start()).in_hours(), 0));
    }
    picture += svg::label((left + right) / 2, bottom + 38, "middle", text("deadline.chart.hours"));
    std::string band;
    std::string line;
    for (const auto& moment : result.all.moments) {
        band += fmt::format("{}{:.1f},{:.1f}", band.empty() ? "M" : "L", x(moment.at),
                            y.at(moment.gain.high));
        line += fmt::format("{}{:.1f},{:.1f}", line.empty() ? "M" : "L", x(moment.at),
                            y.at(moment.gain.value));
    }
    for (auto m = result.all.moments.rbegin(); m != result.all.moments.rend(); ++m) {
        band += fmt::format("L{:.1f},{:.1f}", x(m->at), y.at(m->gain.low));
    }
    picture +=
        fmt::format("<path class=\"area\" d=\"{}Z\"/><path class=\"line\" d=\"{}\"/>", band, line);
    std::vector<std::pair<double, std::string>> labels{
        {y.at(result.all.moments.back().gain.value), text("deadline.chart.all")}};
    if (result.against.size() > 1) {
        for (std::size_t a = 0; a < result.against.size(); ++a) {
            std::string path;
            for (const auto& moment : result.against[a].moments) {
                path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "M" : "L", x(moment.at),
                                    y.at(moment.gain.value));
            }
            picture += fmt::format("<path class=\"line dash{}\" d=\"{}\"/>", a % 4, path);
            labels.emplace_back(y.at(result.against[a].moments.back().gain.value),
                                words.attacker(a));
        }
    }
    // Names of neighbouring lines are kept apart.
    std::sort(labels.begin(), labels.end());
    double at = -100;
    for (const auto& [wanted, name] : labels) {
        constexpr double line_height = 14;
        at = std::max(wanted + 4, at + line_height);
        picture += svg::label(right + 8, at, "start", shortened(name, 26), "mark");
    }
    return picture + "</svg>";
}

}  // namespace

std::string deadline_in_words(const stats::Deadline& result, const model::Plan& plan,
                              const DeadlineContext& context, const Text& text) {
    const Words words(result, plan, context, text);
    const auto paragraph = [](const std::string& sentence) {
        return fmt::format("{}\n", fmt::join(wrapped(sentence, terminal_width), "\n"));
    };
    std::string out = words.title() + "\n" + paragraph(words.of_what()) + "\n";
    for (const auto& sentence : words.answer()) out += paragraph(sentence);
    // What is wider than a terminal is in the page.
    constexpr std::size_t shown = 6;
    std::vector<std::string> headings;
    for (std::size_t c = 0; c < std::min(shown, words.columns().size()); ++c) {
        constexpr std::size_t narrow = 22;
        headings.push_back(fmt::format("{}", fmt::join(wrapped(words.columns()[c], narrow), "\n")));
    }
    TextTable table(headings);
    for (auto row : words.rows()) {
        row.resize(headings.size());
        table.add(std::move(row));
    }
    out += "\n" + words.metric() + "\n" + table.print();
    return with_plain_spaces(out + paragraph(text("deadline.note")));
}

std::string deadline_as_html(const stats::Deadline& result, const model::Plan& plan,
                             const DeadlineContext& context, const Text& text) {
    const Words words(result, plan, context, text);
    data page;
    page.set("lang", std::string(code(text.language())));
    page.set("title", printable(words.title()));
    page.set("css", template_named("report.css"));
    std::vector<std::string> summary{words.of_what()};
    for (const auto& sentence : words.answer()) summary.push_back(sentence);
    page.set("summary", sentences(summary));
    page.set("chart", chart(result, words, text));
    page.set("caption", text("deadline.caption"));
    page.set("table", printable(words.metric()));
    page.set("note", text("deadline.note"));
    page.set("columns", sentences(words.columns()));
    data rows{data::type::list};
    for (const auto& cells : words.rows()) {
        data row;
        row.set("head", cells.front());
        row.set("cells", sentences({cells.begin() + 1, cells.end()}));
        rows.push_back(row);
    }
    page.set("rows", rows);
    page.set("provenance",
             text("compare.provenance", {{"version", std::string(program_version)},
                                         {"scenario", plan.scenario().id},
                                         {"hash", scenario::hash(plan.scenario()).substr(0, 16)},
                                         {"seed", fmt::format("{}", context.seed)},
                                         {"count", static_cast<std::int64_t>(context.worlds)}}));
    kainjow::mustache::mustache html(template_named("backtest.html.mustache"));
    ensure(html.is_valid(), "the template of the page is not valid: {}", html.error_message());
    return html.render(page);
}

std::string deadline_as_json(const stats::Deadline& result, const model::Plan& plan,
                             const DeadlineContext& context) {
    using Json = nlohmann::ordered_json;
    const auto of = [](const Estimate& estimate) {
        return Json{{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
    };
    const auto hours = [](const std::optional<SimTime>& at) {
        return at ? Json((*at - SimTime::start()).in_hours()) : Json(nullptr);
    };
    const auto curve = [&](const DeadlineCurve& of_whom) {
        Json moments = Json::array();
        for (const auto& moment : of_whom.moments) {
            moments.push_back({{"hours", hours(moment.at)},
                               {"loss", of(moment.loss)},
                               {"gain", of(moment.gain)},
                               {"pays", of(moment.pays)},
                               {"equal", of(moment.equal)}});
        }
        return Json{{"moments", moments},
                    {"never", of(of_whom.never)},
                    {"last_paying_hours", hours(of_whom.last_paying)},
                    {"last_surely_paying_hours", hours(of_whom.last_surely_paying)},
                    {"best_hours", hours(of_whom.best)}};
    };
    Json against = Json::object();
    for (std::size_t a = 0; a < result.against.size(); ++a) {
        against[plan.scenario().attackers[a].name.text] = curve(result.against[a]);
    }
    const Json json{{"program", "kammerspiel"},
                    {"version", program_version},
                    {"scenario", plan.scenario().id},
                    {"scenario_sha256", scenario::hash(plan.scenario())},
                    {"strategy", context.strategy},
                    {"play", context.play},
                    {"metric", ensemble::info(context.metric).name},
                    {"seed", context.seed},
                    {"worlds_of_each_attacker", context.worlds},
                    {"all", curve(result.all)},
                    {"against", against}};
    return json.dump(2) + "\n";
}

}  // namespace kammerspiel::report
