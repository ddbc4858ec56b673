#include "tests/support/small_world.hpp"

// Operated hands that meet a closed way, and ways in from outside.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

const std::string two_ways = R"(
organisations:
  also:
    o: {template: office, region: DE-NW, members: 1000}
    q: {template: centre, region: DE-NW, members: 1000}
templates:
  office:
    host_groups: {pc: {kind: workstation, count: 1, zone: z}}
    links: {l1: {to: q}, l2: {to: q}, up: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {desk: {needs: [pc], demand: {share: 0.1, profile: always}}}
  centre:
    host_groups: {db: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {data: {needs: [db], demand: {share: 0.1, profile: always}}}
)";

const std::string two_routes = R"(
kind: operated
hands: 1
routes:
  - {name: first, from: {group: pc}, to: {group: db}, time: 10h, success: 1, yields: controlled, technique: T1210, over: l1}
  - {name: second, from: {group: pc}, to: {group: db}, time: 10h, success: 1, yields: controlled, technique: T1021, over: l2}
goals: [{group: db}]
impact:
  - {name: wipe, do: wipe, on: {group: db}, when: {holding: {group: db}}, after: 1h}
)";

std::string strategy(const std::string& actions) {
    return "reporting_delay: 0min\nentry: [{at: o/pc, when: 0h, yields: controlled}]\n"
           "strategies: {s: {plays: [{name: p, do: [" +
           actions + "]}]}}\n";
}

TEST_CASE("hands that meet a closed link or a blocked technique take the other way",
          "[model][attack][rule-36]") {
    const auto wiped = [](const std::string& action) {
        const auto plan = test::plan_of({strategy(action), two_ways, two_routes});
        const Story story(plan);
        CHECK(story.result().metrics.hosts.destroyed == 1);
        return story.first(TraceKind::destroyed, "q/db");
    };
    // The first attempt fails at its end; the other way takes ten hours more.
    const Duration late = wiped("{block_technique: {technique: T1210}}");
    CHECK(late > hours(21));
    CHECK(late < hours(21) + minutes(15));
    CHECK(wiped("{close_link: {link: l1}}") == late - minutes(1));  // fails at its own end
    CHECK(wiped("{block_technique: {technique: T1021}}") < hours(11) + minutes(10));
    CHECK(wiped("{close_link: {link: l2}}") < hours(11) + minutes(10));
}

TEST_CASE("what hands have learnt counts for every step of a way", "[model][attack][rule-36]") {
    // By b2 it is one step more than by b1; the last step of that way, however, is blocked.
    const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry: [{at: o/a, when: 0h, yields: controlled}]
strategies: {s: {plays: [{name: p, do: [{block_technique: {technique: T1210}}]}]}}
)",
                                     R"(
organisations: {also: {o: {template: t, region: DE-NW}}}
templates:
  t:
    host_groups:
      a: {kind: workstation, count: 1, zone: z}
      b1: {kind: server, count: 1, zone: z}
      b2: {kind: server, count: 1, zone: z}
      b3: {kind: server, count: 1, zone: z}
      c: {kind: identity, count: 1, zone: z}
    links: {up: {to: internet}}
)",
                                     R"(
kind: operated
routes:
  - {name: to-b1, from: a, to: b1, time: 1h, success: 1, yields: controlled}
  - {name: to-b2, from: a, to: b2, time: 1h, success: 1, yields: controlled}
  - {name: to-b3, from: b2, to: b3, time: 1h, success: 1, yields: controlled}
  - {name: last, from: {group: b1}, to: c, technique: T1210, time: 1h, success: 1, yields: controlled}
  - {name: other, from: b3, to: c, time: 1h, success: 1, yields: controlled}
goals: [{group: c}]
)"});
    const Story story(plan);
    // b1, the attempt that fails, b2, b3, c.
    CHECK(story.first(TraceKind::compromised, "o/c") > hours(5));
    CHECK(story.first(TraceKind::compromised, "o/c") < hours(5) + minutes(15));
}

TEST_CASE("hands come back to a way that has been opened again", "[model][attack][rule-36]") {
    const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry: [{at: o/pc, when: 0h, yields: controlled}]
strategies:
  s:
    plays:
      - {name: shut, do: [{close_link: {link: l1}}, {close_link: {link: l2}}]}
      - {name: back, when: {clock: 2022-01-05T00:00}, do: [{open_link: {link: l2}}]}
)",
                                     two_ways, two_routes});
    const Story story(plan);
    CHECK(story.first(TraceKind::compromised, "q/db") > spans_of_24h(2));
    CHECK(story.first(TraceKind::compromised, "q/db") < spans_of_24h(5));
}

