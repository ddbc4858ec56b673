#include <limits>

#include "sim/ensemble/store_tables.hpp"

// What a study says of places: organisations, what lies in what, and figures of every run.

namespace kammerspiel::ensemble {

std::vector<AboutOrganisation> organisations_of(const scenario::Scenario& scenario) {
    std::vector<AboutOrganisation> all;
    for (const scenario::Organisation& one : scenario.organisations) {
        all.push_back({.name = one.id.text,
                       .title = one.name,
                       .region = one.region.text,
                       .members = one.members,
                       .latitude = one.latitude,
                       .longitude = one.longitude});
    }
    return all;
}

void write_organisations(const Database& database, const std::vector<AboutOrganisation>& all) {
    Statement organisation(database, "INSERT INTO organisation VALUES (?, ?, ?, ?, ?, ?, ?)");
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t o = 0; o < all.size(); ++o) {
        organisation.bind(1, static_cast<std::int64_t>(o))
            .bind(2, all[o].name)
            .bind(3, all[o].title)
            .bind(4, all[o].region)
            .bind(5, static_cast<std::int64_t>(all[o].members))
            .bind(6, all[o].latitude.value_or(unknown))
            .bind(7, all[o].longitude.value_or(unknown))
            .run();
    }
}

std::vector<AboutOrganisation> read_organisations(const Database& database) {
    std::vector<AboutOrganisation> all;
    Statement row(database,
                  "SELECT name, title, region, members, latitude, longitude FROM organisation "
                  "ORDER BY number");
    const auto degrees = [&](int column) {
        return row.is_null(column) ? std::nullopt : std::optional(row.real(column));
    };
    while (row.step()) {
        all.push_back({.name = row.text(0),
                       .title = row.text(1),
                       .region = row.text(2),
                       .members = static_cast<std::uint64_t>(row.integer(3)),
                       .latitude = degrees(4),
                       .longitude = degrees(5)});
    }
    return all;
}

void write_places(const Database& database, const std::vector<Site>& sites) {
    Statement place(database, "INSERT INTO place VALUES (?, ?, ?, nullif(?, ''))");
    for (std::size_t i = 0; i < sites.size(); ++i) {
        place.bind(1, static_cast<std::int64_t>(i))
            .bind(2, word_of(sites[i].kind))
            .bind(3, sites[i].name)
            .bind(4, sites[i].parent)
            .run();
    }
}

std::vector<Site> read_places(const Database& database) {
    std::vector<Site> all;
    Statement row(database, "SELECT kind, name, parent FROM place ORDER BY number");
    while (row.step()) {
        Site site;
        if (const auto kind = value_of<Site::Kind>(row.text(0))) site.kind = *kind;
        site.name = row.text(1);
        site.parent = row.text(2);
        all.push_back(std::move(site));
    }
    return all;
}

void write_place_runs(const Database& database, const std::vector<Row>& rows) {
    Statement insert(database, "INSERT INTO place_run VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Row& row : rows) {
        insert.bind(1, static_cast<std::int64_t>(row.world))
            .bind(2, static_cast<std::int64_t>(row.strategy))
            .bind(3, static_cast<std::int64_t>(row.attacker));
        for (std::size_t i = 0; i < row.places.size(); ++i) {
            const PlaceFigures& place = row.places[i];
            insert.bind(4, static_cast<std::int64_t>(i))
                .bind(5, place.lost)
                .bind(6, place.outage)
                .bind(7, place.longest);
            if (place.back) {
                insert.bind(8, *place.back);
            } else {
                insert.bind_null(8);
            }
            insert.run();
        }
    }
}

void check_place_runs(const Database& database, std::uint64_t rows, std::size_t places) {
    Statement count(database, "SELECT count(*) FROM place_run");
    const auto found = count.step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
    const bool fits = places == 0 ? found == 0 : found % places == 0 && found / places == rows;
    if (!fits) damaged(database.path(), "place_run");
}

}  // namespace kammerspiel::ensemble
