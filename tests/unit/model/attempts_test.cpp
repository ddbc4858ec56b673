#include "sim/model/purpose.hpp"
#include "tests/support/small_world.hpp"

// Hosts that try by themselves: whom they can reach, and when which of their attempts succeeds.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

TEST_CASE("a route leads to what its tag and its zone both name, from what its source names",
          "[model][attack]") {
    const auto plan = test::plan_of({"entry: [{at: desks, when: 1h, yields: controlled}]\n", R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 10}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office}
      app: {kind: server, count: 1, zone: servers, tags: [crown]}
      web: {kind: server, count: 1, zone: dmz, tags: [crown]}
      files: {kind: server, count: 1, zone: servers}
      relay: {kind: server, count: 1, zone: dmz}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)",
                                     R"(
kind: autonomous
routes:
  - {name: reach, from: {}, to: {tag: crown, zone: servers}, time: 2h, success: 1, yields: controlled}
  - {name: hop, from: {tag: crown, zone: servers}, to: {zone: dmz, tag: crown}, time: 5h, success: 1, yields: controlled}
)"});
    const Story story(plan);
    CHECK(story.first(TraceKind::compromised, "house/app") == hours(1 + 2));
    CHECK(story.first(TraceKind::compromised, "house/web") == hours(1 + 2 + 5));
    CHECK(story.times(TraceKind::compromised, "house/files").empty());  // the zone, not the tag
    CHECK(story.times(TraceKind::compromised, "house/relay").empty());
    CHECK(story.times(TraceKind::compromised, "house/desks").empty());
    CHECK(story.result().metrics.hosts.compromised == 3);
}

const std::string desk_and_vault = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 10}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office}
      vault: {kind: identity, count: 1, zone: servers}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {work: {needs: [vault], demand: {share: 1, profile: always}}}
)";
/// Succeeds once in 50 attempts, after 150 hours on average.
const std::string patient = R"(
kind: autonomous
routes:
  - {name: take, from: desks, to: vault, time: exponential mean 3h, success: 0.02, yields: controlled}
)";

/// When the desk takes the vault, by nothing but the draws of its attempts: each waits its time;
/// one that is due while the desk is off is made when it is on again, and the next one waits from
/// then.
Duration first_success(std::uint64_t world, Duration begins, Duration off, Duration on) {
    const kernel::Draws draws(6, world);
    const kernel::EntityId entity{kernel::EntityId::of("house/desks#0").value ^
                                  kernel::EntityId::of("route:take").value};
    Duration at = begins;
    for (std::uint64_t number = 0;; ++number) {
        const auto [wait, target, success, evidence] = draws.four(
            entity, kernel::Purpose{static_cast<std::uint32_t>(model::Draw::attempt_time)}, number);
        at += Duration::micros(std::llround(-3 * 3.6e9 * std::log1p(-wait.value())));
        if (at >= off && at < on) at = on;
        if (success < 0.02) return at;
    }
}

TEST_CASE("of many attempts the first lucky one succeeds, to the microsecond",
          "[model][attack][rule-12]") {
    const auto plan = test::plan_of(
        {"entry: [{at: desks, when: 1h, yields: controlled}]\n", desk_and_vault, patient});
    int succeeded = 0;
    for (std::uint64_t world = 0; world < 40; ++world) {
        const Story story(plan, {.world = {.seed = 6, .replication = world}});
        const Duration expected = first_success(world, hours(1), hours(0), hours(0));
        const auto taken = story.times(TraceKind::compromised, "house/vault");
        REQUIRE(taken.size() == (expected < spans_of_24h(30) ? 1 : 0));
        if (taken.empty()) continue;
        CHECK(taken.front() == expected);
        ++succeeded;
    }
    CHECK(succeeded > 20);
}

TEST_CASE("the first attempt that was due while a host was off is made when it is on again",
          "[model][attack][rule-9]") {
    // Without an inspection nobody finds what is on the desk.
    const auto plan = test::plan_of({R"(
entry: [{at: desks, when: 1h, yields: controlled}]
strategies:
  s:
    plays:
      - name: off
        when: {clock: 2022-01-04T10:00}
        do:
          - shutdown: {scope: {group: desks}}
          - restore: {scope: {group: desks}, gate: none, begins_after: 40h}
)",
                                     desk_and_vault, patient});
    int after = 0;
    for (std::uint64_t world = 0; world < 60; ++world) {
        const Story story(plan, {.world = {.seed = 6, .replication = world}});
        const Duration off = story.first(TraceKind::switched_off, "house");
        const Duration on = story.first(TraceKind::reactivated, "house/desks");
        CHECK(on == off + hours(40));
        const Duration expected = first_success(world, hours(1), off, on);
        const auto taken = story.times(TraceKind::compromised, "house/vault");
        REQUIRE(taken.size() == (expected < spans_of_24h(30) ? 1 : 0));
        if (taken.empty()) continue;
        CHECK(taken.front() == expected);
        if (taken.front() > on) ++after;
    }
    CHECK(after > 20);
}

}  // namespace
}  // namespace kammerspiel
