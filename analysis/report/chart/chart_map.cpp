#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"

// Organisations on the map: who is how large, and who was without services for how long.

namespace kammerspiel::report::charts {
namespace {

constexpr std::size_t levels = 5;
constexpr std::size_t most_named = 8;
constexpr std::size_t longest_city = 22;
constexpr std::size_t most_rows_in_print = 25;
/// More would hide each other: the worst ones are shown.
constexpr std::size_t most_sites = 500;

struct Site {
    const LossRow* row = nullptr;
    double latitude = 0;
    double longitude = 0;
    [[nodiscard]] double hours() const { return row->outage_hours; }
    [[nodiscard]] const std::string& city() const {
        return row->city.empty() ? row->name : row->city;
    }
};

/// The worst first.
std::vector<Site> sites_of(const ExerciseMaterial& material) {
    std::map<std::string, const federation::Organisation*> places;
    for (const auto& organisation : material.plan.federation().organisations) {
        places.emplace(organisation.id, &organisation);
    }
    std::vector<Site> sites;
    for (const LossRow& row : material.report.by_organisation) {
        const auto place = places.find(row.id);
        if (place == places.end()) continue;
        const auto& [latitude, longitude] =
            std::pair(place->second->latitude, place->second->longitude);
        if (!latitude || !longitude) continue;
        sites.push_back({&row, *latitude, *longitude});
    }
    std::stable_sort(sites.begin(), sites.end(), [](const Site& a, const Site& b) {
        return std::pair(-a.hours(), b.row->members) < std::pair(-b.hours(), a.row->members);
    });
    if (sites.size() > most_sites) sites.resize(most_sites);
    return sites;
}

/// Equal steps of round hours.
struct Classes {
    double first = 0;
    double step = 1;
    std::size_t count = 1;

    [[nodiscard]] std::size_t of(double hours) const {
        const double steps = std::floor((hours - first) / step);
        return static_cast<std::size_t>(std::clamp(steps, 0.0, static_cast<double>(count) - 1.0));
    }
};

Classes classes_for(double low, double high) {
    if (high <= 0.0) return {};
    // What differs by less is alike.
    const double least = 0.02 * high;
    for (double power = 0.01;; power *= 10) {
        for (const double times : {1.0, 2.0, 5.0}) {
            const double step = times * power;
            const double first = std::floor(low / step) * step;
            const double count = std::floor((high - first) / step) + 1;
            if (step >= least && count <= levels)
                return {first, step, static_cast<std::size_t>(count)};
        }
    }
}

Json class_labels(const Classes& classes, const Text& text) {
    Json labels = Json::array();
    const int decimals = classes.step < 0.1 ? 2 : classes.step < 1.0 ? 1 : 0;
    for (std::size_t i = 0; i < classes.count; ++i) {
        const double from = classes.first + classes.step * static_cast<double>(i);
        labels.push_back(
            text("charts.class", {{"low", text.number(from, decimals)},
                                  {"high", text.number(from + classes.step, decimals)}}));
    }
    return labels;
}

/// Three round sizes, from small to large.
Json sizes_for(double most, const Text& text) {
    const double power = std::pow(10.0, std::floor(std::log10(std::max(most, 1.0))));
    Json sizes = Json::array();
    for (const double part : {0.1, 0.3, 1.0}) {
        const double value = std::max(std::floor(most * part / power * 10) * power / 10, 1.0);
        sizes.push_back({{"share", value / most}, {"label", text.compact(value)}});
    }
    return sizes;
}

PageTable table_of(const std::vector<Site>& sites, const RunReport& report, const Text& text) {
    PageTable table{
        .title = text("charts.table.map"),
        .note = {},
        .columns = {{.heading = text("report.first.organisation"), .is_text = true},
                    {.heading = text("charts.column.city"), .is_text = true},
                    {.heading = text("report.heading.members", {{"people", report.people_many}})},
                    {.heading = text("report.heading.outage", {{"person", report.people_one}})},
                    {.heading = text("report.heading.longest")}},
        .rows = {}};
    for (const Site& site : sites) {
        table.rows.push_back({site.row->name, site.row->city,
                              text.whole(static_cast<std::int64_t>(site.row->members)),
                              text.number(site.hours(), 1),
                              text.number(site.row->longest_hours, 1)});
    }
    return table;
}

Json places_of(const std::vector<Site>& sites, const Classes& classes, double most) {
    Json places = Json::array();
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const Site& site = sites[i];
        const bool is_named = i < most_named && site.hours() > 0.0;
        places.push_back(
            {{"latitude", site.latitude},
             {"longitude", site.longitude},
             {"size", most > 0 ? static_cast<double>(site.row->members) / most : 0.0},
             {"level", classes.of(site.hours())},
             {"label", is_named ? fitting(site.city(), longest_city) : std::string()}});
    }
    return places;
}

}  // namespace

Picture map(const ExerciseMaterial& material, const Text& text) {
    const RunReport& report = material.report;
    const std::vector<Site> sites = sites_of(material);
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = table_of(sites, report, text);
    picture.shows_data = sites.size() <= most_rows_in_print;
    picture.title = text("charts.nowhere");
    picture.alternative = picture.title;
    if (sites.empty()) return finished(std::move(drawing));
    drawing.kind = "map";
    const Site& worst = sites.front();
    const Site& best = sites.back();
    const std::string hours = text.number(worst.hours(), 1);
    picture.title = worst.hours() <= 0.0 ? text("report.summary.nothing_lost")
                    : sites.size() == 1
                        ? text("charts.title.map_one", {{"city", worst.city()}, {"hours", hours}})
                        : text("charts.title.map", {{"city", worst.city()},
                                                    {"hours", hours},
                                                    {"best", best.city()},
                                                    {"least", text.number(best.hours(), 1)}});
    picture.alternative =
        text("charts.alternative.map",
             {{"finding", picture.title}, {"count", static_cast<std::int64_t>(sites.size())}});
    picture.note =
        text("charts.note.map", {{"person", report.people_one}, {"people", report.people_many}});
    double most = 1;
    for (const Site& site : sites) most = std::max(most, static_cast<double>(site.row->members));
    const Classes classes = classes_for(best.hours(), worst.hours());
    drawing.data = {
        {"places", places_of(sites, classes, most)},
        {"classes", class_labels(classes, text)},
        {"sizes", sizes_for(most, text)},
        {"colour", text("charts.legend.hours")},
        {"sized", fitting(text("charts.legend.people", {{"people", report.people_many}}), 24)}};
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
