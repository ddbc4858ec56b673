#include "sim/ensemble/store_schema.hpp"

#include <fmt/format.h>

#include "kammerspiel/ensemble/headline.hpp"

namespace kammerspiel::ensemble {
namespace {

constexpr std::string_view tables = R"sql(
CREATE TABLE about (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE source_file (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE strategy (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    title_en TEXT NOT NULL,
    title_de TEXT NOT NULL
);
CREATE TABLE attacker (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    title_en TEXT NOT NULL,
    title_de TEXT NOT NULL,
    weight REAL NOT NULL
);
CREATE TABLE parameter (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL
);
CREATE TABLE drawn (
    world INTEGER NOT NULL,
    parameter INTEGER NOT NULL,
    position REAL NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (world, parameter)
) WITHOUT ROWID;
CREATE TABLE round (
    number INTEGER PRIMARY KEY,
    first_world INTEGER NOT NULL,
    end_world INTEGER NOT NULL
);
CREATE TABLE round_run (
    round INTEGER NOT NULL,
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    of_batch INTEGER NOT NULL,
    PRIMARY KEY (round, strategy, attacker)
) WITHOUT ROWID;
CREATE TABLE site (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE TABLE site_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    site INTEGER NOT NULL,
    lost_milli TEXT NOT NULL,
    lost_milli_squared TEXT NOT NULL,
    outage_seconds TEXT NOT NULL,
    outage_seconds_squared TEXT NOT NULL,
    longest_seconds INTEGER NOT NULL,
    worlds_hit INTEGER NOT NULL,
    worlds_down INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker, site)
) WITHOUT ROWID;
CREATE TABLE cell_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    worlds_redrawn INTEGER NOT NULL,
    worlds INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker)
) WITHOUT ROWID;
CREATE TABLE curve_point (
    number INTEGER PRIMARY KEY,
    hours REAL NOT NULL
);
CREATE TABLE curve_count (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    point INTEGER NOT NULL,
    bin INTEGER NOT NULL,
    worlds INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker, point, bin)
) WITHOUT ROWID;
)sql";

/// Sums are decimal texts of whole numbers, which may be longer than 64 bits; the views turn them
/// into means.
constexpr std::string_view views = R"sql(
CREATE VIEW runs AS
    SELECT run.world, strategy.name AS strategy_name, attacker.name AS attacker_name,
           attacker.weight AS attacker_weight, {columns}
    FROM run JOIN strategy ON strategy.number = run.strategy
             JOIN attacker ON attacker.number = run.attacker
    ORDER BY run.world, run.strategy, run.attacker;
CREATE VIEW drawn_values AS
    SELECT drawn.world, parameter.path AS parameter, drawn.position, drawn.value
    FROM drawn JOIN parameter ON parameter.number = drawn.parameter
    ORDER BY drawn.world, drawn.parameter;
CREATE VIEW strategies AS
    SELECT strategy.name AS strategy, attacker.name AS attacker, attacker.weight,
           count(*) AS worlds, {means}
    FROM run JOIN strategy ON strategy.number = run.strategy
             JOIN attacker ON attacker.number = run.attacker
    GROUP BY run.strategy, run.attacker;
CREATE VIEW places AS
    SELECT site.kind, site.name, strategy.name AS strategy, attacker.name AS attacker,
           attacker.weight, cell_sum.worlds,
           CAST(lost_milli AS REAL) / 1000 / cell_sum.worlds AS mean_member_hours_lost,
           CAST(lost_milli AS REAL) / 1000 / cell_sum.worlds * price.member_hour
               AS mean_money_of_lost_hours,
           CAST(outage_seconds AS REAL) / 3600 / cell_sum.worlds AS mean_outage_hours,
           longest_seconds / 3600.0 AS longest_outage_hours,
           1.0 * worlds_hit / cell_sum.worlds AS share_of_worlds_hit,
           1.0 * worlds_down / cell_sum.worlds AS share_of_worlds_still_down
    FROM site_sum JOIN site ON site.number = site_sum.site
                  JOIN strategy ON strategy.number = site_sum.strategy
                  JOIN attacker ON attacker.number = site_sum.attacker
                  JOIN cell_sum ON cell_sum.strategy = site_sum.strategy
                               AND cell_sum.attacker = site_sum.attacker,
         (SELECT CAST(max(value) AS REAL) AS member_hour FROM about
          WHERE key = 'member_hour_price') AS price;
CREATE VIEW rounds AS
    SELECT round.number AS round, round.first_world, round.end_world, strategy.name AS strategy,
           attacker.name AS attacker, round_run.of_batch AS of_20_worlds
    FROM round_run JOIN round ON round.number = round_run.round
                   JOIN strategy ON strategy.number = round_run.strategy
                   JOIN attacker ON attacker.number = round_run.attacker;
CREATE VIEW restoration AS
    SELECT strategy.name AS strategy, attacker.name AS attacker, attacker.weight,
           curve_point.hours, bin * 0.02 AS share_up_at_least, curve_count.worlds
    FROM curve_count JOIN curve_point ON curve_point.number = curve_count.point
                     JOIN strategy ON strategy.number = curve_count.strategy
                     JOIN attacker ON attacker.number = curve_count.attacker;
)sql";

std::string joined(std::string_view pattern) {
    std::string all;
    for (const MetricInfo& metric : metrics()) {
        if (!all.empty()) all += ", ";
        all += fmt::format(fmt::runtime(pattern), metric.name);
    }
    return all;
}

/// A time that was not reached is NULL, which avg() would leave out without a word: so the mean
/// of times is given only where all worlds reached them.
std::string means() {
    std::string all;
    for (const MetricInfo& metric : metrics()) {
        if (!all.empty()) all += ", ";
        all += fmt::format("CASE WHEN count({0}) = count(*) THEN avg({0}) END AS mean_{0}",
                           metric.name);
    }
    return all;
}

}  // namespace

std::string metric_columns() { return joined("{}"); }

std::string store_schema() {
    const std::string run = fmt::format(
        "CREATE TABLE run (world INTEGER NOT NULL, strategy INTEGER NOT NULL, "
        "attacker INTEGER NOT NULL, {}, PRIMARY KEY (world, strategy, attacker)) WITHOUT ROWID;",
        joined("{} REAL"));
    return fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};{}{}{}",
                       application_id, store_format, tables, run,
                       fmt::format(fmt::runtime(views), fmt::arg("columns", joined("run.{}")),
                                   fmt::arg("means", means())));
}

}  // namespace kammerspiel::ensemble
