#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/world_parts.hpp"

// Services that people of others turned to: what was asked of them, hour by hour, against what they
// could serve.

namespace kammerspiel::report::charts {
namespace {

constexpr std::size_t most_shown = 8;

/// What an hour shows, in parts of the highest of its row.
Json box(const model::Load::Hour& hour, double from, double to, double highest) {
    const auto part = [&](double of) { return std::round(of / highest * 1e3) / 1e3; };
    return {{"from", from},
            {"to", to},
            {"own", part(hour.own)},
            {"served", part(hour.served)},
            {"away", part(hour.turned_away())},
            {"capacity", part(hour.capacity)}};
}

double asked(const model::Load::Hour& hour) { return hour.own + hour.wanted; }

/// Of hours that fall on one spot of the picture, the one in which most was asked.
Json boxes(const Receiver& receiver, double highest, SimTime until) {
    constexpr double spots = 300;
    const double end = place_of(until, until);
    Json all = Json::array();
    double last_spot = -1;
    const model::Load::Hour* shown = nullptr;
    double from = 0;
    double to = 0;
    const auto flush = [&] {
        if (shown != nullptr) all.push_back(box(*shown, from, to, highest));
    };
    for (const model::Load::Hour& hour : receiver.hours) {
        const SimTime begin = SimTime::start() + hours(1) * static_cast<std::int64_t>(hour.number);
        if (begin >= until) break;
        const double left = place_of(begin, until);
        const double right = place_of(begin + hours(1), until);
        const double spot = std::floor(left / end * spots);
        if (spot != last_spot) {
            flush();
            last_spot = spot;
            shown = &hour;
            from = left;
        } else if (asked(hour) > asked(*shown)) {
            shown = &hour;
        }
        to = right;
    }
    flush();
    return all;
}

double highest_of(const Receiver& receiver) {
    double highest = 0;
    for (const model::Load::Hour& hour : receiver.hours) {
        highest = std::max({highest, asked(hour), hour.capacity});
    }
    return highest;
}

}  // namespace

Picture loads(const WorldView& world, const Text& text) {
    const RunReport& report = world.report;
    const auto& receivers = report.elsewhere.receivers;
    if (receivers.empty()) return {};
    const SimTime until = shown_until(world);
    Drawing drawing{.kind = "loads",
                    .data = {{"x", days_axis(until, world.calendar, text)},
                             {"words",
                              {{"own", text("charts.loads.own")},
                               {"served", text("charts.loads.served")},
                               {"away", text("charts.loads.away")},
                               {"capacity", text("charts.loads.capacity")}}},
                             {"rows", Json::array()}},
                    .picture = {}};
    Picture& picture = drawing.picture;
    PageTable& table = picture.data;
    table.title = text("charts.table.loads");
    table.columns = {{.heading = text("report.elsewhere.whereto"), .is_text = true},
                     {.heading = text("report.first.service"), .is_text = true},
                     {.heading = text("report.elsewhere.wanted")},
                     {.heading = text("report.elsewhere.served")},
                     {.heading = text("report.elsewhere.away")}};
    std::size_t overrun = 0;
    for (const Receiver& receiver : receivers) {
        const double away = receiver.wanted - receiver.served;
        if (away > 0) ++overrun;
        table.rows.push_back({receiver.name, receiver.service_title, text.compact(receiver.wanted),
                              text.compact(receiver.served), text.compact(away)});
    }
    for (std::size_t r = 0; r < std::min(receivers.size(), most_shown); ++r) {
        const Receiver& receiver = receivers[r];
        const double highest = highest_of(receiver);
        drawing.data["rows"].push_back(
            {{"name", in_two_lines(receiver.name, longest_name)},
             {"what", fitting(receiver.service_title, longest_name)},
             {"highest", text("charts.loads.highest", {{"count", text.compact(highest)}})},
             {"boxes", boxes(receiver, highest, until)}});
    }
    picture.title =
        text("charts.title.loads", {{"count", static_cast<std::int64_t>(overrun)},
                                    {"of", static_cast<std::int64_t>(receivers.size())}});
    picture.alternative = picture.title;
    picture.note = text("charts.note.loads");
    if (receivers.size() > most_shown) {
        picture.note +=
            " " + text("charts.note.loads_more",
                       {{"count", static_cast<std::int64_t>(receivers.size() - most_shown)}});
    }
    picture.is_tall = drawing.data["rows"].size() > 3;
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
