#include <algorithm>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// What staff know is of hosts, each of which is one; what deciders know was written down before.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

/// Shows itself once an hour and never gets anywhere.
const std::string prober = R"(
kind: autonomous
routes:
  - {name: probe, from: {}, to: itself, time: 1h, success: 0, yields: controlled}
)";

const std::string two_houses = R"(
organisations:
  also:
    o: {template: one, region: DE-NW, members: 1000}
    p: {template: two, region: DE-NW, members: 1000}
templates:
  one:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services: {m: {needs: [x]}}
  two:
    host_groups:
      a: {kind: workstation, count: 1, zone: a}
      b: {kind: workstation, count: 5, zone: b}
)";

const std::string watched = R"(
reporting_delay: 0min
detection:
  sensors: {server: 1, workstation: 1}
  analysts: [{at: o, people: 1, shift: round-the-clock, time_per_alert: 10min}]
)";

std::uint64_t switched_off(const std::string& when, const std::string& more) {
    const auto plan = test::plan_of({"horizon: 3d\n" + watched + more +
                                         "strategies: {s: {plays: [{name: all-off, when: " + when +
                                         ", do: [{shutdown: {}}]}]}}\n",
                                     two_houses, prober});
    return Story(plan).result().metrics.hosts.switched_off;
}

TEST_CASE("hosts that are given at the start are hosts: known again they add nothing",
          "[model][knowledge]") {
    const std::string given =
        "entry: [{at: o/x, when: -2h}]\nknown_at_start: [{at: o/x, hosts: 1, what: confirmed}, "
        "{at: {organisation: p}, hosts: 4, what: suspected}]\n";
    CHECK(switched_off("{confirmed_hosts: 1}", given) == 7);
    CHECK(switched_off("{confirmed_hosts: 2}", given) == 0);
    // One confirmed and four suspected, of groups of one and five.
    CHECK(switched_off("{suspected_hosts: 5}", given) == 7);
    CHECK(switched_off("{suspected_hosts: 6}", given) == 0);
}

TEST_CASE("given hosts of several organisations are known where they stand", "[model][knowledge]") {
    const std::string given = "known_at_start: [{at: {}, hosts: 7, what: suspected}]\n";
    CHECK(switched_off("{suspected_hosts: 1, within: organisation}", given) == 7);
    CHECK(switched_off("{suspected_hosts: 6, within: organisation}", given) > 0);
    CHECK(switched_off("{suspected_hosts: 7, within: organisation}", given) == 0);
}

TEST_CASE("each alert of a given host is counted", "[model][knowledge]") {
    const std::string given =
        "known_at_start: [{at: {organisation: p}, hosts: 4, what: suspected}]\n";
    CHECK(switched_off("{alerts: 4}", given) == 7);
    CHECK(switched_off("{alerts: 5}", given) == 0);
}

/// Takes b and destroys it an hour later, again and again.
const std::string again_and_again = R"(
kind: autonomous
routes:
  - {name: back, from: {group: a}, to: {group: b}, time: 12h, success: 1, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {group: b}, when: {holding: {group: b}}, after: 1h}
)";

const std::string a_and_b = R"(
organisations:
  also: {o: {template: one, region: DE-NW, members: 1000}}
templates:
  one:
    host_groups:
      a: {kind: server, count: 1, zone: z}
      b: {kind: server, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
)";

TEST_CASE("one host that is destroyed again and again is one host", "[model][knowledge]") {
    const auto triggered = [](const std::string& when) {
        const auto plan = test::plan_of(
            {"entry: [{at: a, when: 0h, yields: controlled}]\nreporting_delay: 0min\n"
             "strategies:\n  s:\n    plays:\n"
             "      - {name: back, when: {destroyed_hosts: 1}, do: [{restore: {scope: "
             "{organisation: o, group: b}}}]}\n      - {name: x, when: " +
                 when + ", do: [{inform: [members]}]}\n",
             a_and_b, again_and_again});
        const Story story(plan);
        REQUIRE(story.times(TraceKind::users_noticed, "o/b").size() > 2);
        return story.count(TraceKind::informed) > 0;
    };
    CHECK(triggered("{destroyed_hosts: 1}"));
    CHECK_FALSE(triggered("{destroyed_hosts: 2}"));
    CHECK(triggered("{confirmed_hosts: 1}"));
    CHECK_FALSE(triggered("{confirmed_hosts: 2}"));
}

TEST_CASE("users do not report what has been repaired", "[model][knowledge]") {
    // Destroyed on Friday evening, back in the night; users come on Monday.
    const auto plan = test::plan_of(
        {"starts: 2022-06-03T19:00 UTC\nhorizon: 10d\nreporting_delay: 0min\n"
         "detection: {users_notice: 30min}\nentry: [{at: b, when: 0h, yields: controlled}]\n"
         "strategies: {s: {plays: [{name: look, when: {clock: 2022-06-03T21:00}, do: [{shutdown: "
         "{}}, {restore: {}}]}, {name: told, when: {destroyed_hosts: 1}, do: [{inform: "
         "[members]}]}]}}\n",
         a_and_b, again_and_again});
    const Story story(plan);
    REQUIRE(story.first(TraceKind::group_restored, "o/b") < hours(15));
    CHECK(story.count(TraceKind::users_noticed) == 0);
    CHECK(story.count(TraceKind::informed) == 0);
}

