#include "sim/ensemble/store_schema.hpp"

#include <fmt/format.h>

#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/ensemble/vocabulary.hpp"

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
    attacker_weight REAL NOT NULL
);
CREATE TABLE organisation (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    region TEXT NOT NULL,
    members INTEGER NOT NULL,
    latitude REAL,
    longitude REAL
);
CREATE TABLE parameter (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE drawn (
    world INTEGER NOT NULL,
    parameter INTEGER NOT NULL,
    position REAL NOT NULL,
    drawn_value TEXT NOT NULL,
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
    of_20_worlds INTEGER NOT NULL,
    PRIMARY KEY (round, strategy, attacker)
) WITHOUT ROWID;
CREATE TABLE place (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT
);
CREATE TABLE place_run (
    world INTEGER NOT NULL,
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    place INTEGER NOT NULL,
    lost_milli INTEGER NOT NULL,
    outage_seconds INTEGER NOT NULL,
    longest_seconds INTEGER NOT NULL,
    back_seconds INTEGER,
    PRIMARY KEY (world, strategy, attacker, place)
) WITHOUT ROWID;
CREATE TABLE place_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    place INTEGER NOT NULL,
    lost_milli TEXT NOT NULL,
    lost_milli_squared TEXT NOT NULL,
    outage_seconds TEXT NOT NULL,
    outage_seconds_squared TEXT NOT NULL,
    longest_seconds INTEGER NOT NULL,
    worlds_hit INTEGER NOT NULL,
    worlds_down INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker, place)
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
    SELECT run.world, strategy.name AS strategy, attacker.name AS attacker,
           attacker.attacker_weight, {columns}
    FROM run JOIN strategy ON strategy.number = run.strategy
             JOIN attacker ON attacker.number = run.attacker
    ORDER BY run.world, run.strategy, run.attacker;
CREATE VIEW runs_long AS
    SELECT one.world, strategy.name AS strategy, attacker.name AS attacker,
           attacker.attacker_weight, one.metric, one.unit, one.value, one.status
    FROM ({each_metric}) AS one
             JOIN strategy ON strategy.number = one.strategy
             JOIN attacker ON attacker.number = one.attacker;
CREATE VIEW drawn_values AS
    SELECT drawn.world, parameter.name AS parameter, drawn.position, drawn.drawn_value
    FROM drawn JOIN parameter ON parameter.number = drawn.parameter
    ORDER BY drawn.world, drawn.parameter;
CREATE VIEW strategies AS
    SELECT strategy.name AS strategy, attacker.name AS attacker, attacker.attacker_weight,
           count(*) AS worlds, {means}
    FROM run JOIN strategy ON strategy.number = run.strategy
             JOIN attacker ON attacker.number = run.attacker
    GROUP BY run.strategy, run.attacker;
CREATE VIEW places AS
    SELECT place.kind, place.name, place.parent, strategy.name AS strategy,
           attacker.name AS attacker, attacker.attacker_weight, cell_sum.worlds,
           CAST(lost_milli AS REAL) / 1000 / cell_sum.worlds AS mean_member_hours_lost,
           CAST(lost_milli AS REAL) / 1000 / cell_sum.worlds * price.member_hour
               AS mean_money_of_lost_hours,
           CAST(outage_seconds AS REAL) / 3600 / cell_sum.worlds AS mean_outage_hours,
           longest_seconds / 3600.0 AS longest_outage_hours,
           1.0 * worlds_hit / cell_sum.worlds AS share_of_worlds_hit,
           1.0 * worlds_down / cell_sum.worlds AS share_of_worlds_still_down
    FROM place_sum JOIN place ON place.number = place_sum.place
                   JOIN strategy ON strategy.number = place_sum.strategy
                   JOIN attacker ON attacker.number = place_sum.attacker
                   JOIN cell_sum ON cell_sum.strategy = place_sum.strategy
                                AND cell_sum.attacker = place_sum.attacker,
         (SELECT CAST(max(value) AS REAL) AS member_hour FROM about
          WHERE key = 'member_hour_price') AS price;
CREATE VIEW place_runs AS
    SELECT place_run.world, strategy.name AS strategy, attacker.name AS attacker,
           attacker.attacker_weight, place.kind, place.name, place.parent,
           lost_milli / 1000.0 AS member_hours_lost, outage_seconds / 3600.0 AS outage_hours,
           longest_seconds / 3600.0 AS longest_outage_hours,
           back_seconds / 3600.0 AS hours_to_all,
           CASE WHEN back_seconds IS NULL THEN 'beyond_horizon' ELSE 'known' END
               AS hours_to_all_status
    FROM place_run JOIN place ON place.number = place_run.place
                   JOIN strategy ON strategy.number = place_run.strategy
                   JOIN attacker ON attacker.number = place_run.attacker
    ORDER BY place_run.world, place_run.strategy, place_run.attacker, place_run.place;
CREATE VIEW rounds AS
    SELECT round.number AS round, round.first_world, round.end_world, strategy.name AS strategy,
           attacker.name AS attacker, round_run.of_20_worlds
    FROM round_run JOIN round ON round.number = round_run.round
                   JOIN strategy ON strategy.number = round_run.strategy
                   JOIN attacker ON attacker.number = round_run.attacker;
CREATE VIEW restoration AS
    SELECT strategy.name AS strategy, attacker.name AS attacker, attacker.attacker_weight,
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

/// Of a metric that may be missing: why it is.
std::string status(const MetricInfo& metric) {
    const Status missing = metric.is_time ? Status::beyond_horizon : Status::not_defined;
    return fmt::format("CASE WHEN run.{} IS NULL THEN '{}' ELSE '{}' END", metric.name,
                       word_of(missing), word_of(Status::known));
}

/// Columns of the view `runs`: beside a figure that may be missing stands why.
std::string columns_with_status() {
    std::string all;
    for (const MetricInfo& metric : metrics()) {
        if (!all.empty()) all += ", ";
        all += fmt::format("run.{}", metric.name);
        if (metric.may_be_missing()) {
            all += fmt::format(", {} AS {}_status", status(metric), metric.name);
        }
    }
    return all;
}

/// Counts are whole numbers in the file, too.
std::string declared_columns() {
    std::string all;
    for (const MetricInfo& metric : metrics()) {
        if (!all.empty()) all += ", ";
        all += fmt::format("{} {}", metric.name, metric.is_whole ? "INTEGER" : "REAL");
    }
    return all;
}

/// A row for each run and metric.
std::string each_metric() {
    std::string all;
    for (const MetricInfo& metric : metrics()) {
        if (!all.empty()) all += "\n          UNION ALL ";
        all += fmt::format(
            "SELECT world, strategy, attacker, '{0}' AS metric, '{1}' AS unit, {0} AS value, "
            "{2} AS status FROM run",
            metric.name, metric.unit,
            metric.may_be_missing() ? status(metric) : fmt::format("'{}'", word_of(Status::known)));
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
        declared_columns());
    return fmt::format(
        "PRAGMA application_id = {}; PRAGMA user_version = {};{}{}{}", application_id, store_format,
        tables, run,
        fmt::format(fmt::runtime(views), fmt::arg("columns", columns_with_status()),
                    fmt::arg("each_metric", each_metric()), fmt::arg("means", means())));
}

}  // namespace kammerspiel::ensemble
