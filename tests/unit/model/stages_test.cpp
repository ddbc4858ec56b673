#include "tests/unit/model/returning_house.hpp"

// Holds, work, acceptance and release: coming back stage by stage, each computed by hand.

namespace kammerspiel {
namespace {

TEST_CASE("nobody repairs before a hold is over", "[model][stages]") {
    CHECK(up_at({.stages = "hold: [{lasts: 4d}]", .begins_after = "1h"}) ==
          switched_off + spans_of_24h(4) + start_time);
    SECTION("which counts nothing where the restore begins later") {
        CHECK(up_at({.stages = "hold: [{lasts: 2d}]"}) ==
              switched_off + spans_of_24h(3) + start_time);
    }
    SECTION("and holds nothing outside of its scope") {
        CHECK(up_at({.stages = "hold: [{scope: {group: pc}, lasts: 9d}]",
                     .begins_after = "1h",
                     .groups = "srv: {kind: server, count: 1, zone: z}, pc: {kind: workstation, "
                               "count: 1, zone: z}"}) == switched_off + hours(1) + start_time);
    }
    SECTION("of several the last one counts") {
        CHECK(up_at({.stages = "hold: [{name: a, lasts: 4d}, {name: b, lasts: 6d}]",
                     .begins_after = "1h"}) == switched_off + spans_of_24h(6) + start_time);
    }
}

TEST_CASE("nobody waits for a hold any more that is over", "[model][stages]") {
    const auto in = [](const Story& story, const std::string& service, Stage stage) {
        return story.service(service).waited[static_cast<std::size_t>(stage)];
    };
    SECTION("of those who need each other") {
        const auto plan = plan_of({.stages = "hold: [{lasts: 4d}]",
                                   .begins_after = "1h",
                                   .needs = "[srv, page], starts_without: [page]",
                                   .more_services = "      page: {needs: [web]}"});
        const Story story(plan);
        CHECK(in(story, "house/web", Stage::hold) == spans_of_24h(4));
        CHECK(in(story, "house/web", Stage::hosts) == Duration::zero());
        CHECK(in(story, "house/page", Stage::hold) == spans_of_24h(4));
        SECTION("as long as hosts are still away") {
            const auto later = plan_of({.stages = "hold: [{lasts: 2d}]",
                                        .needs = "[srv, page], starts_without: [page]",
                                        .more_services = "      page: {needs: [web]}"});
            const Story other(later);
            CHECK(in(other, "house/web", Stage::hold) == spans_of_24h(2));
            CHECK(in(other, "house/web", Stage::hosts) == spans_of_24h(1));
            CHECK(in(other, "house/page", Stage::hosts) == spans_of_24h(1));
        }
    }
    SECTION("nor another organisation, which hears that it is over though the level is as it was") {
        const auto plan = test::plan_of({R"(
horizon: 90d
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 1h, test: 0h}}
hold: [{lasts: 2d}]
strategies:
  off:
    plays:
      - name: switch
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {scope: {organisation: house}}}, {restore: {begins_after: 3d}}]
)",
                                         R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    guest: {template: guest, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {srv: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {web: {needs: [srv]}}
  guest:
    services: {shop: {needs: [house/srv], demand: {share: 1, profile: always}}}
)"});
        const Story story(plan);
        CHECK(in(story, "guest/shop", Stage::hold) == spans_of_24h(2));
        CHECK(in(story, "guest/shop", Stage::hosts) == spans_of_24h(1));
    }
}

TEST_CASE("host groups that need each other wait for hosts, then for one another's start",
          "[model][stages]") {
    const auto plan =
        plan_of({.stages = "hold: [{lasts: 2d}]",
                 .groups = "srv: {kind: server, count: 1, zone: z, needs: [pc]}, "
                           "pc: {kind: workstation, count: 1, zone: z, needs: [srv]}"});
    const Story story(plan);
    const auto in = [&](Stage stage) {
        return story.service("house/web").waited[static_cast<std::size_t>(stage)];
    };
    // Back after three days; what is needed for a start is never there again.
    CHECK(in(Stage::hold) == spans_of_24h(2));
    CHECK(in(Stage::hosts) == spans_of_24h(1));
    CHECK(in(Stage::start) == spans_of_24h(90) - switched_off - spans_of_24h(3));
}