TEST_CASE("users notice after half an hour at work where nothing is said of it",
          "[model][detection]") {
    for (const char* detection : {"", "detection: {users_notice: 30min}\n"}) {
        // Destroyed at 09:00 on a Wednesday.
        const auto plan =
            test::plan_of({std::string("starts: 2022-06-01T08:00 UTC\nhorizon: 2d\n") + detection +
                               "entry: [{at: b, when: 0h, yields: controlled}]\n",
                           a_and_b, again_and_again});
        CHECK(Story(plan).first(TraceKind::users_noticed, "o/b") == hours(1) + minutes(30));
    }
}

TEST_CASE("alerts of one instant are looked at in the order of the names", "[model][rule-30]") {
    const auto confirmed = [](const std::string& organisations) {
        const auto plan = test::plan_of(
            {"horizon: 1d\nentry: [{at: o/x, when: 0h}, {at: q/x, when: 0h}]\ndetection:\n"
             "  sensors: {server: 1}\n  analysts: [{at: w, people: 1, shift: round-the-clock, "
             "time_per_alert: 30min}]\n",
             "organisations:\n  also:\n" + organisations +
                 "    w: {template: watch, region: DE-NW}\ntemplates:\n  one:\n    host_groups: "
                 "{x: {kind: server, count: 1, zone: z}}\n  watch: {}\n",
             prober});
        const Story story(plan);
        return std::pair(story.first(TraceKind::confirmed, "o/x"),
                         story.first(TraceKind::confirmed, "q/x"));
    };
    const std::string o = "    o: {template: one, region: DE-NW}\n";
    const std::string q = "    q: {template: one, region: DE-NW}\n";
    const auto expected = std::pair(hours(1) + minutes(30) + 2 * latency, hours(2) + 2 * latency);
    CHECK(confirmed(o + q) == expected);
    CHECK(confirmed(q + o) == expected);
}

