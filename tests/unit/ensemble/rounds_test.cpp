#include "kammerspiel/ensemble/rounds.hpp"

#include <set>
#include <tuple>

#include "kammerspiel/ensemble/comparison.hpp"
#include "kammerspiel/ensemble/planned_rounds.hpp"
#include "kammerspiel/ensemble/study.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "tests/support/some_plan.hpp"

namespace kammerspiel {
namespace {

using ensemble::Metric;
using ensemble::Round;
using ensemble::Rounds;
using ensemble::Store;
using test::about_of;
using test::Folder;
using test::some_plan;

constexpr auto forever = std::chrono::steady_clock::time_point::max();
constexpr stats::SelectionRules rules{};

TEST_CASE("rounds count the runs that they say", "[ensemble][rounds]") {
    Rounds rounds(3, 2);
    CHECK(rounds.is_full());
    CHECK(rounds.runs_below(10) == 60);
    rounds.add(rounds.whole(0, 100));
    CHECK(rounds.is_full());
    rounds.add({.first = 100, .end = 140, .strategies = {0, 2}, .of_batch = {20, 3}});
    CHECK_FALSE(rounds.is_full());
    CHECK(rounds.staying() == std::vector<std::size_t>{0, 2});
    for (const std::uint64_t worlds : {1U, 99U, 100U, 101U, 103U, 104U, 119U, 120U, 123U, 140U}) {
        std::uint64_t counted = 0;
        for (std::uint64_t w = 0; w < worlds; ++w) {
            for (std::size_t s = 0; s < 3; ++s) {
                for (std::size_t a = 0; a < 2; ++a) counted += rounds.runs(w, s, a) ? 1U : 0U;
            }
        }
        CHECK(rounds.runs_below(worlds) == counted);
    }
}

TEST_CASE("an attacker with fewer worlds has worlds that the others have, too",
          "[ensemble][rounds]") {
    const Round round{.first = 100, .end = 200, .strategies = {0}, .of_batch = {20, 12, 2}};
    for (std::uint64_t w = 100; w < 200; ++w) {
        CHECK((!round.runs(w, 0, 2) || round.runs(w, 0, 1)));
        CHECK(round.runs(w, 0, 0));
    }
}

TEST_CASE("tasks of an uneven ensemble are its runs, world by world", "[ensemble][rounds]") {
    const ensemble::Ensemble some{.strategies = {4, 7},
                                  .attackers = {0, 1, 2},
                                  .of_batch = {20, 12, 2},
                                  .first_world = 107,
                                  .worlds = 45,
                                  .seed = 1};
    const Round round{.first = 100, .end = 200, .strategies = {0, 1}, .of_batch = {20, 12, 2}};
    CHECK(some.tasks() == round.runs_between(107, 152));
    std::tuple<std::uint64_t, std::uint32_t, std::uint32_t> before{};
    for (std::size_t i = 0; i < some.tasks(); ++i) {
        const auto task = some.task(i);
        CHECK(round.runs(task.world, task.strategy == 4 ? 0 : 1, task.attacker));
        const std::tuple now{task.world, task.strategy, task.attacker};
        CHECK(before < now);
        before = now;
    }
}

Store new_store(const Folder& folder) {
    return Store::create(folder / "study.sqlite", about_of(some_plan()),
                         ensemble::sites(some_plan().federation()));
}

/// Three rounds by rule, the second strategy sent away after the first whatever the losses are.
/// `stop_after`: worlds after which the process ends, as if killed between two writings.
bool go_on(Store& store, unsigned threads, std::uint64_t stop_after) {
    ensemble::ThreadRunner runner(threads);
    ensemble::Study study(some_plan(), store, runner);
    const auto add = [&](const Round& round) {
        store.begin_round(round, {.metric = Metric::member_hours_lost});
    };
    if (store.rounds().all().empty()) add(ensemble::first_round(store, rules));
    while (true) {
        const auto rounds = store.rounds().all();
        const std::uint64_t end = rounds.back().end;
        study.advance(std::min(end, stop_after), forever, {}, {});
        if (study.worlds() < end) return false;
        if (rounds.size() == 3) return true;
        const auto selection = ensemble::selection_of(store, rules);
        Round next = ensemble::next_round(store, selection);
        if (rounds.size() == 2) next.strategies.resize(1);
        add(next);
    }
}

std::string digest_of_whole(unsigned threads) {
    const Folder folder;
    Store store = new_store(folder);
    CHECK(go_on(store, threads, 10'000));
    return store.digest();
}

TEST_CASE("a study in rounds is the same at any number of threads", "[study][rounds][rule-25]") {
    const std::string alone = digest_of_whole(1);
    for (const unsigned threads : {2U, 7U}) CHECK(digest_of_whole(threads) == alone);
}

TEST_CASE("a study in rounds that is killed in each of them ends in the same content",
          "[study][rounds][rule-26]") {
    const Folder folder;
    { Store store = new_store(folder); }
    for (const std::uint64_t killed_after : {37U, 100U, 113U, 140U, 151U, 10'000U}) {
        Store store = Store::resume(folder / "study.sqlite");
        go_on(store, 2, killed_after);
        store.finish();
    }
    CHECK(Store::open(folder / "study.sqlite").digest() == digest_of_whole(2));
}

TEST_CASE("a study in rounds is read as it was run", "[study][rounds]") {
    const Folder folder;
    {
        Store store = new_store(folder);
        CHECK(go_on(store, 2, 10'000));
    }
    const Store store = Store::open(folder / "study.sqlite");
    CHECK(store.rounds().all().size() == 3);
    REQUIRE(store.planned_by());
    CHECK(store.planned_by()->metric == Metric::member_hours_lost);
    CHECK_FALSE(store.planned_by()->most_loss);
    CHECK_FALSE(store.rounds().is_full());
    const auto sums = store.sums();
    const stats::Ran ran = store.ran(store.worlds());
    std::vector<std::uint64_t> counted(4, 0);
    std::uint64_t rows = 0;
    store.for_each_run([&](std::uint64_t w, std::size_t s, std::size_t a, const auto&) {
        ++rows;
        ++counted[s * 2 + a];
        CHECK(ran[(s * store.worlds() + w) * 2 + a] == 1);
    });
    CHECK(rows == store.rounds().runs_below(store.worlds()));
    CHECK(static_cast<std::uint64_t>(std::count(ran.begin(), ran.end(), 1)) == rows);
    for (std::size_t cell = 0; cell < 4; ++cell) {
        CHECK(sums[cell].worlds == counted[cell]);
        CHECK(sums[cell].events > 0);
    }
    const auto comparison = ensemble::compare(store, {.by = Metric::member_hours_lost,
                                                      .also = ensemble::usual_metrics(),
                                                      .worlds = store.worlds()});
    CHECK(comparison.is_uneven());
    CHECK(comparison.whole_worlds >= 100);
    REQUIRE(comparison.narrowing);
    CHECK(comparison.narrowing->planned_by == Metric::member_hours_lost);
    // A strategy that has fewer worlds is told by its own, and a place's mean by those, too.
    for (std::size_t s = 0; s < 2; ++s) {
        for (std::size_t a = 0; a < 2; ++a) CHECK(comparison.runs[s][a] == counted[s * 2 + a]);
    }
    double lost = 0;
    for (const auto& site : comparison.sites) {
        if (site.kind == ensemble::Site::Kind::organisation) lost += site.lost[1].value;
    }
    CHECK_THAT(lost, WithinRel(comparison.metrics.front().strategies[1].all.mean->value, 1e-6));
}

TEST_CASE("rounds that leave out nothing are no rounds any more when all is run",
          "[study][rounds]") {
    const Folder folder;
    Store store = new_store(folder);
    store.begin_round(ensemble::first_round(store, rules), {.metric = Metric::member_hours_lost});
    {
        ensemble::ThreadRunner runner(2);
        ensemble::Study study(some_plan(), store, runner);
        study.advance(30, forever, {}, {});
    }
    store.end_rounds();
    const Folder other;
    Store plain = new_store(other);
    ensemble::ThreadRunner runner(2);
    ensemble::Study study(some_plan(), plain, runner);
    study.advance(30, forever, {}, {});
    CHECK(store.digest() == plain.digest());
}

TEST_CASE("rounds that do not fit their study are not believed", "[store][rounds]") {
    const auto damage = [](const char* sql) {
        const Folder folder;
        const auto path = folder / "study.sqlite";
        {
            Store store = new_store(folder);
            go_on(store, 2, 120);
            store.finish();
        }
        ensemble::Database(path, ensemble::Database::Access::write).execute(sql);
        try {
            const Store store = Store::open(path);
        } catch (const ensemble::StoreError& error) {
            return error.message().key;
        }
        return std::string("none");
    };
    CHECK(damage("UPDATE about SET value = value") == "none");
    CHECK(damage("UPDATE round_run SET of_20_worlds = 21 WHERE round = 1") == "store.damaged");
    CHECK(damage("UPDATE round_run SET strategy = -1 WHERE strategy = 0") == "store.damaged");
    CHECK(damage("UPDATE round SET first_world = 3 WHERE number = 1") == "store.damaged");
    CHECK(damage("UPDATE round SET end_world = 110 WHERE number = 1") == "store.damaged");
    CHECK(damage("DELETE FROM round_run WHERE round = 1") == "store.damaged");
    CHECK(damage("DELETE FROM about WHERE key = 'planned_by'") == "store.damaged");
}

}  // namespace
}  // namespace kammerspiel
