#include "tests/support/small_world.hpp"

// What plays do, beside switching off: hunts, resets, blocked techniques, called-in people,
// workarounds, and what all of it costs in hands and time.

namespace kammerspiel {
namespace {

using federation::Loss;
using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);
constexpr Duration ordered = latency;  // from the clock of a play to its order's arrival

std::string at_ten(const std::string& actions) {
    return "strategies:\n  s:\n    plays:\n      - {name: act, when: {clock: 2022-01-03T10:00}, "
           "do: [" +
           actions + "]}\n";
}

const std::string house = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 1, zone: office, realm: own}
      vault: {kind: identity, count: 1, zone: servers, realm: own}
    links: {uplink: {to: internet}}
    crews: {it: {people: 2, shift: round-the-clock}}
    services:
      login: {needs: [vault], demand: {share: 1, profile: always}}
)";

const std::string sleeper = R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 300d, success: 0, yields: foothold}
)";

TEST_CASE("a hunt finds what nobody has noticed, as often as it is thorough", "[model][response]") {
    const auto plan = test::plan_of(
        {"entry: [{at: desks, when: 0h}]\n" + at_ten("{hunt: {thoroughness: 0.6, takes: 3h}}"),
         house, sleeper});
    int found = 0;
    constexpr int worlds = 600;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const Story story(plan, {.world = {.seed = 5, .replication = world}});
        CHECK(story.first(TraceKind::hunted, "house") == hours(10) + ordered + hours(3));
        const auto confirmed = story.times(TraceKind::confirmed, "house/desks");
        if (confirmed.empty()) continue;
        CHECK(confirmed.front() == hours(10) + ordered + hours(3));
        ++found;
    }
    CHECK_THAT(found / static_cast<double>(worlds),
               WithinAbs(0.6, 4 * std::sqrt(0.6 * 0.4 / worlds)));
}

TEST_CASE("an action that needs hands waits for them, and takes longer with fewer",
          "[model][response]") {
    SECTION("two of two people: the time it takes") {
        const auto plan =
            test::plan_of({at_ten("{shutdown: {takes: 4h, people: 2}}"), house, sleeper});
        CHECK(Story(plan).first(TraceKind::switched_off, "house") ==
              hours(10) + ordered + hours(4));
    }
    SECTION("four are wanted, two are there: twice as long") {
        const auto plan =
            test::plan_of({at_ten("{shutdown: {takes: 4h, people: 4}}"), house, sleeper});
        CHECK(Story(plan).first(TraceKind::switched_off, "house") ==
              hours(10) + ordered + hours(8));
    }
    SECTION("while all are at work: afterwards") {
        const auto plan = test::plan_of(
            {at_ten("{hunt: {takes: 1h, people: 1}}, {shutdown: {takes: 5h, people: 2}}"), house,
             sleeper});
        // A shutdown comes before a hunt of the same instant, wherever they stand.
        CHECK(Story(plan).first(TraceKind::switched_off, "house") ==
              hours(10) + ordered + hours(5));
        CHECK(Story(plan).first(TraceKind::hunted, "house") ==
              hours(10) + ordered + hours(5) + hours(1));
        CHECK(Story(plan).result().metrics.hosts.crew_time == hours(10) + hours(1));
    }
}

TEST_CASE("credentials that were stolen are worthless after a reset", "[model][response]") {
    const std::string thief = R"(
kind: operated
routes:
  - {name: steal, from: desks, to: itself, time: 1h, success: 1, yields_credentials: true}
  - {name: use, from: desks, to: vault, needs_credentials: true, time: 20h, success: 1, yields: controlled}
goals: [{group: vault}]
)";
    const std::string entry = "entry: [{at: desks, when: 9h 30min}]\n";
    const auto lost = test::plan_of({entry, house, thief});
    CHECK(Story(lost).times(TraceKind::compromised, "house/vault").size() == 1);
    // Reset each ten minutes of two days would be needed to keep it out; once, in the middle of
    // its theft, does nothing, and what is stolen again opens again.
    const auto early = test::plan_of({entry + at_ten("{reset_credentials: {}}"), house, thief});
    CHECK(Story(early).count(TraceKind::credentials_reset) == 1);
    CHECK(Story(early).times(TraceKind::compromised, "house/vault").size() == 1);
}

