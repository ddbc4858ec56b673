#include <fmt/format.h>

#include <tuple>

#include "kammerspiel/model/run.hpp"
#include "tests/support/small_world.hpp"

// What decides luck and what comes first: names, or keys in their place, never where something
// stands in a file.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

/// A house and its neighbour with the names that are given, each with its key behind it.
struct Named {
    std::string house, group, service, play, route, attacker;
};

test::Files files_of(const Named& n) {
    const auto word = [](const std::string& said) { return said.substr(0, said.find(',')); };
    const auto key = [](const std::string& said) {
        const std::size_t comma = said.find(',');
        return comma == std::string::npos ? std::string() : "key: " + said.substr(comma + 1) + ", ";
    };
    return {fmt::format(R"(
attackers: {{{}: {{{}use: them.yaml}}}}
entry: [{{at: {}/{}, when: exponential mean 1d, yields: controlled}}]
strategies:
  s:
    plays:
      - {{name: {}, {}when: {{destroyed_hosts: 2}}, after: exponential mean 4h, do: [{{shutdown: {{scope: {{organisation: {}, group: {}}}, takes: exponential mean 1h}}}}, {{restore: {{}}}}]}}
detection: {{sensors: {{workstation: 0.5}}, users_notice: exponential mean 2h}}
recovery:
  default: {{inspect: exponential mean 1h, clean: exponential mean 1h, rebuild: exponential mean 3h, test: 1h}}
)",
                        word(n.attacker), key(n.attacker), word(n.house), word(n.group),
                        word(n.play), key(n.play), word(n.house), word(n.group)),
            fmt::format(R"(
organisations:
  also:
    {}: {{{}template: t, region: DE-NW, members: 100}}
    neighbour: {{template: t, region: DE-NW, members: 50}}
templates:
  t:
    host_groups: {{{}: {{{}kind: workstation, count: 20, zone: office}}}}
    services: {{{}: {{{}needs: [{}], demand: {{share: 1, profile: always}}}}}}
    crews: {{admins: {{people: 2, shift: round-the-clock}}}}
)",
                        word(n.house), key(n.house), word(n.group), key(n.group), word(n.service),
                        key(n.service), word(n.group)),
            fmt::format(R"(
kind: autonomous
routes:
  - {{name: {}, {}from: {{}}, to: {{}}, time: exponential mean 12h, success: 0.5, yields: controlled}}
impact:
  - {{name: wipe, do: wipe, on: {{}}, when: {{holding: {{}}}}, after: exponential mean 1d}}
)",
                        word(n.route), key(n.route))};
}

using Told = std::vector<std::tuple<SimTime, TraceKind, std::uint32_t, std::uint32_t>>;

Told told(const test::Files& files, std::uint64_t world) {
    const auto plan = test::plan_of(files);
    Told all;
    for (const auto& one : model::run(plan, {.world = {.seed = 7, .replication = world}}).trace) {
        all.emplace_back(one.key.at(), one.what, one.host, one.count);
    }
    return all;
}

TEST_CASE("what is renamed and keeps its old name as key has the same worlds", "[model][rule-12]") {
    const Named before{"house", "desks", "work", "off", "spread", "worm"};
    // Also where the order of the names is another one: zebra comes after neighbour.
    const Named after{"zebra,house", "a-desks,desks",  "a-work,work",
                      "an-off,off",  "a-route,spread", "a-worm,worm"};
    const Named elsewhere{"zebra", "desks", "work", "off", "spread", "worm"};
    std::size_t different = 0;
    std::size_t events = 0;
    for (std::uint64_t world = 0; world < 5; ++world) {
        const Told as_before = told(files_of(before), world);
        events += as_before.size();
        CHECK(told(files_of(after), world) == as_before);
        if (told(files_of(elsewhere), world) != as_before) ++different;
    }
    CHECK(events > 100);    // else little was compared
    CHECK(different == 5);  // without the key it is another one's luck
}

/// A house with six desks, and what its only play does at once.
struct Doing {
    explicit Doing(const std::string& actions, const std::string& more = "")
        : plan(test::plan_of(
              {"reporting_delay: 0min\n"
               "pools: {aid: {people: 3, shift: round-the-clock, arrives_after: 1h}}\n" +
                   more + "strategies: {s: {repair: none, plays: [{name: p, do: [" + actions +
                   "]}]}}\n",
               R"(
organisations: {also: {o: {template: t, region: DE-NW, members: 100}}}
templates:
  t:
    host_groups: {desks: {kind: workstation, count: 6, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
    crews: {admins: {people: 1, shift: round-the-clock}}
)"})),
          story(plan) {}
    model::Plan plan;
    Story story;
};

/// When the desks are all back.
Duration back(const std::string& actions) {
    return Doing(actions).story.times(TraceKind::group_restored, "o/desks").back();
}

TEST_CASE("of restores that cover as much and begin at one instant the more thorough one holds",
          "[model][restore][rule-30]") {
    const std::string off = "{shutdown: {}}";
    const std::string tested = "{restore: {gate: tested}}";
    const std::string none = "{restore: {gate: none}}";
    const Duration begins = latency;
    const Duration last = back(off + ", " + tested);
    CHECK(last > begins + hours(1));
    CHECK(back(off + ", " + none) == begins);
    for (const auto& order : {off + ", " + tested + ", " + none, none + ", " + off + ", " + tested,
                              tested + ", " + none + ", " + off}) {
        CHECK(back(order) == last);
    }
}

TEST_CASE("hands that several actions ask for at one instant are given by what is done",
          "[model][response][rule-30]") {
    const std::string off = "{shutdown: {takes: 2h, people: 1}}";
    const std::string hunt = "{hunt: {takes: 3h, people: 1}}";
    for (const auto& order : {off + ", " + hunt, hunt + ", " + off}) {
        const Doing done(order);
        CHECK(done.story.first(TraceKind::switched_off, "o") == latency + hours(2));
        CHECK(done.story.first(TraceKind::hunted, "o") == latency + hours(5));
    }
}

TEST_CASE("who has sent people of a pool home is not sent the rest of what was asked for",
          "[model][pool]") {
    const Doing done("{shutdown: {}}, {call_in: {crew: aid, people: 5}}, {restore: {}}",
                     "recovery: {default: {inspect: 1h, clean: 1h, rebuild: 1h, test: 0h}}\n");
    CHECK(done.story.times(TraceKind::aid_arrived, "o").size() == 1);
    CHECK(done.story.count(TraceKind::aid_left) > 0);
}

TEST_CASE("what a host pushes here and over links at one instant begins once",
          "[model][attack][rule-44]") {
    const auto plan = test::plan_of({"entry: [{at: o/admin, when: 0h, yields: controlled}]\n", R"(
organisations: {also: {o: {template: t, region: DE-NW}}}
templates:
  t:
    host_groups:
      admin: {kind: management, zone: core}
      servers: {kind: server, count: 2, zone: core}
    links: {up: {to: internet}}
)",
                                     R"(
kind: operated
goals: [{group: servers}]
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact:
  - {name: lock, do: encrypt, on: {group: servers}, through: {group: admin}, when: {holding: {group: admin}}, after: 2h}
)"});
    const Story story(plan);
    CHECK(story.count(TraceKind::struck) == 1);
    CHECK_FALSE(story.times(TraceKind::destroyed, "o/servers").empty());
}

}  // namespace
}  // namespace kammerspiel