TEST_CASE("two organisations that link to each other give nobody a way in", "[model][rule-8]") {
    const std::string mutual = R"(
organisations:
  also:
    o: {template: with-uplink, region: DE-NW, members: 1000}
    q: {template: without, region: DE-NW, members: 1000}
templates:
  with-uplink:
    host_groups: {x: {kind: server, count: 1, zone: z}, y: {kind: server, count: 1, zone: z}}
    links: {to-q: {to: q}, up: {to: internet}}
  without:
    host_groups: {x: {kind: server, count: 1, zone: z}, y: {kind: server, count: 1, zone: z}}
    links: {to-o: {to: o}}
)";
    const auto compromised = [&](const std::string& entry, const std::string& at) {
        const auto plan = test::plan_of({"reporting_delay: 0min\nentry: [{at: " + entry +
                                             ", when: 0h}]\nstrategies: {s: "
                                             "{plays: [{name: p, after: " +
                                             at + ", do: [{close_link: {link: up}}]}]}}\n",
                                         mutual, R"(
kind: operated
hands: 1
routes: [{name: r, from: {}, to: {group: "y"}, time: 10h, success: 1, yields: controlled}]
goals: [{group: "y"}]
)"});
        return Story(plan).result().metrics.hosts.compromised;
    };
    CHECK(compromised("o/x", "1h") == 1);
    CHECK(compromised("q/x", "1h") == 1);
    CHECK(compromised("o/x", "11h") == 2);
    CHECK(compromised("q/x", "11h") == 2);
}

const std::string forest = R"(
organisations:
  also:
    o: {template: office, region: DE-NW, members: 1000}
    q: {template: office, region: DE-NW, members: 1000}
templates:
  office:
    host_groups:
      dc: {kind: identity, count: 1, zone: core, realm: forest}
      srv: {kind: server, count: 1, zone: core, realm: forest}
    links: {up: {to: internet}}
)";

std::string thief(const std::string& kind) {
    return kind + R"(
routes:
  - {name: dump, technique: T1003, from: {kind: identity}, to: itself, time: 1h, success: 1, yields_credentials: true}
  - {name: move, from: {}, to: {kind: server}, time: 10h, success: 1, yields: controlled, needs_credentials: true}
)";
}

TEST_CASE("credentials count at the moment of their use, and a realm is one thing wherever it is",
          "[model][attack][rule-35]") {
    const auto compromised = [](const std::string& kind, const std::string& scope) {
        const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry: [{at: o/dc, when: 0h, yields: controlled}]
strategies:
  s:
    plays:
      - {name: block, after: 90min, do: [{block_technique: {technique: T1003}}]}
      - {name: reset, after: 2h, do: [{reset_credentials: )" +
                                             scope + "}]}\n",
                                         forest, thief(kind)});
        return Story(plan).result().metrics.hosts.compromised;
    };
    const std::string hands = "kind: operated\ngoals: [{organisation: o, kind: server}]";
    for (const std::string& kind : {std::string("kind: autonomous"), hands}) {
        CHECK(compromised(kind, "{scope: {organisation: o}}") == 1);
        CHECK(compromised(kind, "{scope: {organisation: q}}") == 1);
        CHECK(compromised(kind, "{}") == 1);
        CHECK(compromised(kind, "{scope: {organisation: q, kind: server}}") == 1);
    }
}

TEST_CASE("what was reset is open again once it is taken again", "[model][attack][rule-35]") {
    const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry: [{at: o/dc, when: 0h, yields: controlled}]
strategies: {s: {plays: [{name: reset, after: 2h, do: [{reset_credentials: {scope: {organisation: q}}}]}]}}
)",
                                     forest, thief("kind: autonomous")});
    // The worm takes them every hour: at 10 h it has them from a time after the reset.
    CHECK(Story(plan).first(TraceKind::compromised, "o/srv") == hours(10));
}

TEST_CASE("credentials that were carried over a link open what trusts their realm at home",
          "[model][attack][rule-35]") {
    const std::string federation = R"(
organisations:
  also:
    p: {template: tp, region: DE-NW}
    c: {template: tc, region: DE-NW}
templates:
  tp:
    host_groups:
      a: {kind: server, count: 1, zone: x, realm: own}
      d: {kind: identity, count: 1, zone: x, realm: own}
    links: {up: {to: internet}}
  tc:
    host_groups: {b: {kind: management, count: 1, zone: x, realm: own}}
    links: {l: {to: p}, up: {to: internet}}
)";
    const std::string routes = R"(
routes:
  - {name: cred, from: {kind: server}, to: itself, time: 1h, success: 1, yields_credentials: true}
  - {name: out, from: {kind: server}, to: {kind: management}, over: l, time: 3h, success: 1, yields: controlled}
  - {name: back, from: {kind: management}, to: {kind: identity}, over: l, needs_credentials: true, time: 1h, success: 1, yields: controlled}
)";
    const std::string entry = "entry: [{at: p/a, when: 0h, yields: controlled}]\n";
    const auto worm = test::plan_of({entry, federation, "kind: autonomous" + routes});
    // Out at 3 h and back at 4 h, with what was taken at 1 h; each crossing takes a latency.
    CHECK(Story(worm).first(TraceKind::compromised, "p/d") == hours(4) + minutes(2));
    const auto hands =
        test::plan_of({entry, federation, "kind: operated\ngoals: [{kind: identity}]" + routes});
    const Duration by_hand = Story(hands).first(TraceKind::compromised, "p/d");
    CHECK(by_hand > hours(5));
    CHECK(by_hand < hours(5) + minutes(15));
}

}  // namespace
}  // namespace kammerspiel