TEST_CASE("a worm that lives on stolen credentials stops at the reset", "[model][response]") {
    const std::string credential_worm = R"(
kind: autonomous
routes:
  - {name: steal, from: desks, to: itself, time: 200d, success: 1, yields_credentials: true}
  - {name: first, from: desks, to: itself, time: 2h, success: 1, yields_credentials: true, evidence: 0}
  - {name: use, from: desks, to: vault, needs_credentials: true, time: 15h, success: 1, yields: controlled}
)";
    const std::string entry = "entry: [{at: desks, when: 0h}]\n";
    CHECK(Story(test::plan_of({entry, house, credential_worm}))
              .times(TraceKind::compromised, "house/vault")
              .size() == 1);
    // It steals every two hours: a reset at 10:00 holds until 12:00, so the attempt at 15:00 has
    // credentials again. One at 14:30 is right before it.
    const auto late =
        test::plan_of({entry + "strategies:\n  s:\n    plays:\n      - {name: act, when: {clock: "
                               "2022-01-03T14:30}, do: [{reset_credentials: {}}]}\n",
                       house, credential_worm});
    const auto taken = Story(late).first(TraceKind::compromised, "house/vault");
    CHECK(taken == hours(30));
}

TEST_CASE("a blocked technique fails from then on", "[model][response]") {
    const std::string knocker = R"(
kind: autonomous
routes:
  - {name: take, technique: T1210, from: desks, to: vault, time: 12h, success: 1, yields: foothold}
)";
    const auto open = test::plan_of({"entry: [{at: desks, when: 0h}]\n", house, knocker});
    const auto shut = test::plan_of(
        {"entry: [{at: desks, when: 0h}]\n" + at_ten("{block_technique: {technique: T1210}}"),
         house, knocker});
    CHECK(Story(open).first(TraceKind::compromised, "house/vault") == hours(12));
    CHECK(Story(shut).count(TraceKind::compromised) == 0);
    CHECK(Story(shut).count(TraceKind::technique_blocked) == 1);
}

TEST_CASE("people of a pool come, work like own crews, and go on to the next who asked",
          "[model][response][rule-1]") {
    const std::string two_houses = R"(
organisations:
  also:
    a: {template: house, region: DE-NW, members: 100}
    b: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {servers: {kind: server, count: 2, zone: z}}
    services: {files: {needs: [servers], demand: {share: 1, profile: always}}}
)";
    const auto plan = test::plan_of({R"(
recovery: {default: {inspect: 2h, clean: 2h, rebuild: 4h, test: 1h}}
pools: {aid: {people: 1, shift: round-the-clock, arrives_after: 5h}}
)" + at_ten("{shutdown: {}}, {call_in: {crew: aid, people: 1}}, {restore: {}}"),
                                     two_houses});
    const Story story(plan);
    // Asked at 10:01, heard a latency later; five hours of travel; two hosts of three hours each.
    const Duration arrives = hours(10) + ordered + latency + hours(5);
    CHECK(story.first(TraceKind::aid_arrived, "a") == arrives);
    const Duration done = arrives + hours(6);
    CHECK(story.first(TraceKind::group_restored, "a/servers") == done);
    CHECK(story.first(TraceKind::aid_left, "a") == done);
    // Back to the pool and on to b.
    CHECK(story.first(TraceKind::aid_arrived, "b") == done + latency + hours(5));
    CHECK(story.first(TraceKind::group_restored, "b/servers") ==
          done + latency + hours(5) + hours(6));
}

