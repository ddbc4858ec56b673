#include <algorithm>

#include "catch.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/support/small_world.hpp"

// When plays begin that wait for others, how long decisions take, what an examination shows.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

const std::string house = R"(
organisations:
  also:
    o: {template: office, region: DE-NW, members: 1000}
    q: {template: office, region: DE-NW, members: 1000}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)";

Duration off_with(const std::string& look, const std::string& off) {
    const auto plan = test::plan_of(
        {"reporting_delay: 0min\nstrategies:\n  s:\n    plays:\n      - {name: look, " + look +
             "}\n      - {name: all-off, " + off +
             "when: {play_done: look}, do: [{shutdown: {}}]}\n",
         house});
    const Story story(plan);
    const auto times = story.times(TraceKind::switched_off, "o");
    return times.empty() ? spans_of_24h(1000) : times.front();
}

constexpr Duration never = spans_of_24h(1000);

TEST_CASE("a play is done when its last action is, everywhere", "[model][play_done][rule-39]") {
    // Ordered, done a day later, heard of, ordered.
    CHECK(off_with("do: [{hunt: {takes: 1d}}]", "") == hours(24) + 3 * latency);
    CHECK(off_with("do: [{inform: [members]}, {hunt: {takes: 1d}}]", "") ==
          hours(24) + 3 * latency);
    CHECK(off_with("do: [{inform: [members]}]", "") == 3 * latency);
    CHECK(off_with("do: [{shutdown: {scope: {organisation: q}}}, {restore: {scope: {organisation: "
                   "q}}}]",
                   "") == hours(1) + minutes(30) + 3 * latency);
    CHECK(off_with("do: []", "") == latency);
}

TEST_CASE("deciders hear of each other's plays by message", "[model][play_done][rule-39]") {
    // The crisis team: once every organisation has done it. Done, told to the own team, told on.
    CHECK(off_with("by: organisation, do: [{inform: [members]}]", "") == 4 * latency);
    CHECK(off_with("by: region, do: [{inform: [members]}]", "") == 4 * latency);
    CHECK(off_with("do: [{inform: [members]}]", "by: organisation, ") == 4 * latency);
    CHECK(off_with("do: [{inform: [members]}]", "by: region, ") == 4 * latency);
    CHECK(off_with("by: organisation, do: [{inform: [members]}]", "by: region, ") == 4 * latency);
    CHECK(off_with("by: organisation, do: [{inform: [members]}]", "by: organisation, ") ==
          3 * latency);
    // One of two has no reason to.
    CHECK(off_with("by: organisation, when: {confirmed_hosts: 1}, do: [{inform: [members]}]", "") ==
          never);
}

TEST_CASE("an organisation that decides for itself counts of its region what it knows",
          "[model][decider]") {
    const auto plan = test::plan_of(
        {"reporting_delay: 0min\nknown_at_start: [{at: o/x, hosts: 1, what: confirmed}]\n"
         "strategies: {s: {plays: [{name: p, by: organisation, when: {confirmed_hosts: 1, within: "
         "region}, do: [{shutdown: {}}]}]}}\n",
         house});
    const Story story(plan);
    CHECK(story.first(TraceKind::switched_off, "o") == 2 * latency);
    CHECK(story.times(TraceKind::switched_off, "q").empty());
}

const std::string with_telephone = R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups:
      pbx: {kind: telephony, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {tel: {needs: [pbx], demand: {share: 0.1, profile: always}}}
)";

Duration decided_at(const std::string& by, const std::string& clock) {
    // Off from 08:01 on, back by 09:31 and started by 09:36.
    const auto plan = test::plan_of(
        {"slowed_by: {tel: 3}\ncrisis_team_at: o\nstrategies:\n  s:\n    plays:\n      - {name: p, "
         "when: {clock: 2022-01-03T08:00}, do: [{shutdown: {}}, {restore: {}}]}\n      - {name: "
         "q, " +
             by + "when: {clock: 2022-01-03T" + clock +
             "}, after: 10h, uses: [tel], do: [{inform: [members]}]}\n",
         with_telephone});
    const Story story(plan);
    REQUIRE(story.first(TraceKind::service_up, "o/tel") == hours(9) + minutes(36));
    return story.first(TraceKind::informed, "o") - latency;
}

TEST_CASE("a decision is slowed while the telephone is down, and no longer",
          "[model][decider][rule-42]") {
    const Duration down = hours(1) + minutes(35);
    // For an hour of what takes three a third of it is done; the rest of ten hours is left.
    const Duration later = Duration::micros(down.count() / 3 * 2);
    const auto near = [](Duration a, Duration b) {
        return std::abs((a - b).count()) <= 1;  // parts of a microsecond
    };
    // The organisation knows at once; the crisis team hears a minute later, of both.
    CHECK(near(decided_at("by: organisation, ", "07:00"), hours(17) + later));
    CHECK(near(decided_at("", "07:00"), hours(17) + later));
    CHECK(near(decided_at("by: organisation, ", "08:01"), hours(18) + minutes(1) + later));
    CHECK(near(decided_at("by: organisation, ", "09:36"), hours(19) + minutes(36)));
    const Duration half = minutes(30);
    CHECK(near(decided_at("by: organisation, ", "09:06"),
               hours(19) + minutes(6) + Duration::micros(half.count() / 3 * 2)));
}

TEST_CASE("what was in memory is asked for when an examination is done", "[model][forensics]") {
    const auto indicated = [](const std::string& plays, const std::string& evidence) {
        const auto plan = test::plan_of(
            {"starts: 2022-06-01T16:00 UTC\nhorizon: 5d\nreporting_delay: 0min\nentry: [{at: o/x, "
             "when: 0h}]\ndetection:\n  sensors: {server: 1}\n  analysts: [{at: o, people: 1, "
             "shift: "
             "round-the-clock, time_per_alert: 10min}]\n  forensics: {at: o, people: 1, shift: "
             "business-hours, time_per_host: 2h, slower_after_shutdown: 3, "
             "evidence_after_shutdown: " +
                 evidence + "}\nstrategies: {s: {plays: [" + plays + "]}}\n",
             house, R"(
kind: autonomous
routes:
  - {name: probe, from: {}, to: itself, time: 1h, success: 0, yields: controlled}
)"});
        const Story story(plan);
        const auto times = story.times(TraceKind::indicated, "o/x");
        return times.empty() ? never : times.front();
    };
    const auto off_at = [](const std::string& when) {
        return "{name: off, when: {clock: 2022-06-" + when + "}, do: [{shutdown: {}}]}";
    };
    // Confirmed at 1.2 h; examined from 08:00 on, which is 16 h after the start.
    CHECK(indicated("", "0") == hours(18));
    CHECK(indicated(off_at("01T18:00"), "1") == hours(22));
    CHECK(indicated(off_at("01T18:00"), "0") == never);
    // An hour of two is done when the power goes; the news are two minutes on their way.
    CHECK(indicated(off_at("02T08:58"), "1") == hours(20));
    CHECK(indicated(off_at("02T08:58"), "0") == never);
    CHECK(indicated(off_at("02T11:00"), "0") == hours(18));
}

}  // namespace
}  // namespace kammerspiel
