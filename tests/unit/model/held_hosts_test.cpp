#include <set>

#include "tests/support/small_world.hpp"

// What is on a host that the attacker holds: what is under way on it, what is left behind, and on
// which hosts it begins.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

const std::string one_server = R"(
organisations: {also: {o: {template: office, region: DE-NW, members: 1000}}}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    links: {up: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)";

std::string many_servers(int count) {
    std::string federation = one_server;
    federation.replace(federation.find("count: 1"), 8, "count: " + std::to_string(count));
    return federation;
}

std::string locks(const std::string& kind) {
    return kind + R"(
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: lock, do: encrypt, on: {}, when: {holding: {}}, after: 1h, takes: 10h}]
)";
}
const std::string by_hand = "kind: operated\ngoals: [{group: x}]";
const std::string alone = "kind: autonomous";

std::uint64_t destroyed(const std::string& attacker, const std::string& federation,
                        const std::string& after, const std::string& action) {
    const auto plan =
        test::plan_of({"reporting_delay: 0min\nentry: [{at: o/x, when: 0h, yields: controlled}]\n"
                       "strategies: {s: {repair: none, plays: [{name: p, after: " +
                           after + ", do: [{shutdown: " + action + "}]}]}}\n",
                       federation, attacker});
    return Story(plan).result().metrics.hosts.destroyed;
}

TEST_CASE("isolated in the middle of encrypting it goes on, whoever began it; off it does not",
          "[model][attack][rule-37]") {
    for (const std::string& kind : {alone, by_hand}) {
        CHECK(destroyed(locks(kind), one_server, "10h 50min", "{isolate: true}") == 1);
        CHECK(destroyed(locks(kind), one_server, "10h 50min", "{}") == 0);
        // Before it has begun: a timer on a host that is held fires, powered as it is.
        CHECK(destroyed(locks(kind), one_server, "30min", "{isolate: true}") == 1);
        CHECK(destroyed(locks(kind), one_server, "30min", "{}") == 0);
    }
}

TEST_CASE("encrypting a group destroys in proportion to its time", "[model][attack][rule-37]") {
    const std::string hosts = many_servers(100);
    CHECK(destroyed(locks(by_hand), hosts, "11h 10min", "{}") == 100);
    CHECK(destroyed(locks(by_hand), hosts, "6h 10min", "{}") == 50);
    // Isolated, all on which it has begun go on; what was cut off before is out of its reach.
    CHECK(destroyed(locks(by_hand), hosts, "6h 10min", "{isolate: true}") == 100);
    CHECK(destroyed(locks(by_hand), hosts, "30min", "{isolate: true}") == 1);
    CHECK(destroyed(locks(by_hand), many_servers(4), "8h 40min", "{}") == 3);
}

TEST_CASE("rights can be raised on a worm's host that is isolated", "[model][attack][rule-37]") {
    const std::string raise = R"(
kind: autonomous
routes: [{name: up, from: {}, to: itself, time: 2h, success: 1, yields: controlled}]
)";
    const auto raised_after = [&](const std::string& action) {
        const auto plan = test::plan_of(
            {"reporting_delay: 0min\nentry: [{at: o/x, when: 0h}]\nstrategies: {s: {plays: [{name: "
             "p, after: 1h, do: [{shutdown: " +
                 action + "}]}]}}\n",
             one_server, raise});
        return Story(plan).times(TraceKind::compromised, "o/x");
    };
    CHECK(raised_after("{isolate: true}") == std::vector{hours(2)});
    CHECK(raised_after("{}").empty());
}

