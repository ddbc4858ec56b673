#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// What does not happen changes nothing; and a host that is off does nothing.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

// A worm among 20 workstations; what inspection misses, one in five, makes a second wave.
model::Plan second_waves(const std::string& horizon, const std::string& another_play) {
    return test::plan_of({"horizon: " + horizon + R"(
entry: [{at: o/pc, when: 0h, yields: foothold}]
reporting_delay: 0min
detection:
  sensors: {workstation: 0.5, server: 1}
  alert_delay: 30min
  analysts: [{at: o, people: 1, shift: round-the-clock, time_per_alert: 30min}]
recovery: {default: {inspect: 30min, clean: 30min, rebuild: 2h, test: 15min}}
strategies:
  s:
    plays:
      - name: "off"
        when: {suspected_hosts: 2}
        after: 2h
        do:
          - {shutdown: {}}
          - {restore: {order: [desk], thoroughness: 0.8, begins_after: 6h}}
)" + another_play,
                          R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups: {pc: {kind: workstation, count: 20, zone: office}}
    crews: {it: {people: 4, shift: round-the-clock}}
    services: {desk: {needs: [pc], demand: {share: 0.1, profile: always}}}
)",
                          R"(
kind: autonomous
routes:
  - {name: spread, from: {kind: workstation}, to: {kind: workstation}, time: exponential mean 2h, success: 0.25, yields: controlled, evidence: 0.1}
  - {name: up, from: {}, to: itself, time: exponential mean 4h, success: 0.5, yields: controlled, evidence: 0.1}
)"});
}

std::vector<std::string> story_until(const Story& story, Duration until) {
    std::vector<std::string> lines;
    for (const auto& record : story.result().trace) {
        const Duration at = record.key.at().since_start();
        if (at >= until) break;
        lines.push_back(fmt::format("{} {} {} {} {}", at.count(), static_cast<int>(record.what),
                                    record.subject, record.host, record.count));
    }
    return lines;
}

TEST_CASE("neither a play that never begins nor a longer horizon changes a world",
          "[model][attack][rule-30]") {
    const auto plain = second_waves("20d", "");
    const std::string never = "      - {name: never, when: {destroyed_hosts: 999}, do: ";
    const auto with_restore =
        second_waves("20d", never + "[{shutdown: {}}, {restore: {order: [desk]}}]}\n");
    const auto with_word = second_waves("20d", never + "[{inform: [members]}]}\n");
    const auto longer = second_waves("40d", "");
    std::size_t waves = 0;
    for (std::uint64_t world = 0; world < 12; ++world) {
        const model::RunOptions options{.world = {.seed = 1, .replication = world}};
        const auto told = [&](const model::Plan& plan) {
            return story_until(Story(plan, options), spans_of_24h(20));
        };
        const auto right = told(plain);
        CHECK(told(with_restore) == right);
        CHECK(told(with_word) == right);
        CHECK(told(longer) == right);
        waves +=
            std::min<std::size_t>(1, Story(plain, options).count(TraceKind::missed_compromise));
    }
    CHECK(waves > 3);
}

TEST_CASE("neither the order of a play's actions nor one more of them moves their luck",
          "[model][response][rule-30]") {
    const auto back_at = [](const std::string& actions, std::uint64_t world) {
        const auto plan =
            test::plan_of({"horizon: 60d\nstrategies:\n  s:\n    plays:\n      - name: "
                           "p\n        do: [" +
                               actions + "]\n",
                           R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups: {pc: {kind: workstation, count: 1, zone: office}, srv: {kind: server, count: 1, zone: core}}
    crews: {it: {people: 4, shift: round-the-clock}}
    services:
      desk: {needs: [pc], demand: {share: 0.1, profile: always}}
      mail: {needs: [srv], demand: {share: 0.1, profile: always}}
)"});
        const Story story(plan, {.world = {.seed = 1, .replication = world}});
        return std::pair(story.first(TraceKind::service_up, "o/desk"),
                         story.first(TraceKind::service_up, "o/mail"));
    };
    const std::string off = "{shutdown: {}}";
    const auto back = [](const std::string& group) {
        return "{restore: {scope: {organisation: o, group: " + group +
               "}, begins_after: lognormal median 10h p90 40h}}";
    };
    const auto right = back_at(off + ", " + back("pc") + ", " + back("srv"), 3);
    CHECK(right.first != right.second);  // two occasions, two draws
    CHECK(back_at(back("srv") + ", " + off + ", " + back("pc"), 3) == right);
    CHECK(
        back_at("{inform: [members]}, " + off + ", {hunt: {}}, " + back("pc") + ", " + back("srv"),
                3) == right);
}

// The host is held; its wipe is due at 10 h. It is isolated first, and its power is cut at 5 h.
TEST_CASE("an isolated host whose power is cut does nothing from then on",
          "[model][response][rule-37]") {
    for (const char* hosts : {"1", "7"}) {  // the held one alone, and with untracked ones
        const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry: [{at: o/srv, when: 0h, yields: controlled}]
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
strategies:
  s:
    plays:
      - {name: isolate, do: [{shutdown: {isolate: true}}]}
      - {name: "off", after: 5h, do: [{shutdown: {}}]}
      - {name: back, after: 2d, do: [{restore: {order: [web], thoroughness: 1}}]}
)",
                                         fmt::format(R"(
organisations:
  also: {{o: {{template: office, region: DE-NW, members: 1000}}}}
templates:
  office:
    host_groups: {{srv: {{kind: server, count: {}, zone: z}}}}
    crews: {{it: {{people: 1, shift: round-the-clock}}}}
    services: {{web: {{needs: [srv], demand: {{share: 0.1, profile: always}}}}}}
)",
                                                     hosts),
                                         R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 10h}]
)"});
        const Story story(plan);
        CHECK(story.result().metrics.hosts.destroyed == 0);
        CHECK(story.first(TraceKind::switched_off, "o") == hours(5) + minutes(1));
        CHECK(story.count(TraceKind::found_compromised) == 1);
        // Each host went from use once.
        CHECK(story.result().metrics.hosts.switched_off == std::stoul(hosts));
    }
}

}  // namespace
}  // namespace kammerspiel
