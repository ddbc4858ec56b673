#include "sim/model/forensics.hpp"
#include "tests/support/small_world.hpp"

// What the attacker is: prior weights, examinations, Bayes.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

TEST_CASE("belief follows Bayes' rule", "[model][forensics]") {
    std::vector<double> belief{0.5, 0.4, 0.1};
    model::update_belief(belief, 2, 0.8);  // the others lead to it with 0.1 each
    // 0.05, 0.04, 0.08 of 0.17
    CHECK_THAT(belief[0], WithinRel(5.0 / 17, 1e-12));
    CHECK_THAT(belief[1], WithinRel(4.0 / 17, 1e-12));
    CHECK_THAT(belief[2], WithinRel(8.0 / 17, 1e-12));
    model::update_belief(belief, 2, 0.8);
    CHECK_THAT(belief[2], WithinRel(64.0 / 73, 1e-12));
}

TEST_CASE("an examination that can only be right is certainty, one by chance teaches nothing",
          "[model][forensics]") {
    std::vector<double> belief{0.7, 0.3};
    model::update_belief(belief, 1, 0.5);
    CHECK_THAT(belief[1], WithinRel(0.3, 1e-12));
    model::update_belief(belief, 1, 1.0);
    CHECK(belief[1] == 1.0);
}

const std::string house = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    lab: {template: lab, region: DE-NW}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 3, zone: office}}
  lab:
    host_groups: {bench: {kind: workstation, count: 1, zone: office}}
)";

const std::string wiper = R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 300d, success: 0, yields: foothold}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 9h}
)";

std::string scenario(const std::string& more, const std::string& forensics) {
    return R"(
attackers:
  wiper: {weight: 0.25, use: wiper.yaml}
  other: {weight: 0.75, use: them.yaml}
entry: [{at: desks, when: 0h, yields: controlled}]
reporting_delay: 10min
detection: {users_notice: 0h, forensics: {at: lab, people: 1, shift: round-the-clock, time_per_host: 4h, )" +
           forensics + "}}\nstrategies:\n  s:\n    plays:\n" + more;
}

TEST_CASE("forensics bring certainty to those who wait for it, when it is reported",
          "[model][forensics]") {
    const auto plan = test::plan_of(
        {scenario("      - {name: act, when: {certainty: {of: wiper, at_least: 0.8}}, do: "
                  "[{shutdown: {}}]}\n",
                  "accuracy: 1"),
         house,
         test::Files::quiet,
         {{"wiper.yaml", wiper}}});
    const Story story(plan);
    // Wiped at 9:00, noticed at once (business hours), to the lab, four hours, and reported by a
    // message ten minutes later.
    REQUIRE(story.first(TraceKind::confirmed, "house/desks") == hours(9));
    const Duration examined = hours(9) + latency + hours(4);
    CHECK(story.first(TraceKind::indicated, "house/desks") == examined);
    CHECK(story.first(TraceKind::play_triggered, "") == examined + minutes(10) + latency);
}

TEST_CASE("the same findings point elsewhere where the truth is another", "[model][forensics]") {
    const auto plan = test::plan_of(
        {scenario("      - {name: act, when: {certainty: {of: wiper, at_least: 0.8}}, do: "
                  "[{shutdown: {}}]}\n",
                  "accuracy: 1"),
         house,
         wiper,
         {{"wiper.yaml", wiper}}});
    CHECK(Story(plan, {.attacker = 0}).count(TraceKind::play_triggered) == 1);
    CHECK(Story(plan, {.attacker = 1}).count(TraceKind::play_triggered) == 0);
}

TEST_CASE("an examination is right as often as its accuracy says", "[model][forensics]") {
    const auto plan = test::plan_of(
        {scenario("      - {name: act, do: [{inform: [members]}]}\n", "accuracy: 0.7"),
         house,
         test::Files::quiet,
         {{"wiper.yaml", wiper}}});
    constexpr int worlds = 600;
    int right = 0;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const Story story(plan, {.world = {.seed = 4, .replication = world}});
        for (const auto& record : story.result().trace) {
            if (record.what == TraceKind::indicated) right += record.detail == 0 ? 1 : 0;
        }
    }
    CHECK_THAT(right / static_cast<double>(worlds),
               WithinAbs(0.7, 4 * std::sqrt(0.7 * 0.3 / worlds)));
}

TEST_CASE("a host that was switched off takes longer to examine and may show nothing",
          "[model][forensics][rule-11]") {
    const auto after = [&](const std::string& action) {
        const auto plan = test::plan_of(
            {scenario("      - {name: off, when: {clock: 2022-01-03T05:00}, do: [" + action +
                          ", {restore: {begins_after: 3h, thoroughness: 1}}]}\n",
                      "accuracy: 1, slower_after_shutdown: 3, evidence_after_shutdown: 1"),
             R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    lab: {template: lab, region: DE-NW}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 1, zone: office}}
    crews: {it: {people: 1, shift: round-the-clock}}
  lab:
    host_groups: {bench: {kind: workstation, count: 1, zone: office}}
)",
             test::Files::quiet,
             {{"wiper.yaml", wiper}}});
        const Story story(plan);
        return story.first(TraceKind::indicated, "house/desks") -
               story.first(TraceKind::confirmed, "house/desks");
    };
    CHECK(after("{shutdown: {}}") == latency + hours(12));
    CHECK(after("{shutdown: {isolate: true}}") == latency + hours(4));
}

TEST_CASE("a false alarm looks like any alert until an analyst has seen it", "[model][detection]") {
    const auto plan = test::plan_of({R"(
horizon: 3d
detection:
  false_alarms: 7h
  analysts: [{at: lab, people: 1, shift: round-the-clock, time_per_alert: 2h}]
strategies:
  s:
    plays: [{name: act, when: {suspected_hosts: 1}, do: [{inform: [members]}]}]
)",
                                     house});
    const Story story(plan);
    CHECK(story.result().metrics.hosts.false_alarms == 10);
    CHECK(story.count(TraceKind::alert) == 10);
    CHECK(story.count(TraceKind::confirmed) == 0);
    CHECK(story.count(TraceKind::play_triggered) == 1);
}

}  // namespace
}  // namespace kammerspiel
