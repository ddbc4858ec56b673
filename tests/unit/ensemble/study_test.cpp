#include "kammerspiel/ensemble/study.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "tests/support/some_plan.hpp"

namespace kammerspiel {
namespace {

using ensemble::Metric;
using test::about_of;
using test::Folder;
using test::some_plan;

constexpr auto forever = std::chrono::steady_clock::time_point::max();

ensemble::Store new_store(const Folder& folder) {
    return ensemble::Store::create(folder / "study.sqlite", about_of(some_plan()),
                                   ensemble::sites(some_plan().federation()));
}

void advance(ensemble::Store& store, std::uint64_t worlds, unsigned threads = 2) {
    ensemble::ThreadRunner runner(threads);
    ensemble::Study study(some_plan(), store, runner);
    study.advance(worlds, forever, {}, {});
    CHECK(study.worlds() == worlds);
}

std::string digest_after(std::uint64_t worlds, unsigned threads) {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    advance(store, worlds, threads);
    return store.digest();
}

TEST_CASE("a study's file is the same at any number of threads", "[study][rule-25]") {
    const std::string alone = digest_after(40, 1);
    for (const unsigned threads : {2U, 3U, 8U}) CHECK(digest_after(40, threads) == alone);
    CHECK(digest_after(41, 1) != alone);
}

/// Cuts worlds into blocks of its own, with a block of none between them.
class UnevenRunner final : public ensemble::Runner {
   public:
    void run(const ensemble::StudyRuns& runs, const ensemble::Round& round,
             const ensemble::RunLimits& limits, const ensemble::TakeBlock& take) override {
        ensemble::Round next = round;
        for (std::uint64_t size = 1; next.first < round.end; size = size * 3 % 7) {
            next.end = std::min(round.end, next.first + size);
            take(runs.run(next, driver_, limits.stop));
            take({});
            next.first = next.end;
        }
    }

