#include "kammerspiel/ensemble/migrate.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "kammerspiel/ensemble/vocabulary.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "tests/support/some_plan.hpp"
#include "tests/unit/ensemble/earlier_studies.hpp"

namespace kammerspiel::test {
namespace {

using ensemble::Database;
using ensemble::Metric;
using ensemble::Store;
using ensemble::StoreError;

namespace fs = std::filesystem;

/// A study of version 0.1.0. Format 2 began without `cell_sum`.
fs::path earlier_study(const Folder& folder, int format, bool has_cells = true) {
    const fs::path path = folder / fmt::format("format-{}.sqlite", format);
    const Database database(path, Database::Access::create);
    const auto execute = [&](std::string_view sql) { database.execute(std::string(sql)); };
    database.execute(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", 0x4B616D6D, format));
    for (const auto sql : {format_1_tables, earlier_run, format_1_views, earlier_rows}) {
        execute(sql);
    }
    if (format == 2 && has_cells) execute(format_2_cells);
    if (format >= 3) execute(format_3_tables);
    if (format >= 4) execute(format_4_tables);
    return path;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <class Action>
std::string failure(Action action) {
    try {
        action();
    } catch (const StoreError& error) {
        return error.message().key;
    }
    return "none";
}

TEST_CASE("a study of 0.1.0 is read under today's names, whichever format it has",
          "[store][migrate]") {
    const int format = GENERATE(1, 2, 3, 4);
    const Folder folder;
    const fs::path old = earlier_study(folder, format);
    const std::string before = bytes_of(old);
    CHECK(failure([&] { (void)Store::open(old); }) == "store.earlier_format");
    CHECK(ensemble::migrate_study(old, folder / "new.sqlite") == format);
    CHECK(bytes_of(old) == before);

    const Store study = Store::open(folder / "new.sqlite");
    CHECK(study.worlds() == 2);
    CHECK(study.about().definition.program_version == "0.1.0");
    CHECK(study.about().migrated_from == format);
    CHECK(study.about().attackers == std::vector<std::string>{"one", "two"});
    const std::vector<Metric> some{Metric::money_lost, Metric::hosts_destroyed,
                                   Metric::hours_to_all};
    const auto columns = study.columns(some, 2);
    CHECK(columns[0] == std::vector<double>{10.5, 11.5, 12.5, 13.5});
    CHECK(columns[1] == std::vector<double>{3, 3, 3, 3});
    CHECK(columns[2] == std::vector<double>{5, 6, 7, ensemble::not_reached});
    const auto sums = study.sums();
    CHECK(sums[1].worlds == 2);
    CHECK(sums[1].sites[0].lost == 7000);
    CHECK(sums[0].worlds_redrawn == (format == 1 ? 0 : 1));
    CHECK(study.sites()[0].parent == "house");
    CHECK(study.planned_by().has_value() == (format >= 3));
    if (format >= 3) CHECK(study.planned_by()->metric == Metric::money_lost);
    std::size_t drawn = 0;
    study.for_each_drawn([&](const ensemble::DrawnValue&) { ++drawn; });
    CHECK(drawn == (format >= 4 ? 2 : 0));
}

TEST_CASE("a file that version 0.1.0 wrote is read", "[store][migrate]") {
    const Folder folder;
    const fs::path old =
        std::string(KAMMERSPIEL_ROOT) + "/tests/fuzz/kept/migrate_study/small.sqlite";
    CHECK(ensemble::migrate_study(old, folder / "new.sqlite") == 4);
    const Store study = Store::open(folder / "new.sqlite");
    CHECK(study.worlds() == 2);
    CHECK(study.about().scenario == "s");
    std::size_t runs = 0;
    double lost = 0;
    study.for_each_run(
        [&](std::uint64_t, std::size_t, std::size_t, const ensemble::Headline& figures) {
            ++runs;
            lost += figures[Metric::member_hours_lost];
            CHECK(std::isnan(figures[Metric::money_lost]));
        });
    CHECK(runs == 2 * study.about().definition.strategies.size() * study.about().attackers.size());
    CHECK(lost > 0);
}

TEST_CASE("views of a study that was brought over say why a figure is missing",
          "[store][migrate]") {
    const Folder folder;
    ensemble::migrate_study(earlier_study(folder, 1), folder / "new.sqlite");
    const Database database(folder / "new.sqlite", Database::Access::read);
    ensemble::Statement row(database,
                            "SELECT strategy, attacker, hosts_destroyed, hours_to_all, "
                            "hours_to_all_status FROM runs WHERE world = 1 ORDER BY attacker");
    REQUIRE(row.step());
    CHECK(row.text(0) == "off");
    CHECK(row.text(1) == "one");
    CHECK(row.is_integer(2));
    CHECK(row.text(4) == "known");
    REQUIRE(row.step());
    CHECK(row.is_null(3));
    CHECK(row.text(4) == "beyond_horizon");
    ensemble::Statement lines(database,
                              "SELECT count(*), sum(status = 'known') FROM runs_long "
                              "WHERE metric = 'hours_to_first_alert'");
    REQUIRE(lines.step());
    CHECK(lines.integer(0) == 4);
    CHECK(lines.integer(1) == 3);
}

TEST_CASE("a study that was brought over is not gone on with", "[store][migrate]") {
    const Folder folder;
    const fs::path old = earlier_study(folder, 2, false);
    ensemble::migrate_study(old, folder / "new.sqlite");
    CHECK(failure([&] { (void)Store::resume(folder / "new.sqlite"); }) == "store.migrated");
    CHECK(failure([&] {
              (void)ensemble::migrate_study(folder / "new.sqlite", folder / "newer.sqlite");
          }) == "store.is_current");
    ensemble::migrate_study(old, folder / "again.sqlite");
    CHECK(Store::open(folder / "again.sqlite").digest() ==
          Store::open(folder / "new.sqlite").digest());
}

TEST_CASE("what is no study of 0.1.0 is not brought over, and leaves nothing", "[store][migrate]") {
    const Folder folder;
    const fs::path old = earlier_study(folder, 4);
    const auto migrated = [&] {
        return failure([&] { (void)ensemble::migrate_study(old, folder / "new.sqlite"); });
    };
    const auto execute = [&](const char* sql) {
        Database(old, Database::Access::write).execute(sql);
    };
    execute("UPDATE site_sum SET lost_milli = 'many'");
    CHECK(migrated() == "store.damaged");
    execute("UPDATE site_sum SET lost_milli = '7'; DELETE FROM run WHERE world = 1");
    CHECK(migrated() == "store.damaged");
    execute("CREATE TRIGGER t AFTER INSERT ON about BEGIN DELETE FROM run; END");
    CHECK(migrated() == "store.foreign_schema");
    execute("DROP TRIGGER t; DROP TABLE site; CREATE VIEW site AS SELECT 1 AS number");
    CHECK(migrated() == "store.foreign_schema");
    execute("PRAGMA user_version = 9");
    CHECK(migrated() == "store.other_format");
    CHECK_FALSE(fs::exists(folder / "new.sqlite"));
    CHECK_FALSE(fs::exists(folder / "new.sqlite.migrate"));
}

}  // namespace
}  // namespace kammerspiel::test
