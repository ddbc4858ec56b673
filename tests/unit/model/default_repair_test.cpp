#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// What is destroyed is repaired in the end, whatever the strategy says of it, unless it says: not.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

// Two servers of which one, or both, are destroyed; users notice within half an hour of Monday.
std::string story_of(const std::string& destroyed, const std::string& strategy) {
    return R"(
starts: 2022-01-03T08:00 UTC
horizon: 60d
reporting_delay: 0min
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
detection: {users_notice: 30min}
)" + destroyed +
           "strategies:\n  s: " + strategy + "\n";
}
const std::string one = "entry: [{at: o/a, when: 0h, yields: controlled}]\n";
const std::string both =
    "entry: [{at: o/a, when: 0h, yields: controlled}, {at: o/b, when: 2d, yields: controlled}]\n";
const std::string house = R"(
organisations:
  also: {o: {template: t, region: DE-NW, members: 100}}
templates:
  t:
    host_groups:
      a: {kind: server, count: 1, zone: core}
      b: {kind: server, count: 1, zone: other}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      s: {needs: [a], demand: {share: 1, profile: always}}
      t: {needs: [b], demand: {share: 1, profile: always}}
)";
const std::string wiper = R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1h}]
)";

const Duration noticed = hours(1) + minutes(30);
const Duration back = noticed + spans_of_24h(7) + hours(6);

TEST_CASE("who does nothing repairs what is destroyed, a week after it is known",
          "[model][repair][rule-33]") {
    const auto plan = test::plan_of({story_of(both, "{plays: []}"), house, wiper});
    const Story story(plan);
    CHECK(story.first(TraceKind::default_repair_begun, "o") == noticed + spans_of_24h(7));
    CHECK(story.first(TraceKind::group_restored, "o/a") == back);
    CHECK(story.first(TraceKind::group_restored, "o/b") == back + hours(6));
}

TEST_CASE("what is given as confirmed and lies destroyed is known from the start on",
          "[model][repair][rule-33]") {
    const std::string given =
        "entry: [{at: o/a, when: -2h, yields: controlled}]\n"
        "known_at_start: [{at: o/a, hosts: 1, what: confirmed}]\n";
    const auto plan = test::plan_of({story_of(given, "{plays: []}"), house, wiper});
    // A week from the start, and not from when users notice it half an hour later.
    CHECK(Story(plan).first(TraceKind::default_repair_begun, "o") == spans_of_24h(7));
}

TEST_CASE("what is known to be destroyed later joins the usual repair",
          "[model][repair][rule-33]") {
    const std::string late =
        "entry: [{at: o/a, when: 0h, yields: controlled}, {at: o/b, when: 14d, yields: "
        "controlled}]\n";
    const auto plan = test::plan_of({story_of(late, "{plays: []}"), house, wiper});
    const Story story(plan);
    CHECK(story.first(TraceKind::group_restored, "o/a") == back);
    CHECK(story.first(TraceKind::group_restored, "o/b") == spans_of_24h(14) + noticed + hours(6));
}

TEST_CASE("a strategy can repair nothing, and a scenario can repair otherwise",
          "[model][repair][rule-33]") {
    const auto none = test::plan_of({story_of(one, "{repair: none, plays: []}"), house, wiper});
    const Story nothing(none);
    CHECK(nothing.count(TraceKind::group_restored) == 0);
    const auto day = test::plan_of(
        {"default_repair: {begins_after: 1d, gate: inspected}\n" + story_of(one, "{plays: []}"),
         house, wiper});
    const Story sooner(day);
    CHECK(sooner.first(TraceKind::group_restored, "o/a") == noticed + spans_of_24h(1) + hours(5));
}

TEST_CASE("what a play has ordered to be restored is not repaired by default",
          "[model][repair][rule-33]") {
    const auto restored = [](const std::string& scope, const std::string& group) {
        const auto plan = test::plan_of(
            {story_of(both, "{plays: [{name: p, when: {destroyed_hosts: 1}, do: [{restore: {" +
                                scope + "begins_after: 20d}}]}]}"),
             house, wiper});
        const Story story(plan);
        return story.first(TraceKind::group_restored, group);
    };
    const Duration ordered = noticed + 2 * latency + spans_of_24h(20);
    CHECK(restored("", "o/a") == ordered + hours(6));
    CHECK(restored("", "o/b") == ordered + hours(12));
    // Only as far as its scope goes.
    CHECK(restored("scope: {group: a}, ", "o/a") == ordered + hours(6));
    CHECK(restored("scope: {group: a}, ", "o/b") == back);
}

TEST_CASE("who was called in for a restore to come is not sent home by the usual repair",
          "[model][repair][rule-33]") {
    const auto plan = test::plan_of(
        {story_of(
             one + "pools: {aid: {people: 1, shift: round-the-clock, arrives_after: 0h}}\n",
             "{plays: [{name: call, do: [{call_in: {crew: aid, people: 1}}, {shutdown: {scope: "
             "{organisation: o, group: b}}}]}, {name: back, when: {clock: 2022-01-18T08:00}, do: "
             "[{restore: {scope: {organisation: o, group: b}}}]}]}"),
         house, wiper});
    const Story story(plan);
    // The usual repair has begun a week before, and found work for one.
    CHECK(story.first(TraceKind::default_repair_begun, "o") < spans_of_24h(9));
    CHECK(story.first(TraceKind::aid_left, "o") > spans_of_24h(15));
}

TEST_CASE("a restore whose play never begins changes nothing", "[model][repair][rule-30]") {
    const std::string never =
        "{plays: [{name: never, when: {destroyed_hosts: 99}, do: [{restore: {}}]}]}";
    const auto plan = test::plan_of({story_of(one, never), house, wiper});
    const Story story(plan);
    CHECK(story.first(TraceKind::group_restored, "o/a") == back);
}

TEST_CASE("what a play has switched off and nothing restores stays off",
          "[model][repair][rule-33]") {
    const std::string off = "{plays: [{name: p, after: 1d, do: [{shutdown: {}}]}]}";
    const auto plan = test::plan_of({story_of(one, off), house, wiper});
    const Story story(plan);
    CHECK(story.count(TraceKind::group_restored) == 0);
    CHECK(story.count(TraceKind::default_repair_begun) == 0);
}

}  // namespace
}  // namespace kammerspiel
