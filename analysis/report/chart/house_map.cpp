#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/chart/world_parts.hpp"
#include "kammerspiel/report/chart_engine.hpp"
#include "kammerspiel/report/ground_map.hpp"

// Houses where they lie, moment by moment: what each lacks, and what its staff know of what is so.

namespace kammerspiel::report::charts {
namespace {

/// More would hide each other: the largest are shown.
constexpr std::size_t most_houses = 500;
constexpr std::size_t longest_house = 60;

double hours_of(SimTime at) { return std::round((at - SimTime::start()).in_hours() * 1e3) / 1e3; }

/// Where the slider stops: by the hour in the first days, later less often, as less happens.
std::vector<SimTime> moments_until(SimTime until) {
    std::vector<SimTime> moments;
    Duration step = hours(1);
    for (SimTime at = SimTime::start(); at < until; at += step) {
        moments.push_back(at);
        const Duration since = at - SimTime::start();
        step = since < hours(48) ? hours(1) : since < hours(24 * 14) ? hours(6) : hours(24);
    }
    moments.push_back(until);
    return moments;
}

bool is_out(const House::Outage& outage, SimTime at) {
    return outage.from <= at && (!outage.to || at < *outage.to);
}

double lacks_at(const House& house, SimTime at) {
    const auto out = std::count_if(house.outages.begin(), house.outages.end(),
                                   [&](const auto& one) { return is_out(one, at); });
    return static_cast<double>(out) / static_cast<double>(house.services);
}

/// The first of the moments at which most people lack most services.
std::size_t worst_of(const std::vector<const House*>& houses, const std::vector<SimTime>& moments) {
    std::size_t worst = 0;
    double most = -1;
    for (std::size_t m = 0; m < moments.size(); ++m) {
        double lacking = 0;
        for (const House* house : houses) {
            lacking += lacks_at(*house, moments[m]) * static_cast<double>(house->members);
        }
        if (lacking > most) {
            most = lacking;
            worst = m;
        }
    }
    return worst;
}

std::vector<const House*> shown_houses(const RunReport& report) {
    std::vector<const House*> shown;
    for (const House& house : report.houses) {
        if (house.latitude && house.longitude) shown.push_back(&house);
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const House* a, const House* b) { return a->members > b->members; });
    if (shown.size() > most_houses) shown.resize(most_houses);
    return shown;
}

/// hours, suspected, attacked, broken
Json steps_of(const std::vector<House::Hosts>& all) {
    Json steps = Json::array();
    for (const House::Hosts& one : all) {
        steps.push_back({hours_of(one.at), one.suspected, one.attacked, one.broken});
    }
    return steps;
}

class Mover {
   public:
    Mover(const WorldView& world, const Text& text) : world_(world), text_(text) {}

    Json write(const std::vector<const House*>& houses, const std::vector<SimTime>& moments,
               std::size_t worst) {
        Json data{{"hours", Json::array()},
                  {"labels", Json::array()},
                  {"start", worst},
                  {"houses", Json::array()}};
        for (const SimTime at : moments) {
            data["hours"].push_back(hours_of(at));
            data["labels"].push_back(moment(world_, at, text_));
        }
        for (const House* house : houses) data["houses"].push_back(of(*house));
        data["services"] = services_;
        data["words"] = words();
        return data;
    }

   private:
    const WorldView& world_;
    const Text& text_;
    std::map<std::string, std::size_t> numbers_;
    Json services_ = Json::array();

    std::size_t number_of(const std::string& service) {
        const auto [at, is_new] = numbers_.try_emplace(service, numbers_.size());
        if (is_new) services_.push_back(harmless(service, longest_house));
        return at->second;
    }

    Json of(const House& house) {
        Json outages = Json::array();
        for (const House::Outage& one : house.outages) {
            outages.push_back({number_of(one.service), hours_of(one.from),
                               one.to ? Json(hours_of(*one.to)) : Json(nullptr),
                               moment(world_, one.from, text_)});
        }
        return {{"name", harmless(house.name, longest_house)},
                {"people", text_("charts.map.people",
                                 {{"count", text_.whole(static_cast<std::int64_t>(house.members))},
                                  {"people", world_.report.people_many}})},
                {"services", house.services},
                {"outages", std::move(outages)},
                {"truth", steps_of(house.truth)},
                {"known", steps_of(house.known)}};
    }

