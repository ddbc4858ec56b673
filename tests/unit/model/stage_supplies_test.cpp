#include "tests/unit/model/returning_house.hpp"

// What the stages of recovery draw on: images, goods, accounts, backups, specialists, and decisions
// taken again. Each computed by hand.

namespace kammerspiel {
namespace {

TEST_CASE("hosts of a kind are rebuilt side by side once the image is there", "[model][stages]") {
    const auto plan = plan_of(
        {.stages = "reimage: [{kind: workstation, prepare: 2d, side_by_side: 40, each: 1h}]",
         .groups = "srv: {kind: server, count: 1, zone: z}, pc: {kind: workstation, count: 100, "
                   "zone: z}",
         .needs = "[pc]",
         .rebuild = "everything"});
    const Story story(plan);
    const Duration begins = switched_off + spans_of_24h(3);
    CHECK(story.first(TraceKind::image_ready, "house") == begins + spans_of_24h(2));
    // Two people: 40 and 40, then 20.
    CHECK(story.first(TraceKind::group_restored, "house/pc") ==
          begins + spans_of_24h(2) + hours(2));
}

TEST_CASE("an image that needs the directory waits for it", "[model][stages]") {
    const auto plan = plan_of(
        {.stages = "reimage: [{kind: workstation, prepare: 0h, side_by_side: 40, each: 1h, needs: "
                   "[identity]}]",
         .crews = "admins: {people: 1, shift: round-the-clock, kinds: [workstation]}",
         .groups = "ad: {kind: identity, count: 3, zone: z}, pc: {kind: workstation, count: 40, "
                   "zone: z}",
         .needs = "[pc]",
         .rebuild = "everything"});
    // One person is an hour at the first of the directory; only then the image can be laid.
    CHECK(Story(plan).first(TraceKind::group_restored, "house/pc") ==
          switched_off + spans_of_24h(3) + hours(1) + hours(1));
}

const std::string wiper = R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1h}]
)";

/// Three servers, each in a group of its own, are wiped at 1 h, noticed at once, and repaired.
model::Plan wiped(const std::string& stages) {
    return test::plan_of({stages + R"(
horizon: 90d
detection: {users_notice: 0h}
reporting_delay: 0h
entry:
  - {name: a, at: house/a, when: 0h, yields: controlled}
  - {name: b, at: house/b, when: 0h, yields: controlled}
  - {name: c, at: house/c, when: 0h, yields: controlled}
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 2h, test: 0h}}
default_repair: {begins_after: 1h}
strategies: {wait: {plays: []}}
)",
                          R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups:
      a: {kind: server, count: 1, zone: z}
      b: {kind: server, count: 1, zone: z}
      c: {kind: server, count: 1, zone: z}
    crews: {it: {people: 3, shift: round-the-clock}}
    services:
      web: {needs: [a, b, c], demand: {share: 1, profile: always}}
)",
                          wiper});
}

TEST_CASE("destroyed hosts wait for goods, which come in batches after their lead",
          "[model][stages]") {
    const auto restored = [](const std::string& stages) {
        const auto plan = wiped(stages);
        const Story story(plan);
        std::vector<Duration> times;
        for (const std::string group : {"house/a", "house/b", "house/c"}) {
            times.push_back(story.first(TraceKind::group_restored, group));
        }
        std::sort(times.begin(), times.end());
        return times;
    };
    const Duration begins = hours(2);
    using Times = std::vector<Duration>;
    CHECK(restored("") == Times{begins + hours(2), begins + hours(2), begins + hours(2)});
    CHECK(restored("supplies: {server: {stock: 1, lead: 5d, batch: 1}}") ==
          Times{begins + hours(2), begins + spans_of_24h(5) + hours(2),
                begins + spans_of_24h(10) + hours(2)});
    CHECK(restored("supplies: {server: {stock: 1, lead: 5d, batch: 2}}") ==
          Times{begins + hours(2), begins + spans_of_24h(5) + hours(2),
                begins + spans_of_24h(5) + hours(2)});
    CHECK(restored("supplies: {server: {stock: 3, lead: 5d, batch: 2}}") == restored(""));
}

