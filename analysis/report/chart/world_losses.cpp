#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/scale.hpp"
#include "analysis/report/chart/world_parts.hpp"
#include "analysis/report/run/figures_in_words.hpp"

// What was lost to which cause, and when services were out beside what was decided.

namespace kammerspiel::report::charts {
namespace {

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

Picture loss_by_cause(const RunReport& report, const Text& text) {
    const auto rows = services_by(report, [](const LossRow& row) { return row.lost.sum(); });
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = loss_table(rows, text);
    picture.title = text("report.summary.nothing_lost");
    picture.alternative = picture.title;
    if (rows.empty()) return finished(std::move(drawing));
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
    return finished(std::move(drawing));
}

Picture outages(const WorldView& world, const Text& text) {
    const RunReport& report = world.report;
    const SimTime until = shown_until(world);
    const auto rows = services_by(report, [](const LossRow& row) { return row.outage_hours; });
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = outages_table(rows, report, text);
    picture.title = text("report.summary.nothing_lost");
    picture.alternative = picture.title;
    if (rows.empty()) return finished(std::move(drawing));
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
    data["x"] = days_axis(until, world.calendar, text);
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
    add_decisions(data, world, until, text);
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
