#include "catch.hpp"
#include "tests/support/small_world.hpp"

// Levels, starts, graces and the books, computed by hand.

namespace kammerspiel {
namespace {

using federation::Loss;
using model::TraceKind;
using test::Files;
using test::Story;

constexpr Duration latency = minutes(1);

/// From the clock of a play at once to its order's arrival.
constexpr Duration ordered = latency;

const std::string one_house = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
templates:
  house:
    host_groups:
      power: {kind: server, count: 1, zone: z}
      servers: {kind: server, count: 4, zone: z}
    crews:
      it: {people: 1, shift: round-the-clock}
    services:
      base: {needs: [power], demand: {share: 0.5, profile: always}}
      chain: {needs: [{base: {grace: 2h}}], demand: {share: 0.5, profile: always}}
      half: {needs: [{base: {floor: 0.4}}], demand: {share: 0.5, profile: always}}
)";

const std::string power_off_for_ten_hours = R"(
strategies:
  off:
    plays:
      - name: switch
        when: {clock: 2022-01-03T10:00}
        do:
          - shutdown: {scope: {group: power}}
          - restore: {begins_after: 10h}
)";

TEST_CASE("a chain of needs falls, lasts out its grace and starts again one after the other",
          "[model][dependency][rule-6][rule-7]") {
    const auto plan = test::plan_of({power_off_for_ten_hours, one_house});
    const Story story(plan);

    const Duration off = hours(10) + ordered;
    CHECK(story.first(TraceKind::switched_off, "house") == off);
    CHECK(story.first(TraceKind::service_down, "house/base") == off);
    CHECK(story.first(TraceKind::service_down, "house/chain") == off + hours(2));

    // Ten hours of waiting, then one person inspects for 1 h and tests for 30 min.
    const Duration on = off + hours(10) + hours(1) + minutes(30);
    CHECK(story.first(TraceKind::group_restored, "house/power") == on);
    CHECK(story.first(TraceKind::service_up, "house/base") == on + minutes(5));
    CHECK(story.first(TraceKind::service_up, "house/chain") == on + minutes(10));
}

TEST_CASE("a need's floor is what its loss leaves", "[model][dependency][rule-6]") {
    const auto plan = test::plan_of({power_off_for_ten_hours, one_house});
    const Story story(plan);
    // At 40 % it is below the 50 % from which it counts as up, yet it runs and needs no start.
    CHECK(story.first(TraceKind::service_down, "house/half") == hours(10) + ordered);
    CHECK(story.first(TraceKind::service_up, "house/half") ==
          story.first(TraceKind::service_up, "house/base"));
    const double outage = (hours(11) + minutes(35)).in_hours();
    CHECK_THAT(story.member_hours("house/half"), WithinRel(1000 * 0.5 * outage * 0.6, 1e-12));
}

TEST_CASE("lost hours are members times share times time, booked to what caused them",
          "[model][books][rule-17]") {
    const auto plan = test::plan_of({power_off_for_ten_hours, one_house});
    const Story story(plan);
    // Off and waiting: precaution. In repair though clean: testing, with the five minutes of the
    // start, which belong to what had taken it down.
    CHECK_THAT(story.member_hours("house/base", Loss::precaution_own),
               WithinRel(1000 * 0.5 * 10.0, 1e-12));
    CHECK_THAT(story.member_hours("house/base", Loss::testing_own),
               WithinRel(1000 * 0.5 * (1.5 + 5.0 / 60), 1e-12));
    CHECK_THAT(story.member_hours("house/base"), WithinRel(500 * (11.5 + 5.0 / 60), 1e-12));
    CHECK(story.member_hours("house/base", Loss::attack_own) == 0.0);
    CHECK(story.service("house/base").interruptions == 1);
    CHECK(story.service("house/base").down == hours(11) + minutes(35));
    CHECK(story.service("house/base").longest == hours(11) + minutes(35));
}

