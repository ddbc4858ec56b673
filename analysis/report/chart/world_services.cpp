#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/world_parts.hpp"
#include "analysis/report/run/figures_in_words.hpp"

// How many services are up over time.

namespace kammerspiel::report::charts {
namespace {

constexpr std::size_t most_moves = 50;

std::string move_words(std::size_t move, const Text& text) {
    return text("charts.move", {{"number", fmt::format("{}", move + 1)}});
}

Json moves_of(const WorldView& world, SimTime until, const Text& text) {
    Json all = Json::array();
    const std::size_t count = std::min(world.moves.size(), most_moves);
    for (std::size_t i = 0; i < count; ++i) {
        const scenario::Move& move = world.moves[i];
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

std::string services_up_note(const WorldView& world, const Text& text) {
    const std::vector<Argument> people{{"people", world.report.people_many}};
    if (!world.moves.empty()) return text("charts.note.services_up", people);
    std::string note = text("report.chart.caption", people);
    if (!world.report.decisions.empty()) note += " " + text("report.chart.decisions");
    return note + " " + text("charts.note.first_days");
}

/// What the curve does at moments that matter.
PageTable services_up_table(const WorldView& world, SimTime until, const Text& text) {
    const LossRow& total = world.report.total;
    std::vector<std::pair<SimTime, std::string>> events;
    for (std::size_t i = 0; i < world.moves.size(); ++i) {
        const SimTime at = world.moves[i].scenario;
        if (at > until) continue;
        events.emplace_back(at, text("charts.event.move", {{"move", move_words(i, text)}}));
    }
    int number = 0;
    for (const Marker& marker : decisions_shown(world, until)) {
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
            {moment(world, at, text), what, text.percent(share_at(total.curve, at), 1)});
    }
    return table;
}

}  // namespace

Picture services_up(const WorldView& world, const Text& text) {
    const RunReport& report = world.report;
    const SimTime until = shown_until(world);
    Drawing drawing{.kind = "services_up",
                    .data = {{"x", days_axis(until, world.calendar, text)},
                             {"y", shares_axis(text)},
                             {"curve", curve_points(report.total.curve, until)},
                             {"moves", moves_of(world, until, text)}},
                    .picture = {}};
    add_decisions(drawing.data, world, until, text);
    Picture& picture = drawing.picture;
    picture.title = services_up_title(report, until, text);
    const auto low = lowest(report.total.curve, until);
    picture.alternative =
        text("charts.alternative.services_up", {{"finding", picture.title},
                                                {"share", text.percent(low.second, 1)},
                                                {"when", moment(world, low.first, text)},
                                                {"people", report.people_many}});
    picture.note = services_up_note(world, text);
    picture.data = services_up_table(world, until, text);
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