TEST_CASE("a workaround gives its share from when it works until it cannot be kept up",
          "[model][response]") {
    const auto with = [](const std::string& fallback) {
        return R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {vault: {kind: identity, count: 1, zone: servers}}
    services:
      login:
        needs: [vault]
        demand: {share: 1, profile: always}
        fallback: )" +
               fallback + "\n";
    };
    SECTION("by itself") {
        const auto plan =
            test::plan_of({"horizon: 2d\n" + at_ten("{shutdown: {}}"),
                           with("{name: paper, capacity: 0.4, after: 3h, at_most: 5h}")});
        const Story story(plan);
        CHECK(story.first(TraceKind::fallback_begun, "house/login") ==
              hours(10) + ordered + hours(3));
        CHECK(story.first(TraceKind::fallback_ended, "house/login") ==
              hours(10) + ordered + hours(8));
        const double down = (hours(48) - hours(10) - ordered).in_hours();
        CHECK_THAT(story.member_hours("house/login"), WithinRel(100 * (down - 5 * 0.4), 1e-9));
    }
    SECTION("only when a play asks for it") {
        const std::string paper = "{name: paper, capacity: 0.4, after: 3h, automatic: false}";
        const auto without = test::plan_of({at_ten("{shutdown: {}}"), with(paper)});
        CHECK(Story(without).count(TraceKind::fallback_begun) == 0);
        const auto asked = test::plan_of(
            {at_ten("{shutdown: {}}, {activate_fallback: {service: login}}"), with(paper)});
        CHECK(Story(asked).first(TraceKind::fallback_begun, "house/login") ==
              hours(10) + ordered + hours(3));
    }
    SECTION("the service itself still needs its time to start") {
        const auto plan = test::plan_of({at_ten("{shutdown: {}}, {restore: {begins_after: 20h}}"),
                                         R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {vault: {kind: identity, count: 1, zone: servers}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      login: {needs: [vault], start_time: 2h, demand: {share: 1, profile: always}, fallback: {capacity: 0.4}}
)"});
        const Story story(plan);
        CHECK(story.first(TraceKind::service_up, "house/login") ==
              story.first(TraceKind::group_restored, "house/vault") + hours(2));
    }
}

TEST_CASE("switching everything off slows down those who decide by e-mail", "[model][rule-22]") {
    const auto plan = test::plan_of({R"(
crisis_team_at: house
slowed_by: {login: 3}
strategies:
  s:
    plays:
      - {name: off, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {}}]}
      - {name: think, when: {clock: 2022-01-03T11:00}, after: 2h, uses: [login], do: [{inform: [members]}]}
      - {name: quick, when: {clock: 2022-01-03T11:00}, after: 2h, do: [{inform: [members]}]}
)",
                                     house});
    const Story story(plan);
    std::vector<Duration> decided = story.times(TraceKind::play_decided, "");
    REQUIRE(decided.size() == 3);
    CHECK(decided[1] == hours(13));
    CHECK(decided[2] == hours(17));
}

TEST_CASE("a crew works more slowly without what it uses", "[model][rule-22]") {
    const std::string with_uses = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups:
      vault: {kind: identity, count: 1, zone: servers}
      desks: {kind: workstation, count: 1, zone: office}
    crews: {it: {people: 1, shift: round-the-clock, uses: [login]}}
    services:
      login: {needs: [vault]}
      work: {needs: [desks], demand: {share: 1, profile: always}}
)";
    const auto plan = test::plan_of(
        {"slowed_by: {login: 1.5}\n" + at_ten("{shutdown: {}}, {restore: {order: [login]}}"),
         with_uses});
    const Story story(plan);
    const Duration begins = hours(10) + ordered;
    // The vault in 1.5 h × 1.5; the desks begin at once, while login has yet to start: in its five
    // minutes only two thirds of the work is done.
    const Duration vault = begins + minutes(135);
    CHECK(story.first(TraceKind::group_restored, "house/vault") == vault);
    CHECK(story.first(TraceKind::group_restored, "house/desks") ==
          vault + minutes(90) + seconds(100));
}

}  // namespace
}  // namespace kammerspiel