TEST_CASE("a grace that was half used is half there, and whole again after as long without loss",
          "[model][dependency][rule-6]") {
    // The link closes and opens by the plays of a clock; the grace is two hours.
    const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
    other: {template: other, region: DE-NW}
templates:
  house:
    links: {wan: {to: other}}
    services:
      far: {needs: [{other/serve: {over: wan, grace: 2h}}], demand: {share: 1, profile: always}}
  other:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    services: {serve: {needs: [servers]}}
)";
    const auto close_and_open = [](const std::string& name, const std::string& from,
                                   const std::string& until) {
        return "      - {name: " + name + ", when: {clock: 2022-01-03T" + from +
               "}, do: [{close_link: {link: wan}}]}\n      - {name: " + name +
               "-end, when: {clock: 2022-01-03T" + until + "}, do: [{restore: {}}]}\n";
    };
    SECTION("the second loss comes before it is whole") {
        const auto plan = test::plan_of({"strategies:\n  s:\n    plays:\n" +
                                             close_and_open("first", "01:00", "02:30") +
                                             close_and_open("second", "03:30", "05:30"),
                                         federation});
        const Story story(plan);
        // The link opens once the other end has answered that nothing there is to come back. So of
        // the 2 h all is used but 28 min, which carry until 03:58.
        const Duration opened = 2 * latency;
        const Duration left = hours(2) - minutes(90) - opened;
        CHECK(story.first(TraceKind::service_down, "house/far") ==
              hours(3) + minutes(30) + ordered + left);
        CHECK(story.first(TraceKind::service_up, "house/far") ==
              hours(5) + minutes(30) + ordered + opened + minutes(5));
    }
    SECTION("the second loss comes when it is whole again") {
        const auto plan = test::plan_of({"strategies:\n  s:\n    plays:\n" +
                                             close_and_open("first", "01:00", "02:30") +
                                             close_and_open("second", "05:00", "06:50"),
                                         federation});
        const Story story(plan);
        CHECK(story.times(TraceKind::service_down, "house/far").empty());
    }
}

TEST_CASE("needs of several things: the weakest, the strongest, the k-th, the mean",
          "[model][dependency]") {
    // Of four groups of two hosts each, 0, 0, 1 and 2 hosts are switched off... by group.
    const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
templates:
  house:
    host_groups:
      a: {kind: server, count: 2, zone: on}
      b: {kind: server, count: 3, zone: off}
      c: {kind: server, count: 2, zone: on}
    services:
      all: {needs: {all_of: [a, b, c]}}
      any: {needs: {any_of: [a, b]}}
      two: {needs: {at_least: 2, of: [a, b, c]}}
      three: {needs: {at_least: 3, of: [a, b, c]}}
      mean: {needs: {weighted: {a: 0.25, b: 0.5, c: 0.25}}}
      share: {needs: {share_of: b}}
)";
    const auto plan = test::plan_of({R"(
strategies:
  off:
    plays:
      - {name: switch, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {scope: {zone: off}}}]}
)",
                                     federation});
    const Story story(plan);
    const Duration off = hours(10) + ordered;
    CHECK(story.first(TraceKind::service_down, "house/all") == off);
    CHECK(story.times(TraceKind::service_down, "house/any").empty());
    CHECK(story.times(TraceKind::service_down, "house/two").empty());
    CHECK(story.first(TraceKind::service_down, "house/three") == off);
    CHECK(story.first(TraceKind::service_level, "house/mean") == off);
    CHECK(story.first(TraceKind::service_down, "house/share") == off);
    for (const auto& record : story.result().trace) {
        if (record.what == TraceKind::service_level) CHECK(record.count == 500'000);
    }
}