TEST_CASE("after a reset accounts are issued at their rate, and who has none has no workplace",
          "[model][stages]") {
    // 200 accounts at 100 a day, in steps of 10.
    const auto plan = plan_of({.stages = "accounts: {per_staff: 1, a_day: 100}",
                               .begins_after = "0h",
                               .actions = "{reset_credentials: {takes: 1d}}, ",
                               .groups = "pc: {kind: workstation, count: 10, zone: z, realm: own}",
                               .needs = "[pc]"});
    const Story story(plan);
    const Duration reset = switched_off + spans_of_24h(1);
    CHECK(story.first(TraceKind::credentials_reset, "house") == reset);
    const auto issued = story.times(TraceKind::accounts_issued, "house");
    REQUIRE(issued.size() == 20);
    for (std::int64_t step = 0; step < 20; ++step) {
        CHECK(issued[static_cast<std::size_t>(step)] ==
              reset + Duration::micros(hours(24).count() * (step + 1) / 10));
    }
    // Up from 0.5 on, that is with the tenth step.
    CHECK(story.times(TraceKind::service_up, "house/web").back() == reset + spans_of_24h(1));
}

TEST_CASE("accounts that are reset once more before anybody issues them are issued once",
          "[model][stages]") {
    const auto plan =
        plan_of({.stages = "accounts: {per_staff: 1, a_day: 200, by: desk}",
                 .recovery = "start_time: 5min",
                 .crews = "desk: {people: 1, shift: business-hours}",
                 .actions = "{reset_credentials: {takes: 8h}}, {reset_credentials: {takes: 9h}}, ",
                 .groups = "srv: {kind: server, count: 1, zone: z, realm: own}"});
    // 200 accounts are the work of Tuesday, from eight to five.
    const auto issued = Story(plan).times(TraceKind::accounts_issued, "house");
    REQUIRE(issued.size() == 20);
    CHECK(issued.back() == spans_of_24h(1) + hours(17));
}

TEST_CASE("data are loaded from a backup that works, one service after the other",
          "[model][stages]") {
    const House house{.recovery =
                          "recovery: {work: {effort: 1h, by: apps, data: 2 TB, rate: 200 GB/h}}"};
    CHECK(up_at(house) == switched_off + spans_of_24h(3) + hours(11) + start_time);
    House two = house;
    two.more_services =
        "      aside: {needs: [srv], recovery: {work: {effort: 1h, by: apps, data: 1 TB, rate: 200 "
        "GB/h}}}";
    CHECK(up_at(two) == switched_off + spans_of_24h(3) + hours(5) + hours(11) + start_time);
}

TEST_CASE("what is to be earlier in the order gets the specialists first", "[model][stages]") {
    // Two services of equal standing: by name, unless the order says otherwise.
    const House house{
        .recovery = "recovery: {work: {effort: 8h, by: apps}}",
        .more_services = "      aside: {needs: [srv], recovery: {work: {effort: 4h, by: apps}}}"};
    const Duration begins = switched_off + spans_of_24h(3);
    CHECK(up_at(house) == begins + hours(12) + start_time);
    House ordered = house;
    ordered.rebuild = "controlled, order: [web]";
    CHECK(up_at(ordered) == begins + hours(8) + start_time);
}

TEST_CASE("specialists of another organisation serve all who depend on them", "[model][stages]") {
    const auto plan = test::plan_of({R"(
horizon: 90d
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 1h, test: 0h}}
strategies:
  off:
    plays:
      - name: switch
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {}}, {restore: {begins_after: 3d}}]
)",
                                     R"(
organisations:
  also:
    a: {template: house, region: DE-NW, members: 100}
    b: {template: house, region: DE-NW, members: 100}
    gfi: {template: provider, region: DE-NW}
templates:
  house:
    host_groups: {srv: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      web: {needs: [srv], demand: {share: 1, profile: always}, recovery: {work: {effort: 8h, by: gfi/apps}}}
  provider:
    crews: {apps: {people: 1, shift: round-the-clock}}
)"});
    const Story story(plan);
    // A message there, a message back.
    const Duration first = switched_off + spans_of_24h(3) + 2 * latency + hours(8) + start_time;
    CHECK(story.first(TraceKind::service_up, "a/web") == first);
    CHECK(story.first(TraceKind::service_up, "b/web") == first + hours(8));
}

