#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// The way back: a queue of hosts before crews in shifts.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

std::string house(const std::string& crews) {
    return R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups:
      phones: {kind: telephony, count: 1, zone: z}
      servers: {kind: server, count: 3, zone: z}
    crews: )" +
           crews + R"(
    services:
      telephone: {needs: [phones], demand: {share: 1, profile: always}}
      files: {needs: [servers], demand: {share: 1, profile: always}}
)";
}

std::string off_at(const std::string& clock, const std::string& order) {
    return R"(
recovery: {default: {inspect: 2h, clean: 2h, rebuild: 4h, test: 1h}}
strategies:
  off:
    plays:
      - name: switch
        when: {clock: )" +
           clock + R"(}
        do: [{shutdown: {}}, {restore: {order: )" +
           order + R"(, begins_after: 1h}}]
)";
}

TEST_CASE("one person round the clock brings hosts back one after the other, in the order",
          "[model][recovery]") {
    const auto plan = test::plan_of({off_at("2022-01-03T10:00", "[files, telephone]"),
                                     house("{it: {people: 1, shift: round-the-clock}}")});
    const Story story(plan);
    const Duration begins = hours(10) + latency + hours(1);
    CHECK(story.first(TraceKind::restore_begun, "house") == begins);
    CHECK(story.first(TraceKind::group_restored, "house/servers") == begins + 3 * hours(3));
    CHECK(story.first(TraceKind::group_restored, "house/phones") == begins + 4 * hours(3));
}

TEST_CASE("two people halve the time, and a third finds nothing to do", "[model][recovery]") {
    const auto duration = [](const std::string& people) {
        const auto plan =
            test::plan_of({off_at("2022-01-03T10:00", "[telephone, files]"),
                           house("{it: {people: " + people + ", shift: round-the-clock}}")});
        const Story story(plan);
        return story.first(TraceKind::group_restored, "house/servers") -
               story.first(TraceKind::restore_begun, "house");
    };
    CHECK(duration("2") == hours(6));  // four hosts in two rounds
    CHECK(duration("4") == hours(3));
    CHECK(duration("9") == hours(3));
}

TEST_CASE("work rests outside of business hours, at weekends and on public holidays",
          "[model][recovery]") {
    // Wednesday, 5 January 2022, 14:00 UTC. Business hours end at 17:00; Thursday, 6 January, is
    // Epiphany in Bavaria and a working day in North Rhine-Westphalia.
    const auto whole_again = [](const std::string& region) {
        std::string federation = house("{it: {people: 1, shift: business-hours}}");
        federation.replace(federation.find("DE-NW"), 5, region);
        const auto plan =
            test::plan_of({off_at("2022-01-05T14:00", "[telephone, files]"), federation});
        const Story story(plan);
        return story.first(TraceKind::group_restored, "house/phones");
    };
    // It begins at 15:01 and takes three hours: 1 h 59 min on Wednesday, the rest in the morning.
    const Duration rest = hours(1) + minutes(1);
    CHECK(whole_again("DE-NW") == spans_of_24h(3) + hours(8) + rest);
    CHECK(whole_again("DE-BY") == spans_of_24h(4) + hours(8) + rest);
}

TEST_CASE("a crew works on its kinds of hosts only", "[model][recovery]") {
    const auto plan =
        test::plan_of({off_at("2022-01-03T10:00", "[files, telephone]"),
                       house("{voice: {people: 1, shift: round-the-clock, kinds: [telephony]}, "
                             "it: {people: 1, shift: round-the-clock, kinds: [server]}}")});
    const Story story(plan);
    const Duration begins = story.first(TraceKind::restore_begun, "house");
    CHECK(story.first(TraceKind::group_restored, "house/phones") == begins + hours(3));
    CHECK(story.first(TraceKind::group_restored, "house/servers") == begins + hours(9));
}

const std::string sleeper = R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 300d, success: 0, yields: foothold}
)";