    /// What the script fills in stays a place with its name.
    [[nodiscard]] Json words() const {
        const auto places = [&](std::initializer_list<const char*> names, std::string_view key) {
            std::vector<Argument> arguments;
            for (const char* name : names) {
                arguments.emplace_back(name, fmt::format("{{{}}}", name));
            }
            return text_(key, arguments);
        };
        return {{"time", text_("charts.map.time")},
                {"back", text_("charts.map.back")},
                {"on", text_("charts.map.on")},
                {"sides", text_("charts.map.sides")},
                {"truth", text_("charts.map.truth")},
                {"known", text_("charts.map.known")},
                {"house", text_("charts.map.house")},
                {"all", text_("charts.map.all")},
                {"nothing", text_("charts.map.nothing")},
                {"toMap", text_("charts.map.to_map")},
                {"lacks", places({"service", "since"}, "charts.map.lacks")},
                {"sum", places({"hit", "of"}, "charts.map.sum")},
                {"truthSum", places({"marked"}, "charts.map.truth_sum")},
                {"knownSum", places({"marked"}, "charts.map.known_sum")},
                {"truthOf", places({"attacked", "broken"}, "charts.map.truth_of")},
                {"knownOf", places({"suspected", "attacked", "broken"}, "charts.map.known_of")},
                {"houseOf", places({"name", "out", "of"}, "charts.map.house_of")}};
    }
};

Json legend(const Text& text) {
    Json all = Json::array();
    constexpr std::array shares{0.0, 0.25, 0.5, 0.75, 1.0};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        all.push_back({{"label", i == 0 ? text("charts.map.legend.none")
                                        : text("charts.map.legend.up_to",
                                               {{"share", text.percent(shares[i])}})},
                       {"lacks", shares[i]}});
    }
    all.push_back({{"label", text("charts.map.legend.mark")}, {"mark", true}});
    return all;
}

}  // namespace

Picture house_map(const WorldView& world, const Text& text) {
    const RunReport& report = world.report;
    const std::vector<const House*> houses = shown_houses(report);
    if (houses.empty()) return {};
    const std::vector<SimTime> moments = moments_until(shown_until(world));
    const std::size_t worst = worst_of(houses, moments);
    const auto most = static_cast<double>(std::max<std::uint64_t>(houses.front()->members, 1));
    Drawing drawing{.kind = "house_map",
                    .data = {{"houses", Json::array()}, {"legend", legend(text)}},
                    .picture = {}};
    std::size_t hit = 0;
    for (const House* house : houses) {
        const double lacks = lacks_at(*house, moments[worst]);
        if (lacks > 0) ++hit;
        drawing.data["houses"].push_back({{"latitude", *house->latitude},
                                          {"longitude", *house->longitude},
                                          {"size", static_cast<double>(house->members) / most},
                                          {"lacks", lacks}});
    }
    Picture& picture = drawing.picture;
    picture.title = text("charts.title.house_map",
                         {{"count", static_cast<std::int64_t>(hit)},
                          {"of", text.whole(static_cast<std::int64_t>(houses.size()))},
                          {"when", moment(world, moments[worst], text)}});
    picture.alternative = picture.title;
    picture.note = text("charts.note.house_map", {{"people", report.people_many}});
    if (houses.size() < report.houses.size()) {
        picture.note +=
            " " +
            text("charts.note.house_map_left_out",
                 {{"count", static_cast<std::int64_t>(report.houses.size() - houses.size())}});
    }
    picture.moves = Mover(world, text)
                        .write(houses, moments, worst)
                        .dump(-1, ' ', false, Json::error_handler_t::replace);
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts

namespace kammerspiel::report {

std::string ground_map(std::span<const MapSite> sites, const std::string& alternative) {
    if (sites.empty()) return {};
    std::uint64_t most = 1;
    for (const MapSite& site : sites) most = std::max(most, site.members);
    charts::Drawing drawing{
        .kind = "house_map",
        .data = {{"houses", charts::Json::array()}, {"legend", charts::Json::array()}},
        .picture = {}};
    for (const MapSite& site : sites) {
        drawing.data["houses"].push_back(
            {{"latitude", site.latitude},
             {"longitude", site.longitude},
             {"size", static_cast<double>(site.members) / static_cast<double>(most)},
             {"lacks", 0}});
    }
    drawing.picture.alternative = alternative;
    ChartEngine engine;
    return engine.draw(charts::finished(std::move(drawing)));
}

}  // namespace kammerspiel::report