TEST_CASE("a play may be decided again on what was found since", "[model][stages]") {
    const auto decided = [](const std::string& again) {
        const auto plan = test::plan_of({R"(
detection: {users_notice: 0h}
reporting_delay: 0h
entry:
  - {name: a, at: house/a, when: 0h, yields: controlled}
  - {name: b, at: house/b, when: 5d, yields: controlled}
  - {name: c, at: house/c, when: 10d, yields: controlled}
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 2h, test: 0h}}
strategies:
  answer:
    plays:
      - {name: tell, when: {destroyed_hosts: 1}, after: 1h, )" +
                                             again +
                                             R"(do: [{inform: [members]}]}
)",
                                         R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups:
      a: {kind: server, count: 1, zone: z}
      b: {kind: server, count: 1, zone: z}
      c: {kind: server, count: 1, zone: z}
    crews: {it: {people: 3, shift: round-the-clock}}
    services:
      web: {needs: [a, b, c], demand: {share: 1, profile: always}}
)",
                                         wiper});
        return Story(plan).times(TraceKind::informed, "house");
    };
    const Duration first = hours(1) + latency + hours(1) + latency;
    using Times = std::vector<Duration>;
    CHECK(decided("") == Times{first});
    CHECK(decided("again: {at_most: 1}, ") == Times{first, first + spans_of_24h(5)});
    CHECK(decided("again: {at_most: 5}, ") ==
          Times{first, first + spans_of_24h(5), first + spans_of_24h(10)});
    // Not sooner than a week after it was decided last: on the second find then.
    CHECK(decided("again: {after: 1w, at_most: 1}, ") ==
          Times{first, first + spans_of_24h(7) + hours(1)});
}

TEST_CASE("what is found while quiet is watched sends the organisation back to hold",
          "[model][stages]") {
    const auto plan = test::plan_of({R"(
horizon: 90d
detection: {users_notice: 0h}
reporting_delay: 0h
entry: [{at: house/pc, when: 6d, yields: controlled}]
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 2h, test: 0h}}
default_repair: {begins_after: 0h}
hold: [{lasts: 4d}]
releases: {board: {every: daily 10:00, at_most: 1, watch: 3d}}
strategies:
  off:
    plays:
      - name: switch
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {scope: {group: srv}}}, {restore: {scope: {group: srv}, begins_after: 3d}}]
)",
                                     R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups:
      srv: {kind: server, count: 1, zone: z}
      pc: {kind: workstation, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}, apps: {people: 1, shift: round-the-clock}}
    services:
      web: {needs: [srv], demand: {share: 1, profile: always}, recovery: {work: {parts: 2, effort: 0h, by: apps}}}
)",
                                     wiper});
    const Story story(plan);
    // Held until Friday, 10:01; the first part is released on Saturday. On Sunday, 1:00, the find:
    // a hold of four days, which ends on Thursday at 1:00.
    const auto released = story.times(TraceKind::released, "house/web");
    REQUIRE(released.size() == 2);
    CHECK(released[0] == spans_of_24h(5) + hours(10) + latency);
    CHECK(story.times(TraceKind::sent_back, "house") ==
          std::vector<Duration>{spans_of_24h(6) + hours(1) + 2 * latency});
    CHECK(story.times(TraceKind::hold_over, "house").back() == spans_of_24h(10) + hours(1));
    CHECK(released[1] == spans_of_24h(10) + hours(10) + latency);
}

TEST_CASE(
    "with recovery_stages: none nothing of it holds, and recorded values only where asked for",
    "[model][stages]") {
    const House house{.stages = "hold: [{lasts: 9d}]",
                      .recovery = "recovery: {work: {effort: 8h, by: apps}, accept: {}}"};
    House none = house;
    none.stages += "\nrecovery_stages: none";
    CHECK(up_at(none) == switched_off + spans_of_24h(3) + start_time);
    House recorded{.stages = "recovery_stages: recorded"};
    CHECK(up_at(recorded) > switched_off + spans_of_24h(7));
    const House plain{};
    CHECK(up_at(plain) == switched_off + spans_of_24h(3) + start_time);
}

}  // namespace
}  // namespace kammerspiel
