#include "catch.hpp"
#include "tests/support/small_world.hpp"

// An attack with fixed times, followed step by step.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Files;
using test::Story;

constexpr Duration latency = minutes(1);

const std::string two_zones = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office, realm: own}
      vault: {kind: identity, count: 1, zone: servers, realm: own}
    links: {uplink: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      login: {needs: [vault], demand: {share: 1, profile: always}}
)";

const std::string two_steps = R"(
kind: operated
hands: 1
routes:
  - {name: raise, from: desks, to: itself, time: 30min, success: 1, yields: controlled}
  - {name: move, from: desks, to: vault, requires: controlled, time: 45min, success: 1, yields: controlled}
goals: [{group: vault}]
impact:
  - {name: lock, do: encrypt, on: {group: vault}, when: {holding: {group: vault}}, after: 6h, takes: 20min}
)";

TEST_CASE("an operated attack takes its steps one after the other, each order and answer a latency",
          "[model][attack]") {
    const auto plan = test::plan_of({"entry: [{at: desks, when: 1h}]\n", two_zones, two_steps});
    const Story story(plan);
    CHECK(story.first(TraceKind::entered, "house/desks") == hours(1));
    // The news reaches the operation, its order the house, and then the attempt takes its time.
    const Duration raised = hours(1) + 2 * latency + minutes(30);
    CHECK(story.first(TraceKind::compromised, "house/desks") == raised);
    const Duration moved = raised + 2 * latency + minutes(45);
    CHECK(story.first(TraceKind::compromised, "house/vault") == moved);
    // Armed when the operation hears of it; the strike travels back.
    const Duration struck = moved + latency + hours(6) + latency;
    CHECK(story.first(TraceKind::struck, "house/vault") == struck);
    CHECK(story.first(TraceKind::destroyed, "house/vault") == struck + minutes(20));
    CHECK(story.first(TraceKind::service_down, "house/login") == struck + minutes(20));
    CHECK(story.result().metrics.hosts.compromised == 2);
    CHECK(story.result().metrics.hosts.destroyed == 1);
}

TEST_CASE("a moment before the start is simulated, and the books open at the start",
          "[model][attack][rule-4]") {
    const auto plan = test::plan_of({"entry: [{at: desks, when: -10h}]\n", two_zones, two_steps});
    const Story story(plan);
    CHECK(story.first(TraceKind::entered, "house/desks") == -hours(10));
    CHECK(story.first(TraceKind::destroyed, "house/vault") < Duration::zero());
    CHECK_THAT(story.member_hours("house/login"), WithinRel(1000.0 * 30 * 24, 1e-12));
}

TEST_CASE("a closed uplink stops hands at keyboards, not what they have left behind",
          "[model][attack][rule-8]") {
    const auto closed_at = [](const std::string& clock) {
        return "entry: [{at: desks, when: 1h}]\nstrategies:\n  s:\n    plays:\n"
               "      - {name: cut, when: {clock: 2022-01-03T" +
               clock + "}, do: [{close_link: {link: uplink}}]}\n";
    };
    SECTION("before the second step: it never comes") {
        const auto plan = test::plan_of({closed_at("02:00"), two_zones, two_steps});
        const Story story(plan);
        CHECK(story.times(TraceKind::compromised, "house/desks").size() == 1);
        CHECK(story.times(TraceKind::compromised, "house/vault").empty());
        CHECK(story.count(TraceKind::attempt_failed) > 0);
        CHECK(story.count(TraceKind::destroyed) == 0);
    }
    SECTION("after it: what was armed fires") {
        const auto plan = test::plan_of({closed_at("06:00"), two_zones, two_steps});
        const Story story(plan);
        CHECK(story.count(TraceKind::destroyed) == 1);
    }
}

const std::string worm = R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: vault, requires: controlled, time: 2h, success: 1, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 5h}
)";