TEST_CASE("a hold by forensics takes one of those who examine, and a message each way",
          "[model][stages]") {
    const std::string team =
        "detection: {forensics: {at: house, people: 1, time_per_host: 1h, shift: "
        "round-the-clock}}\n";
    CHECK(up_at({.stages = team + "hold: [{lasts: 4d, by: forensics}]", .begins_after = "1h"}) ==
          switched_off + latency + spans_of_24h(4) + latency + start_time);
    SECTION("so that two holds wait for each other") {
        CHECK(up_at({.stages = team + "hold: [{name: a, lasts: 4d, by: forensics}, {name: b, "
                                      "lasts: 2d, by: forensics}]",
                     .begins_after = "1h"}) ==
              switched_off + latency + spans_of_24h(6) + latency + start_time);
    }
}

TEST_CASE("a service that was down for long needs work of its own, one that was not does not",
          "[model][stages]") {
    const std::string work = "recovery: {after: 2d, work: {effort: 8h, by: apps}}";
    CHECK(up_at({.recovery = work}) == switched_off + spans_of_24h(3) + hours(8) + start_time);
    CHECK(up_at({.recovery = work, .begins_after = "47h"}) ==
          switched_off + hours(47) + start_time);
    CHECK(up_at({.recovery = work, .begins_after = "48h"}) ==
          switched_off + hours(48) + hours(8) + start_time);
}

TEST_CASE("what was only switched off takes less work than what was destroyed", "[model][stages]") {
    const std::string work = "recovery: {work: {effort: 80h, intact: 8h, by: apps}}";
    CHECK(up_at({.recovery = work}) == switched_off + spans_of_24h(3) + hours(8) + start_time);
    const auto plan = test::plan_of({R"(
horizon: 90d
detection: {users_notice: 0h}
reporting_delay: 0h
entry: [{at: house/srv, when: 0h, yields: controlled}]
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 2h, test: 0h}}
default_repair: {begins_after: 3d}
strategies: {wait: {plays: []}}
)",
                                     R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {srv: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}, apps: {people: 1, shift: round-the-clock}}
    services:
      web: {needs: [srv], demand: {share: 1, profile: always}, )" +
                                         work + "}\n",
                                     R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1h}]
)"});
    CHECK(Story(plan).first(TraceKind::service_up, "house/web") ==
          hours(1) + spans_of_24h(3) + hours(2) + hours(80) + start_time);
}

