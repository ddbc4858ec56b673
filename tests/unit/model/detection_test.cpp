#include "tests/support/small_world.hpp"

// From evidence to a decision: what staff know, and when.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

const std::string house = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    watch: {template: watch, region: DE-NW}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office}
      vault: {kind: identity, count: 1, zone: servers}
    links: {uplink: {to: internet}}
    services:
      login: {needs: [vault], demand: {share: 1, profile: always}}
  watch:
    host_groups: {screens: {kind: workstation, count: 1, zone: office}}
)";

/// Tries the vault once every four hours and never succeeds.
const std::string knocker = R"(
kind: autonomous
routes:
  - {name: knock, from: desks, to: vault, time: 4h, success: 0, yields: foothold}
)";
/// Takes the vault after four hours.
const std::string taker = R"(
kind: autonomous
routes:
  - {name: take, from: desks, to: vault, time: 4h, success: 1, yields: foothold}
)";

std::string watched(const std::string& detection, const std::string& when) {
    return "entry: [{at: desks, when: 0h}]\nreporting_delay: 10min\ndetection:\n" + detection +
           "\nstrategies:\n  s:\n    plays:\n      - {name: act, when: " + when +
           ", after: 2h, do: [{inform: [members]}]}\n";
}

const std::string round_the_clock = R"(
  sensors: {identity: 1}
  alert_delay: 30min
  analysts: [{at: watch, people: 1, shift: round-the-clock, time_per_alert: 1h}]
)";

TEST_CASE("evidence becomes an alert, an analyst confirms it, and the decider hears of it later",
          "[model][detection][rule-2]") {
    const auto plan =
        test::plan_of({watched(round_the_clock, "{confirmed_hosts: 1}"), house, taker});
    const Story story(plan);
    CHECK(story.first(TraceKind::compromised, "house/vault") == hours(4));
    const Duration alert = hours(4) + minutes(30);
    CHECK(story.first(TraceKind::alert, "house/vault") == alert);
    // To the analysts, an hour of work, and back.
    const Duration confirmed = alert + latency + hours(1) + latency;
    CHECK(story.first(TraceKind::confirmed, "house/vault") == confirmed);
    // The report that the alert began takes 10 min; the next one, begun by the verdict, likewise.
    const Duration told = confirmed + minutes(10) + latency;
    CHECK(story.first(TraceKind::play_triggered, "") == told);
    CHECK(story.first(TraceKind::play_decided, "") == told + hours(2));
}

TEST_CASE("staff suspect a host that was only tried, until an analyst has looked at it",
          "[model][detection][knowledge]") {
    const auto plan =
        test::plan_of({watched(round_the_clock, "{suspected_hosts: 1}"), house, knocker});
    const Story story(plan);
    CHECK(story.count(TraceKind::confirmed) == 0);
    CHECK(story.first(TraceKind::play_triggered, "") ==
          hours(4) + minutes(30) + minutes(10) + latency);
}

TEST_CASE("a decider acts on reports alone: what nobody has seen triggers nothing",
          "[model][detection][knowledge]") {
    const auto blind =
        test::plan_of({watched("  alert_delay: 1h\n", "{suspected_hosts: 1}"), house, taker});
    const Story story(blind);
    CHECK(story.count(TraceKind::compromised) == 1);
    CHECK(story.count(TraceKind::play_triggered) == 0);
}

TEST_CASE("one analyst works alerts off in their order; the line grows while nobody is on shift",
          "[model][detection]") {
    // Attempts at 4, 8, 12 … h on Monday; an alert takes an hour, in business hours from 8 to 17.
    const auto plan = test::plan_of({watched(R"(
  sensors: {identity: 1}
  analysts: [{at: watch, people: 1, shift: business-hours, time_per_alert: 1h}]
)",
                                             "{confirmed_hosts: 1}"),
                                     house, taker});
    const Story story(plan);
    CHECK(story.first(TraceKind::alert, "house/vault") == hours(4));
    CHECK(story.first(TraceKind::confirmed, "house/vault") == hours(9) + latency);
}

TEST_CASE("alerts before the start are left out and counted", "[model][detection][rule-4]") {
    auto files = test::Files{watched(round_the_clock, "{alerts: 1}"), house, knocker};
    files.scenario.replace(files.scenario.find("when: 0h"), 8, "when: -9h");
    const auto plan = test::plan_of(files);
    const Story story(plan);
    // Attempts at −5, −1, 3, 7 … h, alerts half an hour later.
    CHECK(story.result().metrics.hosts.alerts_before_start == 2);
    CHECK(story.first(TraceKind::alert, "house/vault") == hours(3) + minutes(30));
    CHECK(story.result().metrics.first_alert == SimTime::at(hours(3) + minutes(30)));
}

TEST_CASE("what is known at the start needs no sensor", "[model][detection][rule-4]") {
    const auto plan = test::plan_of({R"(
reporting_delay: 10min
known_at_start: [{at: vault, hosts: 1, what: suspected, text: strange noises}]
strategies:
  s:
    plays:
      - {name: act, when: {suspected_hosts: 1}, after: 2h, do: [{shutdown: {}}]}
)",
                                     house});
    const Story story(plan);
    CHECK(story.first(TraceKind::given_at_start, "house/vault") == Duration::zero());
    CHECK(story.first(TraceKind::service_down, "house/login") ==
          minutes(10) + latency + hours(2) + latency);
}

TEST_CASE("users report what was destroyed while they are at work", "[model][detection]") {
    const std::string wiper = R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 300d, success: 0, yields: foothold}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 20h}
)";
    const auto plan = test::plan_of({R"(
entry: [{at: desks, when: 0h, yields: controlled}]
detection: {users_notice: 30min}
)",
                                     house, wiper});
    const Story story(plan);
    // Destroyed on Monday at 20:00, noticed on Tuesday, half an hour after people came to work.
    CHECK(story.first(TraceKind::destroyed, "house/desks") == hours(20));
    CHECK(story.first(TraceKind::users_noticed, "house/desks") == hours(32) + minutes(30));
    CHECK(story.first(TraceKind::confirmed, "house/desks") == hours(32) + minutes(30));
}

TEST_CASE("regions decide for themselves where a condition is counted within them",
          "[model][decision]") {
    const auto plan = test::plan_of({R"(
known_at_start: [{at: one/vault, hosts: 1, what: confirmed, text: seen}]
strategies:
  s:
    plays:
      - name: regional
        when: {confirmed_hosts: 1, within: region}
        do: [{shutdown: {scope: {region: affected}}}]
)",
                                     R"(
organisations:
  also:
    one: {template: house, region: DE-NW}
    two: {template: house, region: DE-NW}
    three: {template: house, region: DE-BY}
templates:
  house:
    host_groups: {vault: {kind: identity, count: 1, zone: servers}}
)"});
    const Story story(plan);
    CHECK(story.times(TraceKind::switched_off, "one").size() == 1);
    CHECK(story.times(TraceKind::switched_off, "two").size() == 1);
    CHECK(story.times(TraceKind::switched_off, "three").empty());
}

TEST_CASE("a play can wait for another one", "[model][decision]") {
    const auto plan = test::plan_of({R"(
strategies:
  s:
    plays:
      - {name: second, when: {play_done: first}, after: 3h, do: [{shutdown: {}}]}
      - {name: first, when: {clock: 2022-01-03T05:00}, after: 1h, do: [{inform: [members]}]}
)",
                                     house});
    const Story story(plan);
    CHECK(story.first(TraceKind::switched_off, "house") ==
          hours(5) + hours(1) + 2 * latency + hours(3) + latency);
}

}  // namespace
}  // namespace kammerspiel