TEST_CASE("what was only entered is cleaned, what was controlled is rebuilt", "[model][recovery]") {
    const auto back_after = [](const std::string& yields) {
        const auto plan =
            test::plan_of({"entry: [{at: phones, when: 0h, yields: " + yields + "}]\n" +
                               off_at("2022-01-03T10:00", "[telephone, files]"),
                           house("{it: {people: 1, shift: round-the-clock}}"), sleeper});
        const model::RunOptions options{.world = {.seed = 3, .replication = 0}};
        const Story story(plan, options);
        REQUIRE(story.count(TraceKind::found_compromised) == 1);  // found with 98 %
        CHECK(story.first(TraceKind::found_compromised, "house/phones") ==
              story.first(TraceKind::restore_begun, "house") + hours(2));
        return story.first(TraceKind::group_restored, "house/phones") -
               story.first(TraceKind::restore_begun, "house");
    };
    CHECK(back_after("foothold") == hours(2) + hours(2) + hours(1));
    CHECK(back_after("controlled") == hours(2) + hours(4) + hours(1));
}

TEST_CASE("inspection misses a compromise as often as it is not thorough", "[model][recovery]") {
    const auto plan = test::plan_of({R"(
entry: [{at: phones, when: 0h, yields: controlled}]
strategies:
  off:
    plays:
      - name: switch
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {}}, {restore: {thoroughness: 0.7}}]
)",
                                     house("{it: {people: 1, shift: round-the-clock}}"), sleeper});
    constexpr int worlds = 1000;
    int missed = 0;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const auto result =
            model::run(plan, {.world = {.seed = 11, .replication = world}, .keep_trace = false});
        missed += static_cast<int>(result.metrics.hosts.missed);
        CHECK(result.metrics.hosts.missed + result.metrics.hosts.rebuilt == 1);
    }
    const double error = std::sqrt(0.3 * 0.7 / worlds);
    CHECK_THAT(missed / static_cast<double>(worlds), WithinAbs(0.3, 4 * error));
}

TEST_CASE("a clean zone is reached only from hosts restored likewise",
          "[model][recovery][rule-23]") {
    // One host that was not restored goes on trying twenty that were.
    const std::string federation = R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups:
      source: {kind: server, count: 1, zone: outside}
      desks: {kind: workstation, count: 20, zone: office}
    crews: {it: {people: 20, shift: round-the-clock}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)";
    const std::string knocker = R"(
kind: autonomous
routes: [{name: knock, from: source, to: desks, time: 1h, success: 1, yields: foothold}]
)";
    const auto fallen = [&](const std::string& into) {
        const auto plan = test::plan_of({R"(
entry: [{at: source, when: 9h 30min}]
strategies:
  s:
    plays:
      - name: off
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {scope: {zone: office}}}, {restore: {scope: {zone: office}, into: )" +
                                             into + "}}]\n",
                                         federation, knocker});
        return Story(plan).count(TraceKind::compromised);
    };
    CHECK(fallen("same") == 20);
    CHECK(fallen("clean_zone") == 0);
}

TEST_CASE("the scope of a service holds what its links need", "[model][recovery][rule-31]") {
    for (const char* scope : {"{organisation: house, service: mail}", "everything"}) {
        const auto plan = test::plan_of({fmt::format(R"(
recovery: {{default: {{inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}}}
strategies:
  one:
    plays:
      - {{name: p, do: [{{shutdown: {{}}}}, {{restore: {{order: [mail], scope: {}}}}}]}}
)",
                                                     scope),
                                         R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 1000}}
templates:
  house:
    host_groups:
      app: {kind: server, count: 1, zone: core}
      net: {kind: network, count: 1, zone: edge}
    links: {uplink: {to: internet, needs: [net]}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      mail: {needs: [{app: {over: uplink}}], demand: {share: 0.1, profile: always}}
)"});
        // Two hosts of two hours each, and five minutes to start: 4.08 h.
        CHECK(Story(plan).service("house/mail").down == hours(4) + minutes(5));
    }
}

}  // namespace
}  // namespace kammerspiel