TEST_CASE("parts come back one by one, as far as there are people", "[model][stages]") {
    const auto plan = plan_of({.recovery = "recovery: {work: {parts: 5, effort: 8h, by: apps}}",
                               .crews = "apps: {people: 2, shift: round-the-clock}"});
    const Story story(plan);
    const Duration begins = switched_off + spans_of_24h(3);
    const std::vector<std::pair<Duration, std::uint32_t>> expected{
        {switched_off, 0},
        {begins + hours(8) + start_time, 400'000},
        {begins + hours(16), 800'000},
        {begins + hours(24), 1'000'000}};
    CHECK(levels(story) == expected);
}

TEST_CASE("while a service starts, all of its loss stays with the work that it waited for",
          "[model][stages]") {
    const auto plan = plan_of({.recovery = "recovery: {work: {parts: 4, effort: 8h, by: apps}}"});
    const Story story(plan);
    // Of 100 members: all of them for the first part and the start, then three, two, one quarter.
    const double start = start_time.in_hours();
    const double rebuilt = 100 * (8 + start) + 75 * (8 - start) + 50 * 8 + 25 * 8;
    CHECK(std::abs(story.member_hours("house/web", federation::Loss::rebuild_own) - rebuilt) <
          1e-3);
    CHECK(story.member_hours("house/web", federation::Loss::other) == 0);
}

TEST_CASE("work rests outside of the shift of those who do it", "[model][stages]") {
    // Hosts are back on Thursday at 10:01; 8 h of work need until Friday, 9:01.
    CHECK(up_at({.recovery = "recovery: {work: {effort: 8h, by: apps}}",
                 .crews = "apps: {people: 1, shift: business-hours}"}) ==
          spans_of_24h(4) + hours(9) + minutes(1) + start_time);
}

TEST_CASE("people who keep part of their time for other things, and tire, take longer",
          "[model][stages]") {
    const auto took = [](const std::string& crew) {
        return up_at({.recovery = "recovery: {work: {effort: 8h, by: apps}}",
                      .crews = "apps: {people: 1, shift: round-the-clock, " + crew + "}"}) -
               (switched_off + spans_of_24h(3) + start_time);
    };
    CHECK(took("share: 0.5") == hours(16));
    CHECK(took("tires: {after: 4h, to: 0.5}") == hours(12));
    // 4 h at half pace, then a quarter: 2 h + 6 h · 4.
    CHECK(took("share: 0.5, tires: {after: 4h, to: 0.5}") == hours(28));
    CHECK(took("tires: {after: 9h, to: 0.5}") == hours(8));
}

TEST_CASE("what does not pass acceptance goes back to work", "[model][stages]") {
    const Duration begins = switched_off + spans_of_24h(3);
    CHECK(up_at({.recovery = "recovery: {work: {effort: 8h, by: apps}, accept: {takes: 1d, "
                             "passes: 1}}"}) == begins + hours(32) + start_time);
    const auto plan = plan_of(
        {.recovery = "recovery: {work: {effort: 8h, by: apps}, accept: {takes: 1d, passes: 0.5}}"});
    std::size_t failures = 0;
    constexpr std::uint32_t worlds = 200;
    for (std::uint32_t world = 0; world < worlds; ++world) {
        const Story story(plan, {.world = {1, world}});
        const std::size_t failed = story.count(TraceKind::not_accepted);
        CHECK(story.first(TraceKind::service_up, "house/web") ==
              begins + hours(32) * static_cast<std::int64_t>(failed + 1) + start_time);
        failures += failed;
    }
    // Geometric with mean 1 and variance 2: five standard errors.
    CHECK(std::abs(static_cast<double>(failures) / worlds - 1.0) < 5 * std::sqrt(2.0 / worlds));
}

TEST_CASE("a crew that accepts is bound by it", "[model][stages]") {
    // Two parts are worked on side by side, and tested one after the other.
    const auto plan = plan_of({.recovery = "recovery: {work: {parts: 2, effort: 8h, by: apps}, "
                                           "accept: {by: owner, takes: 10h, passes: 1}}",
                               .crews = "apps: {people: 2, shift: round-the-clock}, owner: "
                                        "{people: 1, shift: round-the-clock}"});
    const Duration begins = switched_off + spans_of_24h(3);
    const std::vector<std::pair<Duration, std::uint32_t>> expected{
        {switched_off, 0},
        {begins + hours(18) + start_time, 500'000},
        {begins + hours(28), 1'000'000}};
    CHECK(levels(Story(plan)) == expected);
}

TEST_CASE("what is ready waits for the board, which lets so much go at a time", "[model][stages]") {
    const auto plan = plan_of({.stages = "releases: {board: {every: monday 10:00, at_most: 2}}",
                               .recovery = "recovery: {work: {parts: 5, effort: 1h, by: apps}}"});
    // Ready on Thursday; the next Mondays are the 10th, the 17th and the 24th.
    const Duration monday = spans_of_24h(7) + hours(10) + latency;
    const std::vector<std::pair<Duration, std::uint32_t>> expected{
        {switched_off, 0},
        {monday + start_time, 400'000},
        {monday + spans_of_24h(7), 800'000},
        {monday + spans_of_24h(14), 1'000'000}};
    const Story story(plan);
    CHECK(levels(story) == expected);
    SECTION("and the time of the outage is booked to what it waited for") {
        const auto& waited = story.service("house/web").waited;
        const auto in = [&](Stage stage) { return waited[static_cast<std::size_t>(stage)]; };
        const Duration back = switched_off + spans_of_24h(3);
        CHECK(in(Stage::hosts) == spans_of_24h(3));
        CHECK(in(Stage::application) == hours(5));
        CHECK(in(Stage::start) == start_time);
        // The service starts once the first parts are released, and waits on for the others.
        CHECK(in(Stage::release) == monday + spans_of_24h(14) - (back + hours(5)) - start_time);
    }
}

TEST_CASE("quiet is watched after what was released", "[model][stages]") {
    const auto plan =
        plan_of({.stages = "releases: {board: {every: daily 10:00, at_most: 1, watch: 3d}}",
                 .recovery = "recovery: {work: {parts: 2, effort: 1h, by: apps}}"});
    const Duration friday = spans_of_24h(4) + hours(10) + latency;
    const std::vector<std::pair<Duration, std::uint32_t>> expected{
        {switched_off, 0}, {friday + start_time, 500'000}, {friday + spans_of_24h(3), 1'000'000}};
    CHECK(levels(Story(plan)) == expected);
}

TEST_CASE("a board waits for the hosts, the credentials and the boards before it",
          "[model][stages]") {
    const Duration friday = spans_of_24h(4) + hours(10) + latency + start_time;
    const House house{.stages = "releases: {board: {every: daily 10:00, needs: {examined: 1}}}",
                      .recovery = "recovery: {work: {effort: 1h, by: apps}}",
                      .groups =
                          "srv: {kind: server, count: 1, zone: z}, pc: {kind: workstation, "
                          "count: 30, zone: z}"};
    CHECK(up_at(house) == friday);
    SECTION("credentials that are reset on Saturday, 8 January, at 12:01") {
        House reset = house;
        reset.stages = "releases: {board: {every: daily 10:00, needs: {credentials_reset: true}}}";
        reset.groups = "srv: {kind: server, count: 1, zone: z, realm: own}";
        reset.actions = "{reset_credentials: {takes: 5d 2h}}, ";
        CHECK(up_at(reset) == friday + spans_of_24h(2));
    }
    SECTION("a board that comes after another one") {
        House two = house;
        two.stages =
            "releases: {first: {of: [base], every: tuesday 10:00}, then: {of: [web], every: daily "
            "10:00, needs: {released: [first]}}}";
        two.more_services = "      base: {needs: [srv], recovery: {work: {effort: 1h, by: apps}}}";
        // The first one is there on Tuesday, 10:06, the other one is released on Wednesday.
        CHECK(up_at(two) == friday + spans_of_24h(5));
    }
}

TEST_CASE("an interim service comes first, and is put away when the real one is back",
          "[model][stages]") {
    const auto plan = plan_of({.recovery = "recovery: {after: 2d, work: {effort: 100h, by: apps}, "
                                           "interim: {level: 0.4, work: 24h, by: web-team, "
                                           "own_ground: true}}",
                               .crews = "apps: {people: 1, shift: round-the-clock}, web-team: "
                                        "{people: 1, shift: round-the-clock}"});
    const Story story(plan);
    const Duration back = switched_off + spans_of_24h(3) + hours(100) + start_time;
    const std::vector<std::pair<Duration, std::uint32_t>> expected{
        {switched_off, 0}, {switched_off + spans_of_24h(3), 400'000}, {back, 1'000'000}};
    CHECK(levels(story) == expected);
    CHECK(story.first(TraceKind::interim_ended, "house/web") == back);
    const std::vector<federation::ServiceId> all{federation::ServiceId{std::size_t{0}}};
    const auto reached = [&](model::Milestone milestone) {
        return model::restored_for_good(plan.federation(), story.result().metrics, all, Share{1.0},
                                        milestone)
            .at->since_start();
    };
    CHECK(reached(model::Milestone::restored) == back);
    CHECK(reached(model::Milestone::reachable) == switched_off + spans_of_24h(3));
}

}  // namespace
}  // namespace kammerspiel