TEST_CASE("whoever raises its rights goes on with what is under way", "[model][attack][rule-10]") {
    const auto moved_at = [](const std::string& raise) {
        const auto plan = test::plan_of({"entry: [{at: o/a, when: 1h}]\n", R"(
organisations: {also: {o: {template: t, region: DE-NW, members: 1000}}}
templates:
  t:
    host_groups:
      a: {kind: server, count: 1, zone: core}
      b: {kind: server, count: 1, zone: core}
)",
                                         "kind: autonomous\nroutes:\n" + raise +
                                             "  - {name: move, from: a, to: b, time: 2h, success: "
                                             "1, yields: foothold}\n"});
        return Story(plan).first(TraceKind::compromised, "o/b");
    };
    CHECK(moved_at("") == hours(3));
    CHECK(moved_at("  - {name: raise, from: a, to: itself, time: 90min, success: 1, yields: "
                   "controlled}\n") == hours(3));
}

TEST_CASE("every way to control may leave something behind", "[model][recovery]") {
    const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry:
  - {at: entered/srv, when: 0h, yields: controlled}
  - {at: raised/srv, when: 0h, yields: foothold}
strategies:
  clean:
    plays:
      - name: p
        after: 5h
        do: [{shutdown: {}}, {restore: {order: [web], rebuild: destroyed, thoroughness: 1}}]
)",
                                     R"(
organisations:
  also:
    entered: {template: office, region: DE-NW, members: 1000}
    raised: {template: office, region: DE-NW, members: 1000}
templates:
  office:
    host_groups: {srv: {kind: server, count: 1, zone: core}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {web: {needs: [srv], demand: {share: 0.1, profile: always}}}
)",
                                     R"(
kind: autonomous
persistence: 1
returns_after: 1d
routes: [{name: up, from: {}, to: itself, time: 1h, success: 1, yields: controlled}]
)"});
    CHECK(Story(plan).result().metrics.hosts.persisted == 2);
}

TEST_CASE("what wakes up while its host is off wakes when the host is on",
          "[model][recovery][rule-9]") {
    const auto plan = test::plan_of({R"(
reporting_delay: 0min
entry: [{at: o/x, when: 0h, yields: controlled}]
strategies:
  s:
    plays:
      - name: clean
        when: {clock: 2022-01-03T05:00}
        do: [{shutdown: {}}, {restore: {rebuild: destroyed, thoroughness: 1}}]
      - name: again
        when: {clock: 2022-01-04T08:00}
        do: [{shutdown: {}}]
)",
                                     one_server, R"(
kind: autonomous
persistence: 1
returns_after: 1d
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
)"});
    const Story story(plan);
    REQUIRE(story.result().metrics.hosts.persisted == 1);
    const auto back = story.times(TraceKind::group_restored, "o/x");
    REQUIRE(back.size() == 2);
    // Due a day after the first return, at half past eight; switched off half an hour before, the
    // host joins the restore that runs.
    CHECK(back.back() > back.front() + hours(24));
    CHECK(story.first(TraceKind::reactivated, "o/x") == back.back());
}

std::vector<std::uint32_t> entered(const model::Plan& plan, std::uint64_t world) {
    std::vector<std::uint32_t> hosts;
    const Story story(plan, {.world = {1, world}});
    for (const auto& record : story.result().trace) {
        if (record.what == TraceKind::entered) hosts.push_back(record.host);
    }
    return hosts;
}

TEST_CASE("entries with one selector are drawn each by itself, and adding one moves no other",
          "[model][attack][rule-39]") {
    const auto with = [](const std::string& entries) {
        return test::plan_of({"entry:\n" + entries, many_servers(1000), test::Files::quiet});
    };
    const auto at = [](const std::string& rest) { return "  - {at: o/x, " + rest + "}\n"; };
    const auto three = with(at("when: 0h") + at("when: 1h") + at("when: 2h"));
    const auto more =
        with(at("when: 0h") + at("when: 30min") + at("when: 1h") + at("when: 1h") + at("when: 2h"));
    const auto named = with(at("when: 0h, name: first") + at("when: 0h, name: second"));
    int all_differ = 0;
    constexpr int worlds = 300;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const auto hosts = entered(three, world);
        REQUIRE(hosts.size() == 3);
        all_differ += std::set(hosts.begin(), hosts.end()).size() == 3 ? 1 : 0;
        const auto five = entered(more, world);
        REQUIRE(five.size() == 5);
        CHECK(five[0] == hosts[0]);
        CHECK((five[2] == hosts[1] || five[3] == hosts[1]));
        CHECK(five[4] == hosts[2]);
    }
    // 0.997 of worlds: fewer than 290 of 300 has a chance of 1e-7.
    CHECK(all_differ >= 290);
    CHECK(entered(named, 0) != entered(named, 1));
}