TEST_CASE("a host that is off executes nothing; what was due runs when it is on again",
          "[model][attack][rule-9]") {
    const auto with_gate = [](const std::string& gate) {
        return R"(
entry: [{at: desks, when: 1h, yields: controlled}]
strategies:
  s:
    plays:
      - name: off
        when: {clock: 2022-01-03T02:00}
        do: [{shutdown: {}}, {restore: {order: [login], begins_after: 20h, gate: )" +
               gate + ", thoroughness: 1}}]\n";
    };
    SECTION("switched on as it stands") {
        const auto plan = test::plan_of({with_gate("none"), two_zones, worm});
        const Story story(plan);
        // What takes no time takes none.
        const Duration on = hours(2) + latency + hours(20);
        CHECK(story.first(TraceKind::reactivated, "house/desks") == on);
        CHECK(story.first(TraceKind::compromised, "house/vault") == on);
        CHECK(story.first(TraceKind::destroyed, "house/desks") == on);
        CHECK(story.first(TraceKind::destroyed, "house/vault") == on + hours(5));
    }
    SECTION("unless inspection found it") {
        const auto plan = test::plan_of({with_gate("tested"), two_zones, worm});
        const Story story(plan);
        CHECK(story.count(TraceKind::found_compromised) == 1);
        CHECK(story.count(TraceKind::destroyed) == 0);
        CHECK(story.count(TraceKind::compromised) == 0);
    }
}

TEST_CASE("isolation takes the network and leaves the power: timers on the host go on",
          "[model][attack][rule-11]") {
    const auto plan = test::plan_of({R"(
entry: [{at: desks, when: 1h, yields: controlled}]
strategies:
  s:
    plays:
      - name: cut-off
        when: {clock: 2022-01-03T02:00}
        do: [{shutdown: {isolate: true}}]
)",
                                     two_zones, worm});
    const Story story(plan);
    CHECK(story.times(TraceKind::compromised, "house/vault").empty());
    CHECK(story.first(TraceKind::destroyed, "house/desks") == hours(6));
    CHECK(story.times(TraceKind::destroyed, "house/vault").empty());
}

TEST_CASE("a closed way lets the attempt that is due fail and redraws nothing",
          "[model][attack][rule-10]") {
    const std::string two_houses = R"(
organisations:
  also:
    house: {template: house, region: DE-NW}
    other: {template: other, region: DE-NW}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 1, zone: office}}
    links: {wan: {to: other}}
  other:
    host_groups: {vault: {kind: identity, count: 1, zone: servers}}
)";
    const std::string over_the_wan = R"(
kind: autonomous
routes:
  - {name: hop, from: desks, to: vault, over: wan, time: exponential mean 3h, success: 0.2, yields: controlled}
)";
    // Closed for two days: attempts in that time fail, the ones after it have the draws that they
    // would have had, so the fall comes with the first success outside of the closure.
    const auto open = test::plan_of({"entry: [{at: desks, when: 0h}]\n", two_houses, over_the_wan});
    const auto closed = test::plan_of({R"(
entry: [{at: desks, when: 0h}]
strategies:
  s:
    plays:
      - {name: cut, when: {clock: 2022-01-03T00:00}, do: [{close_link: {link: wan}}]}
      - {name: back, when: {clock: 2022-01-05T00:00}, do: [{restore: {}}]}
)",
                                       two_houses, over_the_wan});
    int early = 0;
    for (std::uint64_t world = 0; world < 50; ++world) {
        const model::RunOptions options{.world = {.seed = 7, .replication = world}};
        const Duration free = Story(open, options).first(TraceKind::compromised, "other/vault");
        const Duration late = Story(closed, options).first(TraceKind::compromised, "other/vault");
        if (free > spans_of_24h(2) + minutes(5)) {
            CHECK(late == free);
        } else {
            CHECK(late > spans_of_24h(2));
            ++early;
        }
    }
    CHECK(early > 10);
    CHECK(early < 50);
}

TEST_CASE("credentials open what needs them, and only where their realm is trusted",
          "[model][attack]") {
    const std::string realms = R"(
organisations:
  also:
    house: {template: house, region: DE-NW}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office, realm: own}
      same: {kind: server, count: 1, zone: servers, realm: own}
      foreign: {kind: server, count: 1, zone: servers, realm: cloud}
    links: {uplink: {to: internet}}
)";
    const std::string thief = R"(
