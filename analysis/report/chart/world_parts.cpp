#include "analysis/report/chart/world_parts.hpp"

#include <algorithm>
#include <set>

namespace kammerspiel::report::charts {
namespace {

constexpr std::size_t most_decisions = 8;

}  // namespace

std::string moment(const WorldView& world, SimTime at, const Text& text) {
    return text.short_moment(world.calendar.local(at));
}

SimTime end_of(const scenario::Move& move) {
    return move.scenario + Duration::micros(static_cast<std::int64_t>(
                               static_cast<double>(move.takes.count()) * move.pace));
}

SimTime shown_until(const WorldView& world) {
    SimTime until = world.report.shown_until;
    for (const scenario::Move& move : world.moves) {
        until = std::max(until, end_of(move));
    }
    return std::min(until, world.report.end);
}

std::vector<Marker> decisions_shown(const WorldView& world, SimTime until) {
    std::vector<Marker> shown;
    std::set<std::string> told;
    for (const Marker& marker : world.report.decisions) {
        if (marker.at < SimTime::start() || marker.at > until) continue;
        if (shown.size() == most_decisions || !told.insert(marker.label).second) continue;
        shown.push_back(marker);
    }
    return shown;
}

void add_decisions(Json& data, const WorldView& world, SimTime until, const Text& text) {
    data["decisions"] = Json::array();
    data["lines"] = Json::array();
    int number = 0;
    for (const Marker& marker : decisions_shown(world, until)) {
        data["decisions"].push_back({{"at", place_of(marker.at, until)}, {"number", ++number}});
        data["lines"].push_back(
            text("charts.decided", {{"what", fitting(marker.label, longest_line)},
                                    {"when", moment(world, marker.at, text)}}));
    }
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

}  // namespace kammerspiel::report::charts