TEST_CASE("an alert of a host that is before the analysts is a part of its case",
          "[model][detection]") {
    const auto verdicts = [](const std::string& time_per_alert) {
        const auto plan = test::plan_of(
            {"horizon: 12h\nentry: [{at: o/x, when: 0h}]\ndetection:\n  sensors: {server: 1}\n"
             "  analysts: [{at: o, people: 1, shift: round-the-clock, time_per_alert: " +
                 time_per_alert + "}]\n",
             two_houses, R"(
kind: autonomous
routes:
  - {name: probe, from: {}, to: itself, time: 20min, success: 0, yields: controlled}
)"});
        const Story story(plan);
        CHECK(story.count(TraceKind::alert) == 35);
        return story.first(TraceKind::confirmed, "o/x");
    };
    CHECK(verdicts("50min") == hours(1) + minutes(10) + 2 * latency);
}

TEST_CASE("a report carries what was known when it was written, each after its own delay",
          "[model][knowledge][rule-42]") {
    // A first alert at 1 h, the confirmation that matters at 10 h and a bit.
    const auto plan = test::plan_of(
        {"horizon: 2d\nreporting_delay: 6h\nentry: [{at: o/x, when: 0h}, {at: p/a, when: 9h}]\n"
         "detection:\n  sensors: {server: 1, workstation: 1}\n  analysts: [{at: o, people: 1, "
         "shift: round-the-clock, time_per_alert: 5min}]\n"
         "strategies: {s: {plays: [{name: p, when: {confirmed_hosts: 2}, do: [{inform: "
         "[members]}]}]}}\n",
         two_houses, prober});
    const Story story(plan);
    const Duration confirmed = story.first(TraceKind::confirmed, "p/a");
    // Behind a new case of o/x of the same moment.
    CHECK(confirmed == hours(10) + minutes(10) + 2 * latency);
    const auto& trace = story.result().trace;
    const auto triggered = std::find_if(trace.begin(), trace.end(), [](const auto& record) {
        return record.what == TraceKind::play_triggered;
    });
    REQUIRE(triggered != trace.end());
    CHECK(triggered->key.at().since_start() == confirmed + hours(6) + latency);
}

TEST_CASE("hosts that are off raise no false alarms", "[model][detection]") {
    const auto alarms = [](const std::string& plays) {
        const auto plan = test::plan_of(
            {"horizon: 20d\ndetection:\n  false_alarms: 6h\n  sensors: {server: 1}\n  analysts: "
             "[{at: o, people: 1, shift: round-the-clock, time_per_alert: 5min}]\nstrategies: {s: "
             "{plays: [" +
                 plays + "]}}\n",
             "organisations:\n  also: {o: {template: one, region: DE-NW}}\ntemplates:\n  one:\n"
             "    host_groups: {x: {kind: server, count: 1, zone: z}}\n"});
        return Story(plan).count(TraceKind::alert);
    };
    CHECK(alarms("") > 70);
    CHECK(alarms("{name: off, do: [{shutdown: {}}]}") == 0);
}

TEST_CASE("the order of organisations in a file changes neither alarms nor who is given",
          "[model][rule-30]") {
    const auto lost = [](const std::string& organisations, std::uint64_t world) {
        const auto plan = test::plan_of(
            {"horizon: 5d\nreporting_delay: 0min\nknown_at_start: [{at: {kind: server}, hosts: "
             "1, what: suspected}]\n"
             "detection:\n  false_alarms: 1d\n  sensors: {server: 1}\n  analysts: [{at: o, people: "
             "1, shift: round-the-clock, time_per_alert: 30min}]\nstrategies: {s: {plays: [{name: "
             "off, by: organisation, when: {alerts: 2}, do: [{shutdown: {}}]}]}}\n",
             "organisations:\n  also:\n" + organisations +
                 "templates:\n  one:\n    host_groups: {x: {kind: server, count: 3, zone: z}}\n"
                 "    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}\n"});
        const Story story(plan, {.world = {.seed = 1, .replication = world}});
        return std::pair(story.member_hours("o/m"), story.member_hours("q/m"));
    };
    const std::string o = "    o: {template: one, region: DE-NW, members: 1000}\n";
    const std::string q = "    q: {template: one, region: DE-NW, members: 10000}\n";
    std::size_t o_is_hit = 0;
    for (std::uint64_t world = 0; world < 20; ++world) {
        const auto one = lost(o + q, world);
        CHECK(one == lost(q + o, world));
        o_is_hit += one.first > 0 ? 1U : 0U;
    }
    CHECK(o_is_hit > 3);
    CHECK(o_is_hit < 20);
}

TEST_CASE("two hunts in one play are two chances", "[model][rule-39]") {
    const auto found = [](const std::string& plays) {
        const auto plan =
            test::plan_of({"horizon: 2d\nentry: [{at: o/x, when: 0h}]\nstrategies: {s: {plays: [" +
                               plays + "]}}\n",
                           two_houses});
        std::size_t count = 0;
        for (std::uint64_t world = 0; world < 400; ++world) {
            const Story story(plan, {.world = {.seed = 7, .replication = world}});
            count += story.count(TraceKind::confirmed) > 0 ? 1U : 0U;
        }
        return static_cast<double>(count);
    };
    const std::string hunt = "{hunt: {thoroughness: 0.5}}";
    const std::string when = "when: {clock: 2022-01-03T01:00}, do: [";
    // Binomial, 400 worlds: standard deviations of 10 and 8.7.
    CHECK_THAT(found("{name: p, " + when + hunt + "]}"), WithinAbs(200, 40));
    CHECK_THAT(found("{name: p, " + when + hunt + ", " + hunt + "]}"), WithinAbs(300, 35));
    CHECK_THAT(found("{name: p, " + when + hunt + "]}, {name: q, " + when + hunt + "]}"),
               WithinAbs(300, 35));
}

TEST_CASE("a world in which users noticed what nobody is said to know is drawn anew",
          "[model][rule-38]") {
    // Destroyed two hours before the start with probability one half, in office hours.
    const std::string files = R"(
kind: autonomous
routes:
  - {name: go, from: {group: a}, to: {group: b}, time: 1h, success: 0.1, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {group: b}, when: {holding: {group: b}}, after: 0h}
)";
    const auto plan_with = [&](const std::string& given) {
        return test::plan_of(
            {"starts: 2022-06-01T14:00 UTC\nhorizon: 1d\ndetection: {users_notice: "
             "10min}\nentry: [{at: a, when: -5h, yields: controlled}]\n" +
                 given,
             a_and_b, files});
    };
    const auto nothing_said = plan_with("");
    const auto only_a = plan_with("known_at_start: [{at: a, hosts: 1, what: confirmed}]\n");
    const auto b_as_well = plan_with(
        "known_at_start: [{at: a, hosts: 1, what: confirmed}, {at: b, hosts: 1, what: "
        "confirmed}]\n");
    std::uint32_t noticed = 0;
    std::uint32_t redrawn = 0;
    for (std::uint64_t world = 0; world < 100; ++world) {
        const model::RunOptions options{.world = {.seed = 3, .replication = world}};
        const auto before = [](const Story& story) {
            const auto times = story.times(TraceKind::users_noticed, "o/b");
            return !times.empty() && times.front() < Duration::zero();
        };
        const Story free(nothing_said, options);
        noticed += before(free) ? 1U : 0U;
        CHECK(free.result().metrics.redrawn == 0);
        const Story given(only_a, options);
        CHECK_FALSE(before(given));
        CHECK((given.result().metrics.redrawn > 0) == before(free));
        redrawn += given.result().metrics.redrawn > 0 ? 1U : 0U;
        CHECK(Story(b_as_well, options).result().metrics.redrawn == 0);
    }
    // 1 - 0.9^4, as the fourth attempt is due an hour before the start.
    CHECK(noticed == redrawn);
    CHECK(noticed > 15);
    CHECK(noticed < 55);
}

}  // namespace
}  // namespace kammerspiel
