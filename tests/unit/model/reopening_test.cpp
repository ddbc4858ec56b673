#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// What opens a link again.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

std::string play(const std::string& name, const std::string& after, const std::string& actions) {
    return fmt::format("      - {{name: {}, after: {}, do: [{}]}}\n", name, after, actions);
}

model::Plan with_plays(const std::string& plays) {
    return test::plan_of(
        {"recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}\n"
         "reporting_delay: 0min\nstrategies:\n  s:\n    plays:\n" +
             plays,
         R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups:
      core: {kind: server, count: 4, zone: core}
      pc: {kind: workstation, count: 2, zone: office}
    links: {l: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      m: {needs: [{core: {over: l}}], demand: {share: 0.1, profile: always}}
      d: {needs: [pc], demand: {share: 0.1, profile: always}}
)"});
}

TEST_CASE("a link that is closed while a restore runs is opened by it", "[model][links][rule-31]") {
    const auto plan = with_plays(play("p", "0h", "{shutdown: {}}, {restore: {order: [m, d]}}") +
                                 play("q", "1h", "{close_link: {link: l}}"));
    const Story story(plan);
    CHECK(story.first(TraceKind::link_opened, "o/l") == latency + hours(8));
    CHECK(story.service("o/m").down == hours(8) + minutes(5));
}

TEST_CASE("a link waits for nothing that nobody restores", "[model][links][rule-32]") {
    const auto plan = with_plays(play("p", "0h",
                                      "{close_link: {link: l}}, {shutdown: {}}, {restore: {order: "
                                      "[d, m], scope: {organisation: o, zone: core}}}"));
    const Story story(plan);
    CHECK(story.first(TraceKind::link_opened, "o/l") == latency + hours(8));
    CHECK(story.service("o/m").down == hours(8) + minutes(5));
    CHECK(story.count(TraceKind::group_restored) == 1);  // the workstations never
}

TEST_CASE("a restore of what has nothing to do with a link leaves it closed",
          "[model][links][rule-32]") {
    const auto plan = with_plays(play(
        "p", "0h", "{close_link: {link: l}}, {shutdown: {}}, {restore: {scope: {zone: office}}}"));
    CHECK(Story(plan).count(TraceKind::link_opened) == 0);
}

TEST_CASE("a link that is closed when nothing is left to be restored stays closed",
          "[model][links][rule-32]") {
    const std::string restored = play("p", "0h", "{shutdown: {}}, {restore: {order: [m, d]}}");
    const std::string later = play("q", "20h", "{close_link: {link: l}}");
    CHECK(Story(with_plays(restored + later)).count(TraceKind::link_opened) == 0);
    // Until there is something to do again.
    const auto again =
        with_plays(restored + later + play("r", "30h", "{shutdown: {scope: {zone: core}}}"));
    CHECK(Story(again).first(TraceKind::link_opened, "o/l") == hours(38) + latency);
}

TEST_CASE("a link is opened by order, whatever lies behind it", "[model][links][rule-32]") {
    const auto plan = with_plays(play("p", "0h", "{close_link: {link: l}}, {shutdown: {}}") +
                                 play("q", "3h", "{open_link: {link: l}}"));
    CHECK(Story(plan).first(TraceKind::link_opened, "o/l") == hours(3) + latency);
}

TEST_CASE("a link that was closed until something holds is opened then, and no sooner",
          "[model][links][rule-32]") {
    const std::string restored = "{shutdown: {}}, {restore: {order: [m, d]}}";
    SECTION("a clock") {
        const auto plan = with_plays(play(
            "p", "0h", "{close_link: {link: l, until: {clock: 2022-01-05T00:00}}}, " + restored));
        CHECK(Story(plan).first(TraceKind::link_opened, "o/l") == hours(48) + latency);
    }
    SECTION("what holds already: the order to open follows the order to close") {
        const auto plan = with_plays(
            play("p", "3d", "{close_link: {link: l, until: {clock: 2022-01-05T00:00}}}"));
        CHECK(Story(plan).first(TraceKind::link_opened, "o/l") == hours(72) + latency);
    }
    SECTION("hosts that are back, as the decider hears it a message later") {
        const auto plan = with_plays(play(
            "p", "0h", "{close_link: {link: l, until: {restored: {group: pc}}}}, " + restored));
        // Off at 1 min, the workstations last: back after 12 h; told, and ordered.
        CHECK(Story(plan).first(TraceKind::link_opened, "o/l") == hours(12) + 3 * latency);
    }
    SECTION("what never was away never comes back") {
        const auto plan = with_plays(
            play("p", "0h",
                 "{close_link: {link: l, until: {restored: {group: pc}}}}, {shutdown: {scope: "
                 "{zone: core}}}, {restore: {}}"));
        CHECK(Story(plan).count(TraceKind::link_opened) == 0);
    }
}

TEST_CASE("a play waits until hosts are back, as its decider knows it", "[model][rule-32]") {
    const auto plan = with_plays(
        play("p", "0h", "{shutdown: {}}, {restore: {order: [m, d]}}") +
        "      - {name: q, when: {restored: {zone: core}}, do: [{inform: [members]}]}\n");
    const Story story(plan);
    const auto decided = story.times(TraceKind::play_decided, "");
    REQUIRE(decided.size() == 2);
    CHECK(decided[1] == latency + hours(8) + latency);
}

TEST_CASE("a link waits for both of its ends", "[model][links][rule-32]") {
    const auto opened = [](const std::string& plays) {
        const auto plan =
            test::plan_of({"recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}\n"
                           "strategies:\n  s:\n    plays:\n" +
                               plays,
                           R"(
organisations:
  also:
    town: {template: town, region: DE-NW, members: 1000}
    provider: {template: provider, region: DE-NW, members: 10}
templates:
  town:
    host_groups: {pc: {kind: workstation, count: 1, zone: office}}
    links: {wan: {to: provider}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      papers: {needs: [pc, {provider/files: {over: wan}}], demand: {share: 1, profile: always}}
  provider:
    host_groups:
      servers: {kind: server, count: 3, zone: core}
      other: {kind: server, count: 9, zone: other}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {files: {needs: [servers]}}
)"});
        const Story story(plan);
        const auto times = story.times(TraceKind::link_opened, "town/wan");
        return times.empty() ? std::optional<Duration>{} : times.front();
    };
    const std::string wan = "{close_link: {link: wan}}, ";
    // Own end 2 h, the provider's three servers 6 h, which it tells a message later.
    CHECK(opened(play("p", "0h", wan + "{shutdown: {}}, {restore: {order: [papers]}}")) ==
          latency + hours(6) + latency);
    // What the provider does not restore is not waited for, beyond asking.
    CHECK(
        opened(play("p", "0h", wan + "{shutdown: {}}, {restore: {scope: {organisation: town}}}")) ==
        latency + hours(2));
    // Nobody restores the end that has to open it.
    CHECK(!opened(
        play("p", "0h", wan + "{shutdown: {}}, {restore: {scope: {organisation: provider}}}")));
}

}  // namespace
}  // namespace kammerspiel