TEST_CASE("changes of one instant settle once: what is replaced at the same moment never falls",
          "[model][dependency][rule-3]") {
    // The group `old` goes off in the very instant in which `fresh` comes back; any of them is
    // enough for a pair of services that need each other and could not start by themselves.
    const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
templates:
  house:
    host_groups:
      old: {kind: server, count: 1, zone: old}
      fresh: {kind: server, count: 1, zone: fresh}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      left: {needs: [{any_of: [old, fresh]}, right]}
      right: {needs: [left]}
)";
    // Off at 10:00, inspected and tested 1.5 h from then on; `old` goes off when that is done.
    const auto plan = test::plan_of({R"(
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}}
strategies:
  swap:
    plays:
      - name: fresh-off
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {scope: {zone: fresh}}}, {restore: {begins_after: 30min}}]
      - {name: old-off, when: {clock: 2022-01-03T12:00}, do: [{shutdown: {scope: {zone: old}}}]}
)",
                                     federation});
    const Story story(plan);
    REQUIRE(story.first(TraceKind::group_restored, "house/fresh") ==
            story.first(TraceKind::switched_off, "house") + hours(2));
    REQUIRE(story.times(TraceKind::switched_off, "house").back() ==
            story.first(TraceKind::group_restored, "house/fresh"));
    CHECK(story.count(TraceKind::service_down) == 0);
}

TEST_CASE("a circle keeps running, but does not start again after everything was off",
          "[model][dependency][rule-7]") {
    const auto federation = [](const std::string& way_out) {
        return R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
templates:
  house:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      identity: {needs: [servers, dns])" +
               way_out + R"(}
      dns: {needs: [servers, identity]}
)";
    };
    const std::string off_and_on = R"(
strategies:
  off:
    plays:
      - {name: switch, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {}}, {restore: {begins_after: 1h}}]}
)";
    SECTION("nothing in it can start first") {
        const auto plan = test::plan_of({off_and_on, federation("")});
        const Story story(plan);
        CHECK(story.count(TraceKind::group_restored) == 1);
        CHECK(story.count(TraceKind::service_down) == 2);
        CHECK(story.count(TraceKind::service_up) == 0);
    }
    SECTION("one of them starts without the other") {
        const auto plan = test::plan_of({off_and_on, federation(", starts_without: [dns]")});
        const Story story(plan);
        const Duration on = story.first(TraceKind::group_restored, "house/servers");
        // Identity can run once dns does; dns starts when identity may.
        CHECK(story.first(TraceKind::service_up, "house/dns") > on);
        CHECK(story.first(TraceKind::service_up, "house/identity") > on);
    }
}

TEST_CASE("what another organisation offers is lost and comes back a latency later",
          "[model][dependency]") {
    const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
    provider: {template: provider, region: DE-NW}
templates:
  house:
    services:
      far: {needs: [provider/serve], demand: {share: 1, profile: always}}
  provider:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {serve: {needs: [servers]}}
)";
    const auto plan = test::plan_of({R"(
strategies:
  off:
    plays:
      - {name: switch, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {}}, {restore: {begins_after: 1h}}]}
)",
                                     federation});
    const Story story(plan);
    const Duration off = hours(10) + ordered;
    CHECK(story.first(TraceKind::service_down, "provider/serve") == off);
    CHECK(story.first(TraceKind::service_down, "house/far") == off + latency);
    const Duration on = off + hours(1) + hours(1) + minutes(30);
    CHECK(story.first(TraceKind::service_up, "provider/serve") == on + minutes(5));
    CHECK(story.first(TraceKind::service_up, "house/far") == on + minutes(10) + latency);
    // One hour of precaution, the rest testing; all of it elsewhere.
    CHECK_THAT(story.member_hours("house/far", Loss::precaution_dependency),
               WithinRel(1000 * 1.0, 1e-12));
    CHECK_THAT(story.member_hours("house/far"), WithinRel(1000 * (2.5 + 10.0 / 60), 1e-12));
    CHECK(story.member_hours("house/far", Loss::precaution_own) == 0.0);
}

}  // namespace
}  // namespace kammerspiel