kind: operated
routes:
  - {name: steal, from: desks, to: itself, time: 1h, success: 1, yields_credentials: true}
  - {name: use, from: desks, to: {kind: server}, needs_credentials: true, time: 1h, success: 1, yields: controlled}
goals: [{group: foreign}, {group: same}]
)";
    const auto plan = test::plan_of({"entry: [{at: desks, when: 0h}]\n", realms, thief});
    const Story story(plan);
    CHECK(story.count(TraceKind::credentials_taken) == 1);
    CHECK(story.first(TraceKind::compromised, "house/same") >
          story.first(TraceKind::credentials_taken, "house/desks"));
    CHECK(story.times(TraceKind::compromised, "house/foreign").empty());
}

TEST_CASE("an attacker that notices a countermeasure may strike at once", "[model][attack]") {
    const auto with = [](const std::string& probability) {
        return R"(
kind: operated
routes:
  - {name: raise, from: desks, to: itself, time: 30min, success: 1, yields: controlled}
goals: [{group: desks}]
impact:
  - {name: lock, do: encrypt, on: {group: desks}, when: {holding: {group: desks}}, after: 20d, when_noticed: )" +
               probability + "}\n";
    };
    const std::string block = R"(
entry: [{at: desks, when: 0h}]
strategies:
  s:
    plays:
      - {name: vault-off, when: {clock: 2022-01-04T00:00}, do: [{shutdown: {scope: {group: vault}}}]}
)";
    const auto bold = test::plan_of({block, two_zones, with("1")});
    const auto patient = test::plan_of({block, two_zones, with("0")});
    CHECK(Story(bold).first(TraceKind::destroyed, "house/desks") == hours(24) + 3 * latency);
    CHECK(Story(patient).first(TraceKind::destroyed, "house/desks") > spans_of_24h(20));
}

TEST_CASE("copying takes the volume of each host that it reaches, over an open way out",
          "[model][attack]") {
    const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 10}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office}
      data: {kind: server, count: 4, zone: servers}
      spare: {kind: backup, count: 3, zone: servers}
    links: {uplink: {to: internet}}
    services: {work: {needs: [data], demand: {share: 1, profile: always}}}
)";
    const std::string copies = R"(
routes:
  - {name: none, from: {}, to: itself, time: 300d, success: 0, yields: controlled}
impact:
  - {name: copy, do: exfiltrate, on: {kind: [server, workstation]}, when: {holding: {group: desks}}, after: 6h, takes: 20min, volume: 40 GB}
)";
    const std::string entry = "entry: [{at: desks, when: 1h, yields: controlled}]\n";
    const auto closed_at = [&](const std::string& clock) {
        return entry +
               "strategies:\n  s:\n    plays:\n      - {name: cut, when: {clock: 2022-01-03T" +
               clock + "}, do: [{close_link: {link: uplink}}]}\n";
    };
    const auto bytes = [](const Story& story) {
        return story.result().metrics.hosts.exfiltrated.count();
    };
    constexpr std::uint64_t gigabyte = 1'000'000'000;
    const std::string operated = "kind: operated\nhands: 1\ngoals: [{group: desks}]" + copies;
    SECTION("by operators: 4 hosts with data and the desk, 40 GB each") {
        const auto plan = test::plan_of({entry, federation, operated});
        const Story story(plan);
        CHECK(bytes(story) == 5 * 40 * gigabyte);
        // The news of the entry, the order to strike, and the time that copying takes.
        CHECK(story.first(TraceKind::exfiltrated, "house/data") ==
              hours(1 + 6) + 2 * latency + minutes(20));
        CHECK(story.result().metrics.hosts.destroyed == 0);
    }
    SECTION("by operators, with the way out closed before it is done: nothing") {
        const auto plan = test::plan_of({closed_at("07:10"), federation, operated});
        CHECK(bytes(Story(plan)) == 0);
    }
    SECTION("by a program on the host: what is there, 40 GB") {
        const auto plan = test::plan_of({entry, federation, "kind: autonomous" + copies});
        const Story story(plan);
        CHECK(bytes(story) == 40 * gigabyte);
        CHECK(story.first(TraceKind::exfiltrated, "house/desks") == hours(1 + 6) + minutes(20));
    }
}

}  // namespace
}  // namespace kammerspiel
