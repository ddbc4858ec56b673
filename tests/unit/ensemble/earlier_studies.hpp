#pragma once

#include <string_view>

// Small studies as version 0.1.0 wrote them, as SQL: what its tables and views were, word by word
// from its sources, and rows of two worlds.

namespace kammerspiel::test {

inline constexpr std::string_view format_1_tables = R"sql(
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

inline constexpr std::string_view earlier_run =
    "CREATE TABLE run (world INTEGER NOT NULL, strategy INTEGER NOT NULL, attacker "
    "INTEGER NOT NULL, member_hours_lost REAL, lost_to_attack REAL, lost_to_precaution "
    "REAL, lost_to_rebuilding REAL, lost_to_testing REAL, lost_to_other REAL, "
    "requests_lost REAL, hours_to_half REAL, hours_to_90 REAL, hours_to_all REAL, "
    "outage_hours REAL, interruptions REAL, hosts_compromised REAL, hosts_destroyed REAL, "
    "hosts_switched_off REAL, gigabytes_exfiltrated REAL, crew_hours REAL, "
    "hours_to_first_alert REAL, obligations_missed REAL, dates_missed REAL, cost REAL, "
    "PRIMARY KEY (world, strategy, attacker)) WITHOUT ROWID;";

/// Some of what stood in the views; nobody reads them any more.
inline constexpr std::string_view format_1_views = R"sql(
CREATE VIEW runs AS
    SELECT run.world, strategy.name AS strategy_name, attacker.name AS attacker_name,
           attacker.weight AS attacker_weight, run.member_hours_lost, run.lost_to_attack,
        run.lost_to_precaution, run.lost_to_rebuilding, run.lost_to_testing, run.lost_to_other,
        run.requests_lost, run.hours_to_half, run.hours_to_90, run.hours_to_all,
        run.outage_hours, run.interruptions, run.hosts_compromised, run.hosts_destroyed,
        run.hosts_switched_off, run.gigabytes_exfiltrated, run.crew_hours,
        run.hours_to_first_alert, run.obligations_missed, run.dates_missed, run.cost
    FROM run JOIN strategy ON strategy.number = run.strategy
             JOIN attacker ON attacker.number = run.attacker
    ORDER BY run.world, run.strategy, run.attacker;
CREATE VIEW strategies AS
    SELECT strategy.name AS strategy, attacker.name AS attacker, attacker.weight,
           count(*) AS worlds, CASE WHEN count(member_hours_lost) = count(*) THEN
        avg(member_hours_lost) END AS mean_member_hours_lost, CASE WHEN count(lost_to_attack) =
        count(*) THEN avg(lost_to_attack) END AS mean_lost_to_attack, CASE WHEN count(cost) =
        count(*) THEN avg(cost) END AS mean_cost
    FROM run JOIN strategy ON strategy.number = run.strategy
             JOIN attacker ON attacker.number = run.attacker
    GROUP BY run.strategy, run.attacker;
CREATE VIEW places AS
    SELECT site.kind, site.name, strategy.name AS strategy, attacker.name AS attacker,
           attacker.weight, studied.worlds,
           CAST(lost_milli AS REAL) / 1000 / studied.worlds AS mean_member_hours_lost,
           CAST(outage_seconds AS REAL) / 3600 / studied.worlds AS mean_outage_hours,
           longest_seconds / 3600.0 AS longest_outage_hours,
           1.0 * worlds_hit / studied.worlds AS share_of_worlds_hit,
           1.0 * worlds_down / studied.worlds AS share_of_worlds_still_down
    FROM site_sum JOIN site ON site.number = site_sum.site
                  JOIN strategy ON strategy.number = site_sum.strategy
                  JOIN attacker ON attacker.number = site_sum.attacker,
         (SELECT CAST(value AS INTEGER) AS worlds FROM about WHERE key = 'worlds') AS studied;
CREATE VIEW restoration AS
    SELECT strategy.name AS strategy, attacker.name AS attacker, attacker.weight,
           curve_point.hours, bin * 0.02 AS share_up_at_least, curve_count.worlds
    FROM curve_count JOIN curve_point ON curve_point.number = curve_count.point
                     JOIN strategy ON strategy.number = curve_count.strategy
                     JOIN attacker ON attacker.number = curve_count.attacker;
)sql";