TEST_CASE("which host an entry takes does not hang on the order of organisations and groups",
          "[model][attack][rule-30]") {
    const auto federation = [](const std::string& organisations, const std::string& groups) {
        return "organisations: {also: {" + organisations + "}}\ntemplates: {t: {host_groups: {" +
               groups + "}}}\n";
    };
    const std::string o = "o: {template: t, region: DE-NW}";
    const std::string q = "q: {template: t, region: DE-BY}";
    const std::string r = "r: {template: t, region: DE-BY}";
    const std::string g = "g: {kind: server, count: 3, zone: z}";
    const std::string h = "h: {kind: server, count: 5, zone: z}";
    const std::string k = "k: {kind: backup, count: 5, zone: z}";
    const std::string entry = "entry: [{at: {kind: server}, when: 1h, yields: controlled}]\n";
    const auto where = [](const model::Plan& plan, std::uint64_t world) {
        const Story story(plan, {.world = {2, world}});
        for (const auto& record : story.result().trace) {
            if (record.what != TraceKind::entered) continue;
            return plan.federation().host_groups[record.subject].name + "#" +
                   std::to_string(record.host);
        }
        return std::string();
    };
    const auto first = test::plan_of({entry, federation(o + ", " + q, g + ", " + h)});
    const auto turned = test::plan_of({entry, federation(q + ", " + o, h + ", " + k + ", " + g)});
    const auto more = test::plan_of({entry, federation(q + ", " + r + ", " + o, g + ", " + h)});
    std::map<std::string, int> groups;
    for (std::uint64_t world = 0; world < 400; ++world) {
        const std::string host = where(first, world);
        ++groups[host.substr(0, host.find('#'))];
        CHECK(where(turned, world) == host);
        const std::string among_more = where(more, world);
        CHECK((among_more == host || among_more.starts_with("r/")));
    }
    // Each host is as likely: 3 of 16 and 5 of 16 of 400, within four standard deviations.
    CHECK(std::abs(groups["o/g"] - 75) < 32);
    CHECK(std::abs(groups["q/h"] - 125) < 38);
}

TEST_CASE("which hosts a worm picks does not hang on the order of groups in the file",
          "[model][attack][rule-30]") {
    const auto plan_with = [](const std::string& groups) {
        return test::plan_of({"entry: [{at: a, when: 0h, yields: controlled}]\n",
                              "organisations: {also: {o: {template: t, region: DE-NW}}}\n"
                              "templates: {t: {host_groups: {" +
                                  groups + "}}}\n",
                              R"(
kind: autonomous
routes: [{name: r, from: {}, to: {kind: server}, time: exponential mean 4h, success: 0.3, yields: controlled}]
)"});
    };
    const std::string a = "a: {kind: workstation, count: 1, zone: z}";
    const std::string b = "b: {kind: server, count: 40, zone: z}";
    const std::string c = "c: {kind: server, count: 7, zone: z}";
    const auto first = plan_with(a + ", " + b + ", " + c);
    const auto turned = plan_with(c + ", " + b + ", " + a);
    for (std::uint64_t world = 0; world < 10; ++world) {
        const model::RunOptions options{.world = {3, world}};
        CHECK(Story(first, options).times(TraceKind::compromised, "o/c") ==
              Story(turned, options).times(TraceKind::compromised, "o/c"));
    }
}

const std::string provider_and_customers = R"(
organisations:
  also:
    provider: {template: u, region: DE-NW}
    customer: {template: t, region: DE-NW, members: 1000}
    other: {template: t, region: DE-NW, members: 1000}
    apart: {template: alone, region: DE-NW, members: 1000}
templates:
  u:
    host_groups: {admin: {kind: management, count: 1, zone: core}}
    links: {up: {to: internet}}
  t:
    host_groups: {servers: {kind: server, count: 3, zone: core}}
    links: {vpn: {to: provider}}
  alone:
    host_groups: {servers: {kind: server, count: 3, zone: core}}
)";

