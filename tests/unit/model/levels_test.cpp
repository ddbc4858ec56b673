#include "catch.hpp"
#include "tests/support/small_world.hpp"

// Which levels hold: needs that do not count, circles, workarounds of the same moment, the books.

namespace kammerspiel {
namespace {

using federation::Loss;
using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

/// A horizon of ten days, and a play that begins with it.
std::string at_once(const std::string& actions) {
    return "horizon: 10d\nstrategies:\n  s:\n    plays:\n      - name: p\n        do: [" + actions +
           "]\n";
}

std::string off(const std::string& group) {
    return "{shutdown: {scope: {organisation: o, group: " + group + "}}}";
}

std::string o_with(const std::string& inside) {
    return "organisations:\n  also:\n    o: {template: o, region: DE-NW, members: 1000}\n"
           "templates:\n  o:\n" +
           inside;
}

const std::string four_groups = R"(
    host_groups:
      x: {kind: server, count: 1, zone: z}
      "y": {kind: server, count: 1, zone: z}
      a: {kind: server, count: 1, zone: z}
      b: {kind: server, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
)";

double lost(const std::string& services, const std::string& actions, const std::string& service) {
    const auto plan = test::plan_of({at_once(actions), o_with(four_groups + services)});
    return Story(plan).member_hours("o/" + service);
}

/// 100 people from the order's arrival to the end.
const double to_the_end = 100 * (spans_of_24h(10) - latency).in_hours();

TEST_CASE("a need that does not count while a service runs is left out, not met",
          "[model][dependency][rule-34]") {
    const auto both = off("a") + ", " + off("b");
    const std::string wanted = ", demand: {share: 0.1, profile: always}}\n";
    const auto any = [&](const std::string& needs) { return "      m: {needs: " + needs + wanted; };
    CHECK_THAT(lost(any("{any_of: [{a: {to_start: true}}, b]}"), both, "m"),
               WithinRel(to_the_end, 1e-12));
    CHECK_THAT(lost(any("{any_of: [[{a: {to_start: true}}], b]}"), both, "m"),
               WithinRel(to_the_end, 1e-12));
    CHECK_THAT(lost(any("{at_least: 2, of: [{a: {to_start: true}}, b, x]}"), both, "m"),
               WithinRel(to_the_end, 1e-12));
    // Of weights 3 and 1 the first does not count: all of it hangs on b.
    CHECK_THAT(lost(any("{weighted: {b: 0.75, x: 0.25}}"), off("b"), "m"),
               WithinRel(0.75 * to_the_end, 1e-12));
    // What is needed only to start is not missed once the service runs.
    CHECK(lost(any("[{a: {to_start: true}}]"), both, "m") == 0.0);
    CHECK(lost(any("[{a: {to_start: true}}, x]"), both, "m") == 0.0);
}

TEST_CASE("what a service starts without it needs all the same, unless it would come up with it",
          "[model][dependency][rule-34]") {
    const std::string d_and_c =
        "      d: {needs: [\"y\"]}\n      c: {needs: [x, d], starts_without: [d], demand: {share: "
        "0.1, profile: always}}\n";
    CHECK_THAT(lost(d_and_c, off("\"y\""), "c"), WithinRel(to_the_end, 1e-12));
    const std::string alternatives =
        "      n: {needs: {any_of: [a, b]}, starts_without: [a], demand: {share: 0.1, profile: "
        "always}}\n";
    CHECK_THAT(lost(alternatives, off("a") + ", " + off("b"), "n"), WithinRel(to_the_end, 1e-12));
}

TEST_CASE("a circle opens where one starts without the other, and needs it afterwards",
          "[model][dependency][rule-34]") {
    const std::string inside = four_groups +
                               "      d: {needs: [\"y\", c]}\n      c: {needs: [x, d], "
                               "starts_without: [d], demand: {share: 0.1, profile: always}}\n";
    const std::string all_off_and_back = "{shutdown: {}}, {restore: {}}";
    const auto plan = test::plan_of({at_once(all_off_and_back), o_with(inside)});
    const Story story(plan);
    CHECK(story.times(TraceKind::service_up, "o/c").size() == 1);
    CHECK(story.times(TraceKind::service_up, "o/d").size() == 1);
    // With d's host gone for good c goes with it, and does not start again without it.
    const auto later = test::plan_of(
        {"horizon: 10d\nstrategies:\n  s:\n    plays:\n      - {name: p, do: [" + off("x") +
             ", {restore: {scope: {organisation: o, group: x}}}]}\n"
             "      - {name: q, when: {clock: 2022-01-06T00:00}, do: [" +
             off("\"y\"") + "]}\n",
         o_with(inside)});
    const Story again(later);
    CHECK(again.times(TraceKind::service_up, "o/d").size() == 1);
    CHECK(again.times(TraceKind::service_down, "o/c").size() == 2);
    CHECK(again.times(TraceKind::service_up, "o/c").size() == 1);
}

TEST_CASE("what a service starts without may hang on another organisation",
          "[model][dependency][rule-34]") {
    const auto lost_with = [](const std::string& needs_of_d, const std::string& plays) {
        const auto plan =
            test::plan_of({"horizon: 10d\nstrategies: {s: {plays: [" + plays + "]}}\n", R"(
organisations:
  also:
    o: {template: left, region: DE-NW, members: 1000}
    q: {template: right, region: DE-NW}
templates:
  left:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      d: {needs: )" + needs_of_d +
                                                                                            R"(}
      c: {needs: [x, d], starts_without: [d], demand: {share: 0.1, profile: always}}
  right:
    host_groups: {"y": {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: ["y"]}, r: {needs: ["y", o/c]}}
)"});
        return Story(plan).member_hours("o/c");
    };
    const double minute = 100.0 / 60;
    const std::string q_off = "{name: p, do: [{shutdown: {scope: {organisation: q}}}]}";
    // Gone for good: a minute for the message.
    CHECK_THAT(lost_with("[q/m]", q_off), WithinRel(to_the_end - minute, 1e-9));
    CHECK_THAT(lost_with("[q/r]", q_off), WithinRel(to_the_end - minute, 1e-9));
    // All off and back after 1.5 h: c starts in 5 min, without d, which needs it by way of q.
    CHECK(lost_with("[q/r]", "{name: p, do: [{shutdown: {}}, {restore: {}}]}") < 100 * 1.7);
}

const std::string half_off = R"(
recovery: {default: {inspect: 2h, clean: 2h, rebuild: 4h, test: 2h}}
)" + at_once("{shutdown: {scope: {organisation: o, group: g2}}}, {restore: {}}");

TEST_CASE("a circle that was at 60 per cent is whole again once nothing is missing",
          "[model][dependency][rule-7]") {
    const auto plan = test::plan_of({half_off, o_with(R"(
    host_groups:
      g1: {kind: server, count: 1, zone: core}
      g2: {kind: server, count: 1, zone: other}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      a: {needs: [{weighted: {g1: 0.6, g2: 0.4}}, b], demand: {share: 0.1, profile: always}}
      b: {needs: [g1, a], demand: {share: 0.1, profile: always}}
)")});
    const Story story(plan);
    for (const char* service : {"o/a", "o/b"}) {
        CHECK_THAT(story.member_hours(service), WithinRel(4 * 0.4 * 100, 1e-9));
        CHECK_THAT(story.member_hours(service, Loss::testing_own), WithinRel(160.0, 1e-9));
    }
}

TEST_CASE("so is a circle of a host group and a link", "[model][dependency][rule-7]") {
    const auto plan = test::plan_of({half_off, o_with(R"(
    host_groups:
      g1: {kind: network, count: 2, zone: core, needs: [l]}
      g2: {kind: server, count: 1, zone: other}
      g3: {kind: server, count: 1, zone: other}
    links: {l: {to: internet, needs: [g1, {weighted: {g3: 0.6, g2: 0.4}}]}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      a: {needs: [l], demand: {share: 0.1, profile: always}}
)")});
    CHECK_THAT(Story(plan).member_hours("o/a"), WithinAbs(160.0, 1.0));
}

TEST_CASE("a host group and a link that need each other come back where one may do without",
          "[model][dependency][rule-34]") {
    const auto comes_back = [](const std::string& way_out) {
        const auto plan = test::plan_of({at_once("{shutdown: {}}, {restore: {}}"), o_with(R"(
    host_groups:
      g: {kind: network, count: 1, zone: core, needs: [l])" + way_out +
                                                                                          R"(}
    links: {l: {to: internet, needs: [g]}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      a: {needs: [l], demand: {share: 0.1, profile: always}}
)")});
        return Story(plan).count(TraceKind::service_up) == 1;
    };
    CHECK_FALSE(comes_back(""));
    CHECK(comes_back(", starts_without: [l]"));
}

const std::string two_houses = R"(
organisations:
  also:
    o: {template: left, region: DE-NW, members: 1000}
    q: {template: right, region: DE-NW, members: 1000}
templates:
  left:
    host_groups:
      g1: {kind: server, count: 1, zone: core}
      g2: {kind: server, count: 1, zone: other}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      a: {needs: [{weighted: {g1: 0.6, g2: 0.4}}, q/b], demand: {share: 0.1, profile: always}}
  right:
    host_groups:
      g1: {kind: server, count: 1, zone: core}
    services:
      b: {needs: [g1, o/a], demand: {share: 0.1, profile: always}}
)";

TEST_CASE("a circle through two organisations is whole again after news have gone round",
          "[model][dependency][rule-7]") {
    const auto plan = test::plan_of({half_off, two_houses});
    const Story story(plan);
    // Four hours at 60 per cent; each minute that news take are 40 member-minutes more.
    const double minute = 0.4 * 100 / 60;
    CHECK_THAT(story.member_hours("o/a"), WithinRel(160 + 2 * minute, 1e-9));
    CHECK_THAT(story.member_hours("q/b"), WithinAbs(160 + 1 * minute, 1e-6));
    // Nothing of how it was worked out shows: down to 60 per cent once, and up again once.
    CHECK(story.times(TraceKind::service_level, "o/a").size() == 2);
    CHECK(story.times(TraceKind::service_level, "q/b").size() == 2);
}

TEST_CASE("floors that hold each other down let go of each other between organisations, too",
          "[model][dependency][rule-7]") {
    const auto plan = test::plan_of({at_once("{shutdown: {}}, {restore: {}}"), R"(
organisations:
  also:
    o: {template: left, region: DE-NW, members: 1000}
    q: {template: right, region: DE-NW, members: 1000}
templates:
  left:
    host_groups: {g: {kind: server, count: 1, zone: core}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {a: {needs: [g, {q/b: {floor: 0.4}}], demand: {share: 0.1, profile: always}}}
  right:
    host_groups: {g: {kind: server, count: 1, zone: core}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {b: {needs: [g, {o/a: {floor: 0.4}}], demand: {share: 0.1, profile: always}}}
)"});
    const Story story(plan);
    // Back from 1.5 h of work and 5 min of start on; up is 50 per cent.
    CHECK(story.times(TraceKind::service_up, "o/a").size() == 1);
    CHECK(story.times(TraceKind::service_up, "q/b").size() == 1);
    CHECK(story.first(TraceKind::service_up, "o/a") < hours(1) + minutes(50));
}

TEST_CASE("a workaround that needs no time takes over before anything stops for want of it",
          "[model][fallback][rule-3]") {
    const auto plan = test::plan_of({at_once("{shutdown: {}}"), o_with(R"(
    host_groups: {g: {kind: server, count: 1, zone: core}}
    services:
      e: {needs: [g], demand: {share: 0.1, profile: always}, fallback: {name: paper, capacity: 0.4}}
      b: {needs: [e], demand: {share: 0.1, profile: always}, start_time: 8h}
      f: {needs: [e], demand: {share: 0.1, profile: always}, up_from: 0.3, fallback: {name: post, capacity: 0.9}}
)")});
    const Story story(plan);
    const double at_40_percent = 0.6 * to_the_end;
    CHECK_THAT(story.member_hours("o/e"), WithinRel(at_40_percent, 1e-9));
    CHECK_THAT(story.member_hours("o/b"), WithinRel(at_40_percent, 1e-9));
    CHECK(story.first(TraceKind::fallback_begun, "o/e") == latency);
    // Its own would be for nothing, as it never fell below the level from which it is up.
    CHECK(story.times(TraceKind::fallback_begun, "o/f").empty());
}

TEST_CASE("a workaround that a play asks for in time is there when the loss comes",
          "[model][fallback]") {
    const auto lost_with = [](const std::string& plays) {
        const auto plan =
            test::plan_of({"horizon: 101h\nstrategies: {s: {plays: [" + plays + "]}}\n", o_with(R"(
    host_groups: {g: {kind: server, count: 1, zone: core}}
    services:
      m: {needs: [g], demand: {share: 0.1, profile: always}, fallback: {name: paper, capacity: 0.4, after: 2h, automatic: false}}
      a: {needs: [g], demand: {share: 0.1, profile: always}, fallback: {name: paper, capacity: 0.4, after: 2h}}
)")});
        const Story story(plan);
        return std::pair(story.member_hours("o/m"), story.member_hours("o/a"));
    };
    const std::string paper =
        "do: [{activate_fallback: {service: m}}, {activate_fallback: {service: a}}]}";
    const std::string loss = "{name: loss, when: {clock: 2022-01-03T04:00}, do: [{shutdown: {}}]}";
    const double down = (hours(97) - latency).in_hours();
    const auto in_time = lost_with("{name: early, " + paper + ", " + loss);
    CHECK_THAT(in_time.first, WithinRel(down * 60, 1e-9));
    CHECK_THAT(in_time.second, WithinRel(down * 60, 1e-9));
    const auto with_it =
        lost_with("{name: same, when: {clock: 2022-01-03T04:00}, " + paper + ", " + loss);
    CHECK_THAT(with_it.first, WithinRel(down * 60 + 2 * 40, 1e-9));
    CHECK_THAT(with_it.second, WithinRel(down * 60 + 2 * 40, 1e-9));
    const auto without = lost_with(loss);
    CHECK_THAT(without.first, WithinRel(down * 100, 1e-9));
    CHECK_THAT(without.second, WithinRel(down * 60 + 2 * 40, 1e-9));
}

TEST_CASE("a start that comes to nothing lets go of what had taken the service down",
          "[model][books][rule-17]") {
    const auto plan = test::plan_of(
        {"horizon: 101h\nstrategies: {s: {plays: [{name: p, do: [{shutdown: {}}, {restore: "
         "{begins_after: 90min}}]}]}}\n",
         o_with(R"(
    host_groups: {g: {kind: server, count: 1, zone: core}}
    services:
      e: {needs: [g], demand: {share: 0.1, profile: always}, fallback: {name: standby, capacity: 0.6, after: 1h, at_most: 1h}}
      b: {needs: [e], demand: {share: 0.1, profile: always}, start_time: 2h}
)")});
    const Story story(plan);
    // Off at 1 min; the standby is there from 1:01 to 2:01, too short for b to start. The host
    // waits for its repair (nobody is there) from 1:31 on.
    CHECK_THAT(story.member_hours("o/b", Loss::precaution_own), WithinRel(200.0, 1e-9));
    CHECK_THAT(story.member_hours("o/b", Loss::testing_own),
               WithinRel(100 * (hours(101) - hours(2) - latency).in_hours(), 1e-9));
}

TEST_CASE("a loss that comes back through another organisation is the own one's",
          "[model][books][rule-17]") {
    const auto lost = [](const std::string& scope, Loss cause) {
        const auto plan = test::plan_of({at_once("{shutdown: {scope: " + scope + "}}"), R"(
organisations:
  also:
    o: {template: left, region: DE-NW, members: 1000}
    q: {template: right, region: DE-NW}
templates:
  left:
    host_groups: {g: {kind: server, count: 1, zone: core}}
    services:
      base: {needs: [g]}
      back: {needs: [q/relay], demand: {share: 0.1, profile: always}}
  right:
    host_groups: {h: {kind: server, count: 2, zone: core}}
    services: {relay: {needs: [o/base, h]}}
)"});
        return Story(plan).member_hours("o/back", cause);
    };
    const double after_news = to_the_end - 2 * 100.0 / 60;
    CHECK_THAT(lost("{organisation: o}", Loss::precaution_own), WithinRel(after_news, 1e-9));
    CHECK(lost("{organisation: o}", Loss::precaution_dependency) == 0.0);
    // What fails there is theirs; of what fails in both houses, what would fail anyway.
    const double at_once_there = to_the_end - 100.0 / 60;
    CHECK(lost("{organisation: q}", Loss::precaution_own) == 0.0);
    CHECK_THAT(lost("{organisation: q}", Loss::precaution_dependency),
               WithinRel(at_once_there, 1e-9));
    CHECK_THAT(lost("everything", Loss::precaution_dependency), WithinRel(at_once_there, 1e-9));
}

TEST_CASE("what ends on the minute misses no shift by a microsecond", "[model][rule-43]") {
    const auto plan = test::plan_of(
        {"starts: 2022-06-03T12:59 UTC\nhorizon: 10d\nrecovery: {default: {inspect: 2h, clean: 2h, "
         "rebuild: 4h, test: 2h}}\nstrategies: {s: {plays: [{name: p, do: [{shutdown: {}}, "
         "{restore: {}}]}]}}\n",
         o_with(R"(
    host_groups: {g: {kind: server, count: 1, zone: core}}
    crews: {it: {people: 1, shift: business-hours}}
    services: {s: {needs: [g], demand: {share: 0.1, profile: always}}}
)")});
    // Friday 13:00, four hours of work, five minutes to start.
    CHECK(Story(plan).service("o/s").down == hours(4) + minutes(5));
}

// m and n need each other; m starts without n, which it needs over a link.
const std::string over_a_link = R"(
    host_groups: {x: {kind: server, count: 1, zone: z}}
    links: {l: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      m: {needs: [x, {n: {over: l}}], starts_without: [n], demand: {share: 0.1, profile: always}}
      n: {needs: [x, m], demand: {share: 0.1, profile: always}}
)";

TEST_CASE("what comes up behind a link that stays closed is not on its way",
          "[model][dependency][rule-34]") {
    const auto plan = test::plan_of(
        {at_once("{close_link: {link: l, until: {clock: \"2022-01-05T00:00\"}}}, {shutdown: {}}, "
                 "{restore: {gate: none}}"),
         o_with(over_a_link)});
    const Story story(plan);
    // Down once, until the link is open after two days (and a message): m needs five minutes more.
    CHECK(story.count(TraceKind::service_down) == 2);
    CHECK(story.first(TraceKind::service_up, "o/m") == hours(48) + latency + minutes(5));
}

TEST_CASE("a need that may be missing may be missing for want of its link", "[model][rule-34]") {
    // fw needs dir, l needs fw, dir needs core over l and may come up without it: hosts come back
    // at once, whichever of them is first.
    const std::string inside = R"(
    host_groups:
      core: {kind: server, count: 1, zone: z}
      dir: {kind: identity, count: 1, zone: z, needs: [{core: {over: l}}], starts_without: [core]}
      fw: {kind: network, count: 1, zone: z, needs: [dir]}
    links: {l: {to: internet, needs: [fw]}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [dir], demand: {share: 0.1, profile: always}}}
)";
    for (const char* order : {"core", "dir"}) {
        const auto plan =
            test::plan_of({at_once("{shutdown: {}}, {restore: {scope: {organisation: o, group: " +
                                   std::string(order) + "}}}, {restore: {begins_after: 10h}}"),
                           o_with(inside)});
        CHECK(Story(plan).count(TraceKind::service_up) == 1);
    }
}

}  // namespace
}  // namespace kammerspiel
