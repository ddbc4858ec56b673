#include "kammerspiel/ensemble/driver.hpp"

#include <set>
#include <tuple>

#include "tests/unit/model/small_world.hpp"

namespace kammerspiel {
namespace {

const model::Plan& some_plan() {
    static const model::Plan plan = test::plan_of({R"(
attackers: {one: {use: them.yaml}, two: {use: them.yaml}}
entry: [{at: desks, when: exponential mean 1d, yields: controlled}]
strategies:
  off: {plays: [{name: off, when: {destroyed_hosts: 1}, after: exponential mean 4h, do: [{shutdown: {}}]}]}
  nothing: {plays: []}
)",
                                                   R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 20, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)",
                                                   R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}
)"});
    return plan;
}

std::vector<model::Metrics> metrics_with(unsigned threads) {
    const ensemble::Ensemble all{
        .strategies = {0, 1}, .attackers = {0, 1}, .worlds = 10, .seed = 3, .threads = threads};
    std::vector<model::Metrics> metrics(all.tasks());
    const std::size_t visited = ensemble::run(
        some_plan(), all, [&](std::size_t number, const ensemble::Task&, model::RunResult&& r) {
            metrics[number] = std::move(r.metrics);
        });
    CHECK(visited == 40);
    return metrics;
}

TEST_CASE("an ensemble is the same at any number of threads", "[ensemble][rule-25]") {
    const auto alone = metrics_with(1);
    for (const unsigned threads : {2U, 3U, 8U}) CHECK(metrics_with(threads) == alone);
}

TEST_CASE("every task of an ensemble is one world, strategy and attacker", "[ensemble]") {
    const ensemble::Ensemble all{
        .strategies = {4, 7}, .attackers = {1, 2, 3}, .worlds = 5, .seed = 1, .threads = 1};
    CHECK(all.tasks() == 30);
    std::set<std::tuple<std::uint64_t, std::uint32_t, std::uint32_t>> seen;
    for (std::size_t i = 0; i < all.tasks(); ++i) {
        const auto task = all.task(i);
        CHECK(task.world == i / 6);
        seen.emplace(task.world, task.strategy, task.attacker);
    }
    CHECK(seen.size() == 30);
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
    const ensemble::Ensemble all{.strategies = {0},
                                 .attackers = {0},
                                 .worlds = 100,
                                 .seed = 1,
                                 .threads = 2,
                                 .stop = source.get_token()};
    CHECK(ensemble::run(some_plan(), all, [](auto, const auto&, auto&&) {}) == 0);
}

}  // namespace
}  // namespace kammerspiel