std::string rolls_out(const std::string& kind, const std::string& impact) {
    return kind + R"(
routes:
  - {name: in, from: {group: admin}, to: {group: servers}, over: vpn, requires: controlled, time: 1h, success: 1, yields: controlled}
impact:
  - {name: encrypt, do: encrypt, on: {group: servers}, when: {holding: {group: admin}}, after: 12h)" +
           impact + "}\n";
}

TEST_CASE("an impact strikes what it selects wherever that is held", "[model][attack][rule-44]") {
    for (const std::string kind :
         {"kind: operated\ngoals: [{group: servers, organisation: customer}]",
          "kind: autonomous"}) {
        const auto plan =
            test::plan_of({"entry: [{at: provider/admin, when: 1h, yields: controlled}]\n",
                           provider_and_customers, rolls_out(kind, "")});
        const Story story(plan);
        const auto struck = story.times(TraceKind::destroyed, "customer/servers");
        REQUIRE_FALSE(struck.empty());
        CHECK(struck.front() == hours(13) + 2 * latency);
        CHECK(story.times(TraceKind::destroyed, "apart/servers").empty());
    }
}

TEST_CASE("through a management plane an impact strikes wherever links lead from it",
          "[model][attack][rule-44]") {
    const std::string federation = provider_and_customers;
    const auto struck_with = [&](const std::string& kind, const std::string& play) {
        const auto plan = test::plan_of(
            {"reporting_delay: 0min\nentry: [{at: provider/admin, when: 1h, yields: controlled}]\n"
             "strategies: {s: {repair: none, plays: [" +
                 play + "]}}\n",
             federation, kind + R"(
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact:
  - {name: encrypt, do: encrypt, on: {group: servers}, through: {group: admin}, when: {holding: {group: admin}}, after: 12h}
)"});
        const Story story(plan);
        CHECK(story.times(TraceKind::destroyed, "apart/servers").empty());
        return std::pair{story.times(TraceKind::destroyed, "customer/servers").size(),
                         story.times(TraceKind::destroyed, "other/servers").size()};
    };
    using Struck = std::pair<std::size_t, std::size_t>;
    for (const std::string kind :
         {"kind: operated\ngoals: [{group: servers}]", "kind: autonomous"}) {
        CHECK(struck_with(kind, "") == Struck{1, 1});
        CHECK(struck_with(kind,
                          "{name: p, after: 5h, do: [{close_link: {link: vpn, scope: "
                          "{organisation: other}}}]}") == Struck{1, 0});
        CHECK(struck_with(kind,
                          "{name: p, after: 5h, do: [{shutdown: {scope: {organisation: "
                          "provider}}}]}") == Struck{0, 0});
    }
}

TEST_CASE("in the organisation of what arms it hands push an impact to all of it",
          "[model][attack][rule-44]") {
    const auto struck_by = [](const std::string& kind) {
        const auto plan = test::plan_of({"entry: [{at: o/a, when: 0h, yields: controlled}]\n", R"(
organisations: {also: {o: {template: t, region: DE-NW}}}
templates:
  t:
    host_groups:
      a: {kind: management, count: 1, zone: z}
      b: {kind: server, count: 3, zone: z}
    links: {up: {to: internet}}
)",
                                         kind + R"(
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: w, do: wipe, on: {}, when: {holding: {group: a}}, after: 1h}]
)"});
        return Story(plan).result().metrics.hosts.destroyed;
    };
    CHECK(struck_by("kind: operated\ngoals: [{group: b}]") == 4);
    CHECK(struck_by("kind: autonomous") == 1);  // its program strikes the hosts that it runs on
}

}  // namespace
}  // namespace kammerspiel
