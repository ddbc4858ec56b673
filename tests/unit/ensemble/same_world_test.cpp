#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/model/run.hpp"
#include "tests/support/small_world.hpp"

// Idea 1 of the design: the same world, another decision.

namespace kammerspiel {
namespace {

/// Strategies that differ in a play that never begins, and in one lag.
const model::Plan& plan() {
    static const model::Plan plan = test::plan_of({R"(
attackers: {them: {use: them.yaml}}
entry: [{at: desks, when: exponential mean 1d, yields: controlled}]
strategies:
  off: {plays: [{name: off, when: {destroyed_hosts: 3}, after: lognormal median 4h p90 9h, do: [{shutdown: {}}, {restore: {}}]}]}
  off-or-never:
    plays:
      - {name: never, when: {destroyed_hosts: 1000}, after: exponential mean 1h, do: [{shutdown: {}}]}
      - {name: off, when: {destroyed_hosts: 3}, after: lognormal median 4h p90 9h, do: [{shutdown: {}}, {restore: {}}]}
  off-later: {plays: [{name: off, when: {destroyed_hosts: 3}, after: lognormal median 5h p90 10h, do: [{shutdown: {}}, {restore: {}}]}]}
detection: {users_notice: exponential mean 2h}
recovery:
  default: {inspect: exponential mean 1h, clean: exponential mean 1h, rebuild: exponential mean 3h, test: 1h, switch_on: 5min}
)",
                                                   R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 30, zone: office}}
    services: {work: {needs: [{share_of: desks}], demand: {share: 1, profile: always}}}
    crews: {admins: {people: 2, shift: round-the-clock}}
)",
                                                   R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 12h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: exponential mean 1d}
)"});
    return plan;
}

model::RunResult run(std::uint32_t strategy, std::uint64_t world) {
    return model::run(plan(), {.strategy = strategy, .world = {.seed = 5, .replication = world}});
}

TEST_CASE("strategies that differ in a play that never begins give identical traces",
          "[ensemble][rule-12]") {
    std::size_t told = 0;
    for (std::uint64_t world = 0; world < 20; ++world) {
        const model::RunResult a = run(0, world);
        const model::RunResult b = run(1, world);
        CHECK(a.metrics == b.metrics);
        REQUIRE(a.trace.size() == b.trace.size());
        for (std::size_t i = 0; i < a.trace.size(); ++i) {
            CHECK(a.trace[i].key.at() == b.trace[i].key.at());
            CHECK(a.trace[i].what == b.trace[i].what);
            CHECK(a.trace[i].subject == b.trace[i].subject);
            CHECK(a.trace[i].host == b.trace[i].host);
            CHECK(a.trace[i].count == b.trace[i].count);
        }
        told += a.trace.size();
    }
    CHECK(told > 400);
}

TEST_CASE("a difference in the same worlds varies far less than one between unlike worlds",
          "[ensemble][rule-12]") {
    constexpr std::size_t worlds = 60;
    const auto demanded = ensemble::services_with_demand(plan().federation());
    std::vector<double> first;
    std::vector<double> second;
    for (std::size_t world = 0; world < worlds; ++world) {
        const auto loss = [&](std::uint32_t strategy) {
            return ensemble::headline(plan(), run(strategy, world).metrics,
                                      demanded)[ensemble::Metric::member_hours_lost];
        };
        first.push_back(loss(0));
        second.push_back(loss(2));
    }
    const auto variance = [&](std::size_t shift) {
        double sum = 0;
        double squares = 0;
        for (std::size_t world = 0; world < worlds; ++world) {
            const double difference = first[world] - second[(world + shift) % worlds];
            sum += difference;
            squares += difference * difference;
        }
        return squares / worlds - sum / worlds * (sum / worlds);
    };
    // Shifted by one, the strategies meet unlike worlds.
    CHECK(variance(0) * 5 < variance(1));
}

}  // namespace
}  // namespace kammerspiel
