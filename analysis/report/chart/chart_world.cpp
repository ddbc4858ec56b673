#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/run/figures_in_words.hpp"

// One world: services over time, what was lost to which cause, outages beside decisions.

namespace kammerspiel::report::papers {
namespace {

constexpr std::size_t longest_name = 26;
constexpr std::size_t longest_line = 70;
constexpr std::size_t most_decisions = 8;
constexpr std::size_t most_services = 14;
constexpr std::size_t most_moves = 50;

std::string moment(const ExerciseMaterial& material, SimTime at, const Text& text) {
    return text.short_moment(material.plan.calendar().local(at));
}

SimTime end_of(const scenario::Move& move) {
    return move.scenario + Duration::micros(static_cast<std::int64_t>(
                               static_cast<double>(move.takes.count()) * move.pace));
}

/// Until everything is back and the last move is over.
SimTime shown_until(const ExerciseMaterial& material) {
    SimTime until = material.report.shown_until;
    for (const scenario::Move& move : material.exercise.moves) {
        until = std::max(until, end_of(move));
    }
    return std::min(until, material.report.end);
}

/// Of plays that many organisations decide, the first time.
std::vector<Marker> decisions_shown(const ExerciseMaterial& material, SimTime until) {
    std::vector<Marker> shown;
    std::set<std::string> told;
    for (const Marker& marker : material.report.decisions) {
        if (marker.at < SimTime::start() || marker.at > until) continue;
        if (shown.size() == most_decisions || !told.insert(marker.label).second) continue;
        shown.push_back(marker);
    }
    return shown;
}

void add_decisions(Json& data, const ExerciseMaterial& material, SimTime until, const Text& text) {
    data["decisions"] = Json::array();
    data["lines"] = Json::array();
    int number = 0;
    for (const Marker& marker : decisions_shown(material, until)) {
        data["decisions"].push_back({{"at", place_of(marker.at, until)}, {"number", ++number}});
        data["lines"].push_back(
            text("charts.decided", {{"what", fitting(marker.label, longest_line)},
                                    {"when", moment(material, marker.at, text)}}));
    }
}

std::string move_words(std::size_t move, const Text& text) {
    return text("charts.move", {{"number", fmt::format("{}", move + 1)}});
}

Json moves_of(const ExerciseMaterial& material, SimTime until, const Text& text) {
    Json all = Json::array();
    const std::size_t count = std::min(material.exercise.moves.size(), most_moves);
    for (std::size_t i = 0; i < count; ++i) {
        const scenario::Move& move = material.exercise.moves[i];
        if (move.scenario > until) continue;
        all.push_back({{"from", place_of(move.scenario, until)},
                       {"to", place_of(end_of(move), until)},
                       {"label", move_words(i, text)}});
    }
    return all;
}

std::string services_up_title(const RunReport& report, SimTime until, const Text& text) {
    const LossRow& total = report.total;
    if (total.lost.sum() <= 0.0) return text("report.summary.nothing_lost");
    const std::vector<Argument> figures{
        {"half", back_in(Phrase::after, total.half, report.end, text)},
        {"all", back_in(Phrase::after, total.all, report.end, text)},
        {"share", text.percent(lowest(total.curve, until).second)},
        {"end", text.span(report.end - SimTime::start())}};
    if (total.half.never_below) {
        return text(total.all.at ? "charts.title.up_half_kept" : "charts.title.up_half_kept_open",
                    figures);
    }
    if (!total.half.at) return text("charts.title.up_none", figures);
    return text(total.all.at ? "report.chart.title" : "charts.title.up_open", figures);
}

/// What the curve does at moments that matter.
PageTable services_up_table(const ExerciseMaterial& material, SimTime until, const Text& text) {
    const LossRow& total = material.report.total;
    std::vector<std::pair<SimTime, std::string>> events;
    for (std::size_t i = 0; i < material.exercise.moves.size(); ++i) {
        const SimTime at = material.exercise.moves[i].scenario;
        if (at > until) continue;
        events.emplace_back(at, text("charts.event.move", {{"move", move_words(i, text)}}));
    }
    int number = 0;
    for (const Marker& marker : decisions_shown(material, until)) {
        events.emplace_back(marker.at, text("charts.event.decision",
                                            {{"number", fmt::format("{}", ++number)},
                                             {"what", fitting(marker.label, longest_line)}}));
    }
    const auto low = lowest(total.curve, until);
    if (low.second < 1.0) events.emplace_back(low.first, text("charts.event.lowest"));
    const auto back = [&](const model::Restored& restored, std::string_view key) {
        if (restored.at) events.emplace_back(*restored.at, text(key));
    };
    back(total.half, "charts.event.half");
    back(total.most, "charts.event.most");
    back(total.all, "charts.event.all");
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    PageTable table{.title = text("charts.table.services_up"),
                    .note = {},
                    .columns = {{.heading = text("charts.column.when"), .is_text = true},
                                {.heading = text("charts.column.what"), .is_text = true},
                                {.heading = text("charts.column.up")}},
                    .rows = {}};
    for (const auto& [at, what] : events) {
        table.rows.push_back(
            {moment(material, at, text), what, text.percent(share_at(total.curve, at), 1)});
    }
    return table;
}

std::vector<LossRow> services_by(const RunReport& report, double (*figure)(const LossRow&)) {
    std::vector<LossRow> rows;
    for (const LossRow& row : report.by_service) {
        if (figure(row) > 0.0) rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const LossRow& a, const LossRow& b) { return figure(a) > figure(b); });
    return rows;
}

PageTable loss_table(const std::vector<LossRow>& rows, const Text& text) {
    PageTable table{.title = text("charts.table.loss"),
                    .note = {},
                    .columns = {{.heading = text("report.first.service"), .is_text = true},
                                {.heading = text("report.heading.lost")}},
                    .rows = {}};
    for (const CausePart& part : parts_of({})) {
        table.columns.push_back(
            {.heading = text(fmt::format("report.cause_short.{}", word_of(part.cause)))});
    }
    for (const LossRow& row : rows) {
        std::vector<std::string> cells{row.name, text.rough(row.lost.sum())};
        for (const CausePart& part : parts_of(row.lost)) {
            cells.push_back(part_of(part.hours, row.lost.sum(), text));
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

/// Of a share that is down: none, up to 10, 50, 90 % or more.
int level_of(double down) {
    if (down <= 0.0) return -1;
    if (down <= 0.1) return 0;
    if (down <= 0.5) return 1;
    return down < 0.9 ? 2 : 3;
}

/// Stretches in which a service is out to the same degree.
Json spans_of(const Curve& curve, SimTime until) {
    Json spans = Json::array();
    int level = -1;
    double from = 0;
    const auto close = [&](double place) {
        if (level >= 0 && place > from) {
            spans.push_back({{"from", from}, {"to", place}, {"level", level}});
        }
        from = place;
    };
    const Json points = curve_points(curve, until);
    for (const Json& point : points) {
        const int here = level_of(1.0 - point[1].get<double>());
        if (here == level) continue;
        close(point[0].get<double>());
        level = here;
    }
    close(place_of(until, until));
    return spans;
}

PageTable outages_table(const std::vector<LossRow>& rows, const RunReport& report,
                        const Text& text) {
    PageTable table{
        .title = text("charts.table.outages"),
        .note = {},
        .columns = {{.heading = text("report.first.service"), .is_text = true},
                    {.heading = text("report.heading.outage", {{"person", report.people_one}})},
                    {.heading = text("report.heading.longest")},
                    {.heading = text("charts.column.half")},
                    {.heading = text("charts.column.all")}},
        .rows = {}};
    for (const LossRow& row : rows) {
        table.rows.push_back({row.name, text.number(row.outage_hours, 1),
                              text.number(row.longest_hours, 1),
                              back_in(Phrase::alone, row.half, report.end, text),
                              back_in(Phrase::alone, row.all, report.end, text)});
    }
    return table;
}

}  // namespace

Drawing draw_services_up(const ExerciseMaterial& material, const Text& text) {
    const RunReport& report = material.report;
    const SimTime until = shown_until(material);
    Drawing drawing{.kind = "services_up",
                    .data = {{"x", days_axis(until, material.plan.calendar(), text)},
                             {"y", shares_axis(text)},
                             {"curve", curve_points(report.total.curve, until)},
                             {"moves", moves_of(material, until, text)}},
                    .picture = {}};
    add_decisions(drawing.data, material, until, text);
    Picture& picture = drawing.picture;
    picture.title = services_up_title(report, until, text);
    const auto low = lowest(report.total.curve, until);
    picture.alternative =
        text("charts.alternative.services_up", {{"finding", picture.title},
                                                {"share", text.percent(low.second, 1)},
                                                {"when", moment(material, low.first, text)},
                                                {"people", report.people_many}});
    picture.note = text("charts.note.services_up", {{"people", report.people_many}});
    picture.data = services_up_table(material, until, text);
    return drawing;
}

Drawing draw_loss_by_cause(const ExerciseMaterial& material, const Text& text) {
    const RunReport& report = material.report;
    const auto rows = services_by(report, [](const LossRow& row) { return row.lost.sum(); });
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = loss_table(rows, text);
    picture.title = text("report.summary.nothing_lost");
    picture.alternative = picture.title;
    if (rows.empty()) return drawing;
    drawing.kind = "loss_by_cause";
    picture.title =
        text("charts.title.loss", {{"hours", text.rough(report.total.lost.sum())},
                                   {"causes", causes_in_words(report.total.lost, text)}});
    picture.alternative =
        text("charts.alternative.loss", {{"finding", picture.title},
                                         {"service", rows.front().name},
                                         {"hours", text.rough(rows.front().lost.sum())}});
    picture.note = text("charts.note.loss", {{"people", report.people_many}});
    Json& data = drawing.data;
    data["causes"] = Json::array();
    for (const CausePart& part : parts_of({})) {
        data["causes"].push_back(
            {{"word", word_of(part.cause)},
             {"label", text(fmt::format("report.cause.{}", word_of(part.cause)))}});
    }
    data["rows"] = Json::array();
    for (std::size_t i = 0; i < std::min(rows.size(), most_services); ++i) {
        Json parts = Json::array();
        for (const CausePart& part : parts_of(rows[i].lost)) parts.push_back(part.hours);
        data["rows"].push_back({{"name", fitting(rows[i].name, longest_name)},
                                {"parts", parts},
                                {"total", text.compact(rows[i].lost.sum())}});
    }
    const double most = rows.front().lost.sum();
    Json marks = Json::array();
    for (const double at : Scale(0, most, 0, 1).marks())
        marks.push_back(mark(at, text.compact(at)));
    // Rounding must not push the longest bar out of the picture.
    data["x"] = {{"max", 1.001 * most},
                 {"name", fitting(text("report.figure.lost", {{"people", report.people_many}}),
                                  longest_line)},
                 {"marks", marks}};
    return drawing;
}

Drawing draw_outages(const ExerciseMaterial& material, const Text& text) {
    const RunReport& report = material.report;
    const SimTime until = shown_until(material);
    const auto rows = services_by(report, [](const LossRow& row) { return row.outage_hours; });
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = outages_table(rows, report, text);
    picture.title = text("report.summary.nothing_lost");
    picture.alternative = picture.title;
    if (rows.empty()) return drawing;
    drawing.kind = "outages";
    const LossRow& first = rows.front();
    picture.title = text("charts.title.outages", {{"service", first.name},
                                                  {"hours", text.number(first.outage_hours, 1)},
                                                  {"person", report.people_one}});
    picture.alternative =
        text("charts.alternative.outages", {{"finding", picture.title},
                                            {"count", static_cast<std::int64_t>(rows.size())},
                                            {"service", rows.back().name},
                                            {"hours", text.number(rows.back().outage_hours, 1)}});
    picture.note = text("charts.note.outages", {{"people", report.people_many}});
    Json& data = drawing.data;
    data["x"] = days_axis(until, material.plan.calendar(), text);
    data["levels"] = Json::array();
    for (const char* level : {"charts.level.few", "charts.level.some", "charts.level.many",
                              "charts.level.nearly_all"}) {
        data["levels"].push_back(text(level));
    }
    data["rows"] = Json::array();
    for (std::size_t i = 0; i < std::min(rows.size(), most_services); ++i) {
        data["rows"].push_back({{"name", fitting(rows[i].name, longest_name)},
                                {"spans", spans_of(rows[i].curve, until)}});
    }
    add_decisions(data, material, until, text);
    return drawing;
}

}  // namespace kammerspiel::report::papers
