#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// What the referee (tests/referee), a second simulator written from the documentation, found.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

std::string house(const std::string& crews) {
    return fmt::format(R"(
organisations:
  also: {{o: {{template: office, region: DE-NW, members: 1000}}}}
templates:
  office:
    host_groups:
      desk: {{kind: workstation, count: 1, zone: office}}
      vault: {{kind: server, count: 1, zone: core}}
    crews: {{{}}}
    services: {{m: {{needs: [vault], demand: {{share: 0.1, profile: always}}}}}}
)",
                       crews);
}

// Of a host that is clean: an hour and a half.
const std::string efforts =
    "recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}}\n"
    "reporting_delay: 0min\n";
constexpr Duration one_host = hours(1) + minutes(30);
const std::string everything_off = "{shutdown: {}}, {restore: {}}";
const std::string by_night = "it: {people: 1, shift: round-the-clock}";

std::string one_play(const std::string& actions) {
    return fmt::format("strategies: {{s: {{plays: [{{name: p, do: [{}]}}]}}}}\n", actions);
}

TEST_CASE("who is not on shift takes no host from those who are", "[model][work][rule-43]") {
    // It is Monday, midnight.
    const auto vault_back = [](const std::string& crews) {
        const auto plan = test::plan_of({efforts + one_play(everything_off), house(crews)});
        return Story(plan).first(TraceKind::group_restored, "o/vault");
    };
    const std::string by_day = "day: {people: 2}";
    CHECK(vault_back(by_day) == hours(8) + one_host);
    CHECK(vault_back(by_night) == latency + one_host);  // m needs the vault
    CHECK(vault_back(by_day + ", " + by_night) == latency + one_host);
}

TEST_CASE("who helps out finds work at night, though the own crew has people free",
          "[model][work][rule-43]") {
    const auto plan = test::plan_of(
        {efforts + "pools: {aid: {people: 2, shift: round-the-clock, arrives_after: 1h}}\n" +
             one_play(everything_off + ", {call_in: {crew: aid, people: 2}}"),
         house("day: {people: 2}")});
    const Story story(plan);
    CHECK(story.first(TraceKind::group_restored, "o/vault") == 2 * latency + hours(1) + one_host);
}

TEST_CASE("hands for an action are those of a crew on shift", "[model][work]") {
    const auto off_at = [](const std::string& crews) {
        const auto plan =
            test::plan_of({efforts + one_play("{shutdown: {takes: 1h, people: 1}}"), house(crews)});
        return Story(plan).first(TraceKind::switched_off, "o");
    };
    CHECK(off_at("day: {people: 2}, " + by_night) == latency + hours(1));
    CHECK(off_at("day: {people: 2}") == hours(9));
}

const std::string takes_both = R"(
kind: autonomous
routes:
  - {name: vault, technique: T1, from: desk, to: vault, time: 2h, success: 1, yields: controlled}
)";

TEST_CASE("a technique is blocked where the action says, and nowhere else", "[model][response]") {
    const auto taken = [](const std::string& scope) {
        const auto plan = test::plan_of(
            {efforts + "entry: [{at: desk, when: 0h, yields: controlled}]\n" +
                 one_play("{block_technique: {technique: T1, scope: {" + scope + "}}}"),
             house(by_night), takes_both});
        return Story(plan).times(TraceKind::compromised, "o/vault");
    };
    CHECK(taken("zone: core").empty());
    CHECK(taken("organisation: o").empty());
    CHECK(taken("zone: office") == std::vector{hours(2)});
}

TEST_CASE("organisations concerned within a region are of that region", "[model][decision]") {
    const auto plan = test::plan_of({efforts + R"(
known_at_start:
  - {at: one/vault, hosts: 1, what: confirmed, text: seen}
  - {at: three/vault, hosts: 1, what: suspected, text: seen}
strategies:
  s:
    plays:
      - name: regional
        when: {confirmed_hosts: 1, within: region}
        do: [{shutdown: {scope: {organisation: affected}}}]
)",
                                     R"(
organisations:
  also:
    one: {template: house, region: DE-NW}
    two: {template: house, region: DE-NW}
    three: {template: house, region: DE-BY}
templates:
  house:
    host_groups: {vault: {kind: identity, count: 1, zone: servers}}
)"});
    const Story story(plan);
    CHECK(story.times(TraceKind::switched_off, "one").size() == 1);
    CHECK(story.times(TraceKind::switched_off, "two").empty());
    CHECK(story.times(TraceKind::switched_off, "three").empty());
}

TEST_CASE("what an isolated host tries on others fails and is not made up for",
          "[model][attack][rule-10]") {
    // Isolated at 1 h, taken into repair at 2 h 30 min, and back an hour later, as it was. Attempts
    // are due at 2 h, without a network, and at 4 h.
    const auto plan = test::plan_of(
        {"reporting_delay: 0min\nrecovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: "
         "0h}}\nentry: [{at: desk, when: 0h, yields: controlled}]\nstrategies:\n  s:\n    "
         "plays:\n      - {name: p, after: 59min, do: [{shutdown: {scope: {group: desk}, isolate: "
         "true}}, {restore: {begins_after: 90min, gate: inspected, thoroughness: 0}}]}\n",
         house(by_night), takes_both});
    const Story story(plan);
    CHECK(story.first(TraceKind::missed_compromise, "o/desk") == hours(3) + minutes(30));
    CHECK(story.first(TraceKind::compromised, "o/vault") == hours(4));
}

TEST_CASE("a workaround that keeps alive what its service needs is kept",
          "[model][levels][rule-7]") {
    // Each needs the other; the portal's paper forms keep the register going, and so the portal.
    const auto plan = test::plan_of(
        {"strategies: {s: {plays: [{name: p, after: 1h, do: [{shutdown: {}}]}]}}\n", R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services:
      portal:
        needs: [register]
        demand: {share: 0.1, profile: always}
        fallback: {capacity: 0.9, after: 0h, at_most: 4h}
      register: {needs: {any_of: [{weighted: {portal: 0.7, x: 0.3}}, x]}}
)"});
    const Story story(plan);
    const Duration off = hours(1) + latency;
    CHECK(story.count(TraceKind::fallback_begun) == 1);
    CHECK(story.times(TraceKind::service_down, "o/portal") == std::vector{off + hours(4)});
    CHECK(story.times(TraceKind::service_level, "o/portal") == std::vector{off});
}

TEST_CASE("a host that waits for repair is suspected like any other", "[model][knowledge]") {
    // An attempt at half past midnight shows two hours later, when the vault is off and waits for
    // a crew to come in the morning.
    const auto plan = test::plan_of({efforts + R"(
entry: [{at: desk, when: 0h, yields: controlled}]
detection: {sensors: {server: 1}, alert_delay: 2h}
strategies:
  s:
    plays:
      - {name: p, after: 59min, do: [{shutdown: {scope: {group: vault}}}, {restore: {scope: {group: vault}}}]}
      - {name: q, when: {suspected_hosts: 1}, do: [{shutdown: {scope: {group: desk}}}]}
)",
                                     house("day: {people: 1}"), R"(
kind: autonomous
routes:
  - {name: probe, from: desk, to: vault, time: 30min, success: 0, yields: controlled}
)"});
    const auto off = Story(plan).times(TraceKind::switched_off, "o");
    CHECK(off == std::vector{hours(1), hours(2) + minutes(30) + 2 * latency});
}

}  // namespace
}  // namespace kammerspiel