   private:
    ensemble::Driver driver_{2};
};

TEST_CASE("a study's file is the same however its worlds are cut into blocks", "[study][rule-25]") {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    UnevenRunner runner;
    ensemble::Study study(some_plan(), store, runner);
    study.advance(40, forever, {}, {});
    CHECK(store.digest() == digest_after(40, 1));
}

TEST_CASE("a study takes no block twice, and none before its turn", "[study]") {
    class Wrong final : public ensemble::Runner {
       public:
        explicit Wrong(std::uint64_t first) : first_(first) {}
        void run(const ensemble::StudyRuns& /*runs*/, const ensemble::Round& /*round*/,
                 const ensemble::RunLimits& /*limits*/, const ensemble::TakeBlock& take) override {
            take({.first = 0, .worlds = 2, .rows = {}, .sums = {}});
            take({.first = first_, .worlds = 2, .rows = {}, .sums = {}});
        }

       private:
        std::uint64_t first_;
    };
    for (const std::uint64_t first : {0U, 1U, 3U}) {
        const Folder folder;
        ensemble::Store store = new_store(folder);
        Wrong runner(first);
        ensemble::Study study(some_plan(), store, runner);
        CHECK_THROWS_AS(study.advance(40, forever, {}, {}), BrokenModel);
    }
}

TEST_CASE("a study that goes on later ends in the file of one that was not interrupted",
          "[study][rule-26]") {
    const Folder folder;
    {
        ensemble::Store store = new_store(folder);
        advance(store, 7);
    }
    {
        ensemble::Store store = ensemble::Store::resume(folder / "study.sqlite");
        CHECK(store.worlds() == 7);
        advance(store, 23, 1);
        store.finish();
    }
    ensemble::Store store = ensemble::Store::resume(folder / "study.sqlite");
    advance(store, 40, 3);
    CHECK(store.digest() == digest_after(40, 2));
}

TEST_CASE("a study keeps what was drawn for each of its worlds", "[study][rule-15]") {
    const auto drawn_of = [](std::uint64_t world) {
        const double number = static_cast<double>(world);
        return std::vector<ensemble::DrawnValue>{{world, 0, number / 100, "1h"},
                                                 {world, 1, number / 200, "0.5"}};
    };
    const std::shared_ptr<const model::Plan> plan(std::shared_ptr<const model::Plan>{},
                                                  &some_plan());
    const auto advanced = [&](ensemble::Store& store, std::uint64_t worlds) {
        ensemble::ThreadRunner runner(2);
        ensemble::Study study(some_plan(), store, runner);
        study.use([&](std::uint64_t) { return plan; }, drawn_of);
        study.advance(worlds, forever, {}, {});
    };
    const auto begun = [](const Folder& folder) {
        ensemble::About about = about_of(some_plan());
        about.definition.uncertain = true;
        about.parameters = {"recovery.default.test", "detection.sensors.server"};
        return ensemble::Store::create(folder / "study.sqlite", about,
                                       ensemble::sites(some_plan().federation()));
    };
    const Folder folder;
    const Folder other;
    {
        ensemble::Store store = begun(folder);
        advanced(store, 3);
    }
    ensemble::Store store = ensemble::Store::resume(folder / "study.sqlite");
    advanced(store, 8);
    CHECK(store.about().parameters ==
          std::vector<std::string>{"recovery.default.test", "detection.sensors.server"});
    std::uint64_t number = 0;
    store.for_each_drawn([&](const ensemble::DrawnValue& one) {
        CHECK(one.world == number / 2);
        CHECK(one.parameter == number % 2);
        CHECK(one.position == drawn_of(one.world)[one.parameter].position);
        CHECK(one.value == (one.parameter == 0 ? "1h" : "0.5"));
        ++number;
    });
    CHECK(number == 16);
    ensemble::Store straight = begun(other);
    advanced(straight, 8);
    CHECK(store.digest() == straight.digest());
}

TEST_CASE("a study that is stopped keeps whole worlds and can go on", "[study]") {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    {
        ensemble::ThreadRunner runner(2);
        ensemble::Study study(some_plan(), store, runner);
        std::stop_source source;
        study.advance(100'000, forever, source.get_token(),
                      [&](const ensemble::Study::Progress& progress) {
                          if (progress.worlds >= 2) source.request_stop();
                      });
        CHECK(study.worlds() >= 2);
        CHECK(study.worlds() < 100'000);
        CHECK(store.worlds() == study.worlds());
    }
    const std::uint64_t so_far = store.worlds();
    advance(store, so_far + 5);
    CHECK(store.digest() == digest_after(so_far + 5, 2));
}

TEST_CASE("a study whose world was given up goes on as if it had never been begun", "[study]") {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    {
        ensemble::ThreadRunner runner(2);
        ensemble::Study study(some_plan(), store, runner);
        study.use_patience(std::chrono::milliseconds(0));
        std::stop_source source;
        std::atomic<int> begun = 0;
        const std::shared_ptr<const model::Plan> plan(std::shared_ptr<const model::Plan>{},
                                                      &some_plan());
        study.use([&](std::uint64_t) {
            // In the midst of a world: each has four runs.
            if (++begun == 7) source.request_stop();
            return plan;
        });
        study.advance(1'000, forever, source.get_token(), {});
        CHECK(study.worlds() < 2);
        CHECK(store.worlds() == study.worlds());
    }
    advance(store, 5);
    CHECK(store.digest() == digest_after(5, 2));
}

TEST_CASE("time that is up ends a study after whole worlds", "[study]") {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    ensemble::ThreadRunner runner(2);
    ensemble::Study study(some_plan(), store, runner);
    study.advance(100, std::chrono::steady_clock::now(), {}, {});
    CHECK(study.worlds() == 0);
    CHECK(store.worlds() == 0);
}

TEST_CASE("each row of a study is the run that it names", "[study][rule-13]") {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    advance(store, 6);
    const auto demanded = ensemble::services_with_demand(some_plan().federation());
    std::size_t rows = 0;
    store.for_each_run([&](std::uint64_t world, std::size_t strategy, std::size_t attacker,
                           const ensemble::Headline& figures) {
        ++rows;
        const auto run = model::run(some_plan(), {.strategy = static_cast<std::uint32_t>(strategy),
                                                  .attacker = static_cast<std::uint32_t>(attacker),
                                                  .world = {.seed = 3, .replication = world},
                                                  .keep_trace = false});
        const auto expected = ensemble::headline(some_plan(), run.metrics, demanded);
        for (const auto& metric : ensemble::metrics()) {
            const double there = figures[metric.metric];
            const double wanted = expected[metric.metric];
            CHECK((there == wanted || (std::isnan(there) && std::isnan(wanted))));
        }
    });
    CHECK(rows == 6 * 2 * 2);
    const std::vector<Metric> some{Metric::hosts_destroyed, Metric::hours_to_all};
    const auto columns = store.columns(some, 4);
    store.for_each_run([&](std::uint64_t world, std::size_t strategy, std::size_t attacker,
                           const ensemble::Headline& figures) {
        if (world >= 4) return;
        for (std::size_t m = 0; m < some.size(); ++m) {
            CHECK(columns[m][(strategy * 4 + world) * 2 + attacker] == figures[some[m]]);
        }
    });
}

TEST_CASE("sums over places are those of the worlds' runs", "[study]") {
    const Folder folder;
    ensemble::Store store = new_store(folder);
    advance(store, 10);
    const auto sites = store.sites();
    // One house with one service: the service, the organisation, the region and the service's name.
    REQUIRE(sites.size() == 4);
    CHECK(sites[0].name == "house/work");
    CHECK(sites[1].name == "house");
    CHECK(sites[2].name == "DE-NW");
    CHECK(sites[3].name == "work");
    const std::vector<Metric> lost{Metric::member_hours_lost, Metric::outage_hours};
    const auto columns = store.columns(lost, 10);
    const auto sums = store.sums();
    REQUIRE(sums.size() == 4);
    for (std::size_t cell = 0; cell < 4; ++cell) {
        double hours = 0;
        double squares = 0;
        double outage = 0;
        for (std::size_t world = 0; world < 10; ++world) {
            const std::size_t at = (cell / 2 * 10 + world) * 2 + cell % 2;
            hours += columns[0][at];
            squares += columns[0][at] * columns[0][at];
            outage += columns[1][at];
        }
        CHECK(hours > 0);
        for (const ensemble::SiteSum& sum : sums[cell].sites) {
            CHECK(static_cast<double>(sum.lost) / 1e3 == Approx(hours).epsilon(1e-5));
            CHECK(sum.lost_squared.as_double() / 1e6 == Approx(squares).epsilon(1e-5));
            CHECK(static_cast<double>(sum.outage) / 3600 == Approx(outage).epsilon(1e-3));
        }
        std::uint64_t worlds = 0;
        for (std::size_t bin = 0; bin < ensemble::CurveCounts::bins; ++bin) {
            worlds += sums[cell].curve.count(30, bin);
        }
        CHECK(worlds == 10);
    }
}

TEST_CASE("the restoration curve counts worlds at its moments", "[study]") {
    // 30 days in 60 squared steps: point 6 at 1/100 of 720 h = 7.2 h, point 60 at 720 h.
    CHECK(ensemble::CurveCounts::hours(6, hours(720)) == Approx(7.2));
    CHECK(ensemble::CurveCounts::hours(60, hours(720)) == Approx(720));
    ensemble::CurveCounts counts;
    counts.add({{SimTime::start(), PartsPerMillion::full()},
                {SimTime::start() + hours(7), PartsPerMillion::at(410'000)},
                {SimTime::start() + hours(100), PartsPerMillion::at(0)}},
               hours(720));
    CHECK(counts.count(0, 50) == 1);  // 100 %
    CHECK(counts.count(5, 50) == 1);  // 5 h: not yet
    CHECK(counts.count(6, 20) == 1);  // 7.2 h: 41 % lies in [40 %, 42 %)
    CHECK(counts.count(60, 0) == 1);
}

}  // namespace
}  // namespace kammerspiel