inline constexpr std::string_view format_2_cells = R"sql(
CREATE TABLE cell_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    worlds_redrawn INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker)
) WITHOUT ROWID;
INSERT INTO cell_sum VALUES (0, 0, 1), (0, 1, 0);
)sql";

inline constexpr std::string_view format_3_tables = R"sql(
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
CREATE TABLE cell_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    worlds_redrawn INTEGER NOT NULL,
    worlds INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker)
) WITHOUT ROWID;
INSERT INTO cell_sum VALUES (0, 0, 1, 2, 70), (0, 1, 0, 2, 80);
INSERT INTO round VALUES (0, 0, 2);
INSERT INTO round_run VALUES (0, 0, 0, 20), (0, 0, 1, 20);
INSERT INTO about VALUES ('planned_by', 'cost');
)sql";

inline constexpr std::string_view format_4_tables = R"sql(
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
INSERT INTO parameter VALUES (0, 'alert_delay');
INSERT INTO drawn VALUES (0, 0, 0.25, '3h'), (1, 0, 0.75, '9h');
)sql";

/// Two worlds of one strategy against two attackers. In the last run nothing is back by the end.
inline constexpr std::string_view earlier_rows = R"sql(
INSERT INTO about VALUES ('program_version', '0.1.0'), ('scenario', 's'), ('scenario_sha256', 'ab'),
    ('title_en', 'one house'), ('title_de', 'ein Haus'), ('seed', '7'), ('uncertain', '0'),
    ('horizon_us', '864000000000'), ('command_line', 'kammerspiel compare s'), ('worlds', '2');
INSERT INTO source_file VALUES (0, 'scenario.yaml', 'kammerspiel: 1');
INSERT INTO strategy VALUES (0, 'off', 'off', 'aus');
INSERT INTO attacker VALUES (0, 'one', '', '', 0.25), (1, 'two', '', '', 0.75);
INSERT INTO site VALUES (0, 'service', 'house/work'), (1, 'organisation', 'house');
INSERT INTO site_sum VALUES (0, 0, 0, '3000', '5000000', '60', '1800', 60, 2, 0),
    (0, 0, 1, '3000', '5000000', '60', '1800', 60, 2, 0),
    (0, 1, 0, '7000', '25000000', '90', '4100', 90, 2, 1),
    (0, 1, 1, '7000', '25000000', '90', '4100', 90, 2, 1);
INSERT INTO curve_point VALUES (0, 0.0), (1, 240.0);
INSERT INTO curve_count VALUES (0, 0, 0, 50, 2), (0, 1, 0, 50, 2);
INSERT INTO run VALUES
    (0, 0, 0, 1.0, 0, 1.0, 0, 0, 0, 0, 0, 0, 5.0, 0.5, 1.0, 2, 3, 4, 0.5, 6.0, 7.0, 0, 0, 10.5),
    (0, 0, 1, 3.0, 0, 3.0, 0, 0, 0, 0, 0, 0, 6.0, 0.5, 1.0, 2, 3, 4, 0.5, 6.0, 7.0, 0, 0, 11.5),
    (1, 0, 0, 2.0, 0, 2.0, 0, 0, 0, 0, 0, 0, 7.0, 0.5, 1.0, 2, 3, 4, 0.5, 6.0, 7.0, 1, 0, 12.5),
    (1, 0, 1, 4.0, 0, 4.0, 0, 0, 0, 0, NULL, NULL, NULL, 0.5, 1.0, 2, 3, 4, 0.5, 6.0, NULL, 0, 0,
     13.5);
)sql";

}  // namespace kammerspiel::test
