#include "kammerspiel/ensemble/store.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "sim/ensemble/sqlite.hpp"
#include "tests/support/some_plan.hpp"

namespace kammerspiel {
namespace {

using ensemble::Store;
using ensemble::StoreError;
using test::about_of;
using test::Folder;
using test::some_plan;

namespace fs = std::filesystem;

Store new_store(const std::filesystem::path& path) {
    return Store::create(path, about_of(some_plan()), ensemble::sites(some_plan().federation()));
}

/// The key of the sentence that a failure is told by.
template <class Action>
std::string failure(Action action, StoreError::Fault fault) {
    try {
        action();
    } catch (const StoreError& error) {
        CHECK(error.fault() == fault);
        return error.message().key;
    }
    return "none";
}

TEST_CASE("a store tells what it is of", "[store]") {
    const Folder folder;
    const ensemble::About written = about_of(some_plan());
    { const Store store = new_store(folder / "study.sqlite"); }
    const Store store = Store::open(folder / "study.sqlite");
    CHECK(store.worlds() == 0);
    const ensemble::About& read = store.about();
    CHECK(read.definition == written.definition);
    CHECK(read.attackers == std::vector<std::string>{"one", "two"});
    CHECK(read.weights == std::vector<double>{0.25, 0.75});
    CHECK(read.horizon == hours(720));
    CHECK(read.sources == written.sources);
    CHECK(read.title == written.title);
}

TEST_CASE("the first difference between two studies is named", "[store]") {
    const ensemble::Definition wanted{.program_version = "2",
                                      .scenario_hash = "abc",
                                      .seed = 1,
                                      .strategies = {"a", "b"},
                                      .uncertain = false};
    CHECK_FALSE(ensemble::mismatch(wanted, wanted));
    using What = ensemble::Mismatch::What;
    const auto what = [&](auto change) {
        ensemble::Definition found = wanted;
        change(found);
        return ensemble::mismatch(wanted, found).value().what;
    };
    CHECK(what([](auto& d) { d.program_version += "1"; }) == What::version);
    CHECK(what([](auto& d) { d.scenario_hash += "d"; }) == What::scenario);
    CHECK(what([](auto& d) { d.seed = 2; }) == What::seed);
    CHECK(what([](auto& d) { d.strategies = {"b", "a"}; }) == What::strategies);
    CHECK(what([](auto& d) { d.uncertain = true; }) == What::uncertain);
}

TEST_CASE("what is no study is refused, and left as it was", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    const auto resume = [&] { const Store store = Store::resume(path); };
    CHECK(failure(resume, StoreError::Fault::input) == "store.missing");
    std::ofstream(path) << "some notes of a planner, long enough to be looked at as a database. "
                           "They must stay as they are, whatever is done with them.";
    CHECK(failure(resume, StoreError::Fault::input) == "store.no_study");
    std::filesystem::remove(path);
    ensemble::Database(path, ensemble::Database::Access::create)
        .execute("CREATE TABLE addresses (name TEXT)");
    CHECK(failure(resume, StoreError::Fault::input) == "store.no_study");
    std::filesystem::remove(path);
    { const Store store = new_store(path); }
    ensemble::Database(path, ensemble::Database::Access::write).execute("PRAGMA user_version = 99");
    CHECK(failure(resume, StoreError::Fault::input) == "store.other_format");
}

TEST_CASE("two processes do not write into one study", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    {
        const Store first = new_store(path);
        CHECK(failure([&] { const Store second = Store::resume(path); },
                      StoreError::Fault::input) == "store.busy");
        CHECK(failure([&] { const Store second = new_store(path); }, StoreError::Fault::input) ==
              "store.busy");
        CHECK(Store::open(path).worlds() == 0);  // reading is no harm
    }
    const Store later = Store::resume(path);
    CHECK(later.worlds() == 0);
}

TEST_CASE("a folder that is not there or is a file is a failure of the machine", "[store]") {
    const Folder folder;
    std::ofstream(folder / "file") << "x";
    CHECK(failure([&] { const Store s = new_store(folder / "none/study.sqlite"); },
                  StoreError::Fault::machine) == "store.cannot_open");
    CHECK(failure([&] { const Store s = new_store(folder / "file/study.sqlite"); },
                  StoreError::Fault::machine) == "store.cannot_open");
}

TEST_CASE("a store whose rows are not those it counts is damaged", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    {
        Store store = new_store(path);
        ensemble::ThreadRunner runner(1);
        ensemble::Study study(some_plan(), store, runner);
        study.advance(3, std::chrono::steady_clock::time_point::max(), {}, {});
    }
    const std::vector<ensemble::Metric> some{ensemble::Metric::hosts_destroyed};
    const auto read = [&] { static_cast<void>(Store::open(path).columns(some, 3)); };
    CHECK(failure(read, StoreError::Fault::input) == "none");
    const auto execute = [&](const char* sql) {
        ensemble::Database(path, ensemble::Database::Access::write).execute(sql);
    };
    execute("UPDATE run SET attacker = 7 WHERE world = 1 AND strategy = 1 AND attacker = 1");
    CHECK(failure(read, StoreError::Fault::input) == "store.damaged");
    execute("DELETE FROM run WHERE world = 2");
    CHECK(failure(read, StoreError::Fault::input) == "store.damaged");
    execute("UPDATE place_sum SET lost_milli = '12x'");
    CHECK(failure([&] { static_cast<void>(Store::open(path).sums()); }, StoreError::Fault::input) ==
          "store.damaged");
    execute("DELETE FROM about WHERE key = 'seed'");
    CHECK(failure([&] { const Store s = Store::open(path); }, StoreError::Fault::input) ==
          "store.damaged");
}

TEST_CASE("numbers of a study that do not fit its rows are not believed", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    const auto open = [&] { const Store store = Store::open(path); };
    const auto damage = [&](const char* sql) {
        { const Store store = new_store(path); }
        ensemble::Database(path, ensemble::Database::Access::write).execute(sql);
        return failure(open, StoreError::Fault::input);
    };
    CHECK(damage("UPDATE about SET value = value") == "none");
    // So many worlds that their number times the four cells is 0 in 64 bits.
    CHECK(damage("UPDATE about SET value = '4611686018427387904' WHERE key = 'worlds'") ==
          "store.damaged");
    CHECK(damage("UPDATE about SET value = '1' WHERE key = 'worlds'") == "store.damaged");
    CHECK(damage("UPDATE strategy SET name = char(27) || '[2J'") == "store.damaged");
    CHECK(damage("DROP VIEW runs; DROP VIEW strategies; DROP TABLE run; "
                 "CREATE VIEW run AS SELECT 1 AS world") == "store.foreign_schema");
}

TEST_CASE("of a study with tables, views or triggers that are not ours nothing is read",
          "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    const auto after = [&](const std::string& sql) {
        { const Store store = new_store(path); }
        ensemble::Database(path, ensemble::Database::Access::write).execute(sql);
        CHECK(failure([&] { const Store store = Store::resume(path); }, StoreError::Fault::input) !=
              "none");
        return failure([&] { const Store store = Store::open(path); }, StoreError::Fault::input);
    };
    {
        { const Store store = new_store(path); }
        ensemble::Database(path, ensemble::Database::Access::write).execute("ANALYZE");
        CHECK(failure([&] { const Store store = Store::open(path); }, StoreError::Fault::input) ==
              "none");
    }
    // A query of it would never end.
    CHECK(after("DROP TABLE about; CREATE VIEW about AS WITH RECURSIVE endless(key) AS "
                "(SELECT 1 UNION ALL SELECT key + 1 FROM endless) "
                "SELECT key, key AS value FROM endless") == "store.foreign_schema");
    CHECK(after("CREATE TRIGGER more AFTER INSERT ON run BEGIN DELETE FROM run; END") ==
          "store.foreign_schema");
    CHECK(after("CREATE TABLE \"x\" (y)") == "store.foreign_schema");
    CHECK(after("CREATE INDEX quick ON place (name)") == "store.foreign_schema");
    CHECK(after("DROP VIEW places") == "store.foreign_schema");
    CHECK(after("ALTER TABLE place ADD COLUMN extra AS (abs(number))") == "store.foreign_schema");
}

TEST_CASE("a study with a torn page is damaged", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    { const Store store = new_store(path); }
    const auto size = fs::file_size(path);
    constexpr std::size_t page = 4096;
    std::vector<std::string> found;
    for (std::size_t at = page; at + page <= size; at += page) {
        const fs::path torn = folder / "torn.sqlite";
        fs::copy_file(path, torn, fs::copy_options::overwrite_existing);
        std::fstream file(torn, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(at));
        file << std::string(page, '\x55');
        file.close();
        found.push_back(
            failure([&] { const Store store = Store::open(torn); }, StoreError::Fault::machine));
    }
    CHECK(found == std::vector<std::string>(found.size(), "store.damaged"));
    CHECK(found.size() > 5);
}

TEST_CASE("a figure that is no number is damage", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    {
        Store store = new_store(path);
        ensemble::ThreadRunner runner(1);
        ensemble::Study study(some_plan(), store, runner);
        study.advance(2, std::chrono::steady_clock::time_point::max(), {}, {});
    }
    const std::vector<ensemble::Metric> some{ensemble::Metric::member_hours_lost};
    const auto read = [&] { static_cast<void>(Store::open(path).columns(some, 2)); };
    for (const char* value : {"'many'", "NULL"}) {
        ensemble::Database(path, ensemble::Database::Access::write)
            .execute(fmt::format("UPDATE run SET member_hours_lost = {} WHERE world = 1", value));
        CHECK(failure(read, StoreError::Fault::input) == "store.damaged");
    }
}

TEST_CASE("the views that a planner's analyst reads give the means of the rows", "[store]") {
    const Folder folder;
    const auto path = folder / "study.sqlite";
    {
        Store store = new_store(path);
        ensemble::ThreadRunner runner(1);
        ensemble::Study study(some_plan(), store, runner);
        study.advance(5, std::chrono::steady_clock::time_point::max(), {}, {});
        store.finish();
    }
    const ensemble::Database database(path, ensemble::Database::Access::read);
    ensemble::Statement means(database,
                              "SELECT s.mean_member_hours_lost, p.mean_member_hours_lost, s.worlds "
                              "FROM strategies s JOIN places p ON p.strategy = s.strategy AND "
                              "p.attacker = s.attacker WHERE p.name = 'house/work'");
    int rows = 0;
    while (means.step()) {
        ++rows;
        CHECK(means.real(0) > 0);
        CHECK(means.real(1) == Approx(means.real(0)).margin(1e-3));
        CHECK(means.integer(2) == 5);
    }
    CHECK(rows == 4);
    ensemble::Statement curve(database,
                              "SELECT sum(worlds) FROM restoration WHERE hours = 0 AND "
                              "strategy = 'off' AND attacker = 'one'");
    REQUIRE(curve.step());
    CHECK(curve.integer(0) == 5);
    ensemble::Statement runs(database, "SELECT count(*) FROM runs WHERE strategy = 'off'");
    REQUIRE(runs.step());
    CHECK(runs.integer(0) == 10);
}

}  // namespace
}  // namespace kammerspiel
