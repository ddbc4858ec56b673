#include "kammerspiel/ensemble/driver.hpp"

#include <atomic>
#include <set>
#include <stdexcept>
#include <tuple>

#include "tests/support/some_plan.hpp"

namespace kammerspiel {
namespace {

using test::some_plan;

std::vector<model::Metrics> metrics_with(unsigned threads) {
    const ensemble::Ensemble all{
        .strategies = {0, 1}, .attackers = {0, 1}, .worlds = 10, .seed = 3};
    std::vector<model::Metrics> metrics(all.tasks());
    ensemble::Driver driver(threads);
    const auto worlds =
        driver.run(some_plan(), all,
                   [&](std::size_t number, const ensemble::Task&, const model::Plan&,
                       model::RunResult&& r) { metrics[number] = std::move(r.metrics); });
    CHECK(worlds == 10);
    return metrics;
}

TEST_CASE("an ensemble is the same at any number of threads", "[ensemble][rule-25]") {
    const auto alone = metrics_with(1);
    for (const unsigned threads : {2U, 3U, 8U}) CHECK(metrics_with(threads) == alone);
}

TEST_CASE("every task of an ensemble is one world, strategy and attacker", "[ensemble]") {
    const ensemble::Ensemble all{
        .strategies = {4, 7}, .attackers = {1, 2, 3}, .first_world = 10, .worlds = 5, .seed = 1};
    CHECK(all.tasks() == 30);
    std::set<std::tuple<std::uint64_t, std::uint32_t, std::uint32_t>> seen;
    for (std::size_t i = 0; i < all.tasks(); ++i) {
        const auto task = all.task(i);
        CHECK(task.world == 10 + i / 6);
        seen.emplace(task.world, task.strategy, task.attacker);
    }
    CHECK(seen.size() == 30);
}

TEST_CASE("an ensemble without strategies or attackers has nothing to run", "[ensemble]") {
    for (const auto& [strategies, attackers] :
         std::vector<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>>{
             {{}, {0}}, {{0}, {}}, {{}, {}}}) {
        const ensemble::Ensemble none{
            .strategies = strategies, .attackers = attackers, .worlds = 5, .seed = 1};
        CHECK(none.tasks() == 0);
        int runs = 0;
        ensemble::Driver(2).run(some_plan(), none,
                                [&](std::size_t, const ensemble::Task&, const model::Plan&,
                                    model::RunResult&&) { ++runs; });
        CHECK(runs == 0);
    }
}

TEST_CASE("each task is the run that it names", "[ensemble][rule-13]") {
    const auto metrics = metrics_with(2);
    const auto alone = model::run(some_plan(), {.strategy = 1,
                                                .attacker = 0,
                                                .world = {.seed = 3, .replication = 4},
                                                .keep_trace = false});
    CHECK(metrics[4 * 4 + 1 * 2 + 0] == alone.metrics);
}

TEST_CASE("an ensemble that is asked to stop runs nothing more", "[ensemble]") {
    std::stop_source source;
    source.request_stop();
    const ensemble::Ensemble all{
        .strategies = {0}, .attackers = {0}, .worlds = 100, .seed = 1, .stop = source.get_token()};
    ensemble::Driver driver(2);
    CHECK(driver.run(some_plan(), all, [](auto, const auto&, const auto&, auto&&) {}) == 0);
}

TEST_CASE("after a stop the worlds that were begun are finished, and no other", "[ensemble]") {
    for (const unsigned threads : {1U, 2U, 5U}) {
        std::stop_source source;
        const ensemble::Ensemble all{.strategies = {0, 1},
                                     .attackers = {0, 1},
                                     .worlds = 1000,
                                     .seed = 1,
                                     .stop = source.get_token()};
        std::vector<std::atomic<int>> visits(all.tasks());
        ensemble::Driver driver(threads);
        const auto worlds =
            driver.run(some_plan(), all, [&](std::size_t number, const auto&, const auto&, auto&&) {
                ++visits[number];
                if (number == 21) source.request_stop();
            });
        CHECK(worlds >= 6);
        CHECK(worlds <= 6 + threads);
        for (std::size_t i = 0; i < visits.size(); ++i) {
            CHECK(visits[i] == (i < worlds * 4 ? 1 : 0));
        }
    }
}

TEST_CASE("a world that takes too long after a stop is given up, and those before it count",
          "[ensemble]") {
    std::stop_source source;
    const ensemble::Ensemble all{.strategies = {0, 1},
                                 .attackers = {0, 1},
                                 .worlds = 10,
                                 .seed = 1,
                                 .stop = source.get_token(),
                                 .patience = std::chrono::milliseconds(0)};
    const std::shared_ptr<const model::Plan> plan(std::shared_ptr<const model::Plan>{},
                                                  &some_plan());
    std::vector<int> visits(all.tasks());
    ensemble::Driver driver(1);
    // Asked in the midst of world 3: its first run is about to begin.
    const auto worlds = driver.run(
        [&](std::uint64_t world) {
            if (world == 3) source.request_stop();
            return plan;
        },
        all, [&](std::size_t number, const auto&, const auto&, auto&&) { ++visits[number]; });
    CHECK(worlds == 3);
    for (std::size_t i = 0; i < visits.size(); ++i) CHECK(visits[i] == (i < 12 ? 1 : 0));
}

TEST_CASE("a failure in one run ends the ensemble and comes out", "[ensemble]") {
    ensemble::Driver driver(2);
    const ensemble::Ensemble all{.strategies = {0}, .attackers = {0}, .worlds = 1000, .seed = 1};
    std::atomic<int> visits = 0;
    CHECK_THROWS_AS(driver.run(some_plan(), all,
                               [&](std::size_t number, const auto&, const auto&, auto&&) {
                                   ++visits;
                                   if (number == 3) throw std::runtime_error("no more");
                               }),
                    std::runtime_error);
    CHECK(visits < 1000);
}

}  // namespace
}  // namespace kammerspiel
