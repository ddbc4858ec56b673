#include "sim/ensemble/earlier_schemas.hpp"

#include <fmt/format.h>

#include "kammerspiel/ensemble/headline.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Word by word as format 1 declared them; all formats up to 4 have them.
constexpr std::string_view first_tables = R"sql(
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

constexpr std::string_view first_cells = R"sql(
CREATE TABLE cell_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    worlds_redrawn INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker)
) WITHOUT ROWID;
)sql";

constexpr std::string_view cells_and_rounds = R"sql(
CREATE TABLE cell_sum (
    strategy INTEGER NOT NULL,
    attacker INTEGER NOT NULL,
    worlds_redrawn INTEGER NOT NULL,
    worlds INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (strategy, attacker)
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
)sql";

constexpr std::string_view drawn_tables = R"sql(
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
)sql";

/// Every cell has all worlds; how many events they took was not kept.
constexpr std::string_view cells_of_all_worlds = R"sql(
SELECT strategy.number, attacker.number, {}, CAST(about.value AS INTEGER), 0
FROM strategy, attacker, about WHERE about.key = 'worlds')sql";

constexpr std::string_view redrawn_of_cell =
    "coalesce((SELECT worlds_redrawn FROM cell_sum WHERE cell_sum.strategy = strategy.number AND "
    "cell_sum.attacker = attacker.number), 0)";

/// Services are called ORGANISATION/SERVICE. Regions of organisations were not kept.
constexpr std::string_view parent_by_name =
    "CASE WHEN kind = 'service' THEN substr(name, 1, instr(name, '/') - 1) END";

std::string_view earlier_name(const MetricInfo& metric) {
    return metric.metric == Metric::money_lost ? "cost" : metric.name;
}

std::string run_table() {
    std::string columns;
    for (const MetricInfo& metric : metrics()) {
        columns += fmt::format("{}{} REAL", columns.empty() ? "" : ", ", earlier_name(metric));
    }
    return fmt::format(
        "CREATE TABLE run (world INTEGER NOT NULL, strategy INTEGER NOT NULL, "
        "attacker INTEGER NOT NULL, {}, PRIMARY KEY (world, strategy, attacker)) WITHOUT ROWID;",
        columns);
}

}  // namespace

EarlierSchema earlier_schema(int format, bool has_cells) {
    EarlierSchema schema{.tables = std::string(first_tables) + run_table(),
                         .cells = fmt::format(fmt::runtime(cells_of_all_worlds), "0"),
                         .parent_of_site = std::string(parent_by_name),
                         .has_rounds = format >= 3,
                         .has_drawn = format >= 4};
    if (schema.has_rounds) {
        schema.tables += cells_and_rounds;
        schema.cells = "SELECT * FROM cell_sum";
    } else if (format == 2 && has_cells) {
        schema.tables += first_cells;
        schema.cells = fmt::format(fmt::runtime(cells_of_all_worlds), redrawn_of_cell);
    }
    if (schema.has_drawn) schema.tables += drawn_tables;
    return schema;
}

std::string earlier_metrics() {
    std::string columns;
    for (const MetricInfo& metric : metrics()) {
        columns += fmt::format("{}{}", columns.empty() ? "" : ", ", earlier_name(metric));
    }
    return columns;
}

}  // namespace kammerspiel::ensemble
