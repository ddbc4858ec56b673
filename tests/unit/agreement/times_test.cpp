#include <algorithm>

#include "kammerspiel/graph/attack_cut.hpp"
#include "kammerspiel/graph/attack_paths.hpp"
#include "kammerspiel/graph/contagion.hpp"
#include "tests/support/small_world.hpp"

// What is said of ways without a run, against runs: how long they take, which credentials they
// carry, and where they lead.

namespace kammerspiel::test {
namespace {

using model::TraceKind;

const std::string two_houses = R"(
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
const std::string from_p = "entry: [{at: p/a, when: 0h, yields: controlled}]\n";

graph::EntryPaths paths_in(const model::Plan& plan) {
    const auto paths = graph::attack_paths(plan.scenario(), plan.federation());
    REQUIRE(paths.size() == 1);
    REQUIRE(paths[0].entries.size() == 1);
    return paths[0].entries[0];
}

const graph::AssetPaths& way_to(const graph::EntryPaths& paths, graph::AssetKind kind) {
    const auto found = std::find_if(paths.assets.begin(), paths.assets.end(),
                                    [&](const auto& line) { return line.kind == kind; });
    REQUIRE(found != paths.assets.end());
    return *found;
}

TEST_CASE("with several hands the times of a way are those of runs", "[agreement][attack]") {
    const auto plan =
        plan_of({"horizon: 60d\nentry: [{at: a/ws, when: 0h, yields: foothold}]\n", R"(
organisations: {also: {a: {template: ta, region: DE-NW}}}
templates:
  ta:
    host_groups:
      ws: {kind: workstation, count: 1, zone: office}
      srv: {kind: server, count: 1, zone: core, realm: own}
      dir: {kind: identity, count: 1, zone: core, realm: own}
    links: {up: {to: internet}}
)",
                 R"(
kind: operated
hands: 3
routes:
  - {name: raise, from: {}, to: itself, time: lognormal median 40min p90 5h, success: 0.4, yields: controlled}
  - {name: cred, from: {kind: [server, workstation]}, to: itself, requires: controlled, time: lognormal median 30min p90 4h, success: 0.6, yields_credentials: true}
  - {name: lat, from: {kind: workstation}, to: {kind: server}, time: exponential mean 2h, success: 0.3, yields: foothold}
  - {name: move, from: {kind: server}, to: {kind: identity}, requires: controlled, needs_credentials: true, time: lognormal median 31min p90 140min, success: 0.35, yields: controlled}
goals: [{kind: identity}]
)"});
    const auto paths = paths_in(plan);
    const auto& way = way_to(paths, graph::AssetKind::identity).fastest;
    std::vector<double> hours;
    constexpr std::size_t worlds = 400;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const Story story(plan, {.world = {1, world}});
        for (const auto& record : story.result().trace) {
            const bool controls = record.what == TraceKind::compromised &&
                                  plan.federation().host_groups[record.subject].name == "a/dir";
            if (controls) hours.push_back(record.key.at().since_start().in_hours());
        }
    }
    REQUIRE(hours.size() == worlds);
    std::sort(hours.begin(), hours.end());
    // In 400 worlds the median lies between the 45 % and the 55 % quantile with four standard
    // deviations of 2.5 %: here about 5.3 to 6.6 h. A simulation of its own gives 5.89 h.
    CHECK(way.p50.in_hours() > hours[worlds * 40 / 100]);
    CHECK(way.p50.in_hours() < hours[worlds * 60 / 100]);
    CHECK(way.p50.in_hours() == Approx(5.89).epsilon(0.08));
    CHECK(way.p10.in_hours() == Approx(2.79).epsilon(0.10));
    CHECK(way.p90.in_hours() == Approx(11.33).epsilon(0.08));
}

TEST_CASE("a worm whose attempts take a fixed time arrives at that time", "[agreement][attack]") {
    const auto plan = plan_of({from_p, two_houses, R"(
kind: autonomous
routes:
  - {name: out, from: {kind: server}, to: {kind: management}, over: l, time: 3h, success: 1, yields: controlled}
)"});
    const auto paths = paths_in(plan);
    const auto& way = way_to(paths, graph::AssetKind::management).fastest;
    CHECK(way.p10 == hours(3));
    CHECK(way.p50 == hours(3));
    CHECK(way.p90 == hours(3));
    CHECK(Story(plan).first(TraceKind::compromised, "c/b") == hours(3) + minutes(1));
}

TEST_CASE("credentials carried to another organisation and back open the same ways as in a run",
          "[agreement][attack][rule-35]") {
    const std::string routes = R"(
routes:
  - {name: cred, from: {kind: server}, to: itself, time: 1h, success: 1, yields_credentials: true}
  - {name: out, from: {kind: server}, to: {kind: management}, over: l, time: 3h, success: 1, yields: controlled}
  - {name: back, from: {kind: management}, to: {kind: identity}, over: l, needs_credentials: true, time: 1h, success: 1, yields: controlled}
)";
    for (const std::string kind :
         {"kind: autonomous", "kind: operated\ngoals: [{kind: identity}]"}) {
        const auto plan = plan_of({from_p, two_houses, kind + routes});
        const auto paths = paths_in(plan);
        const auto& way = way_to(paths, graph::AssetKind::identity).fastest;
        CHECK(way.steps.size() == 3);
        // One hand does one after the other; a worm moves out while it takes the credentials.
        const Duration there = kind == "kind: autonomous" ? hours(4) : hours(5);
        CHECK(way.p10 == there);
        CHECK(way.p50 == there);
        const Duration in_a_run = Story(plan).first(TraceKind::compromised, "p/d");
        CHECK(in_a_run > there);
        CHECK(in_a_run < there + minutes(15));
    }
}

TEST_CASE("a host infects nobody with credentials that the attacker never comes to have",
          "[agreement][contagion]") {
    const auto plan = plan_of({"horizon: 20d\n" + from_p, R"(
organisations:
  also:
    p: {template: tp, region: DE-NW}
    c: {template: tc, region: DE-NW}
templates:
  tp:
    host_groups: {a: {kind: server, count: 100, zone: x, realm: own}}
    links: {up: {to: internet}}
  tc:
    host_groups: {b: {kind: server, count: 100, zone: x, realm: own}}
    links: {l: {to: p}, up: {to: internet}}
)",
                               R"(
kind: autonomous
routes:
  - {name: cred, from: {}, to: itself, time: 1h, success: 1, yields_credentials: true}
  - {name: over, from: {kind: server}, to: {kind: server}, over: l, needs_credentials: true, time: exponential mean 10h, success: 0.5, yields: controlled}
)"});
    const auto spread = graph::contagion(plan.federation(), plan.scenario());
    REQUIRE(spread.autonomous.size() == 1);
    CHECK(spread.autonomous[0].unchecked.number == 0.0);
    CHECK(Story(plan).result().metrics.hosts.compromised == 1);
}

const graph::ProfileCut& cut_of(const std::vector<graph::ProfileCut>& cuts,
                                graph::CutTarget target) {
    return *std::find_if(cuts.begin(), cuts.end(),
                         [&](const auto& cut) { return cut.target == target; });
}

TEST_CASE("a foothold elsewhere is to be cut off, and where it enters nothing is",
          "[agreement][attack]") {
    using Outcome = graph::AttackCut::Outcome;
    const auto elsewhere = plan_of({from_p, two_houses, R"(
kind: autonomous
routes:
  - {name: out, from: {kind: server}, to: {kind: management}, over: l, time: 3h, success: 1, yields: foothold}
)"});
    CHECK(Story(elsewhere).first(TraceKind::compromised, "c/b") == hours(3) + minutes(1));
    const auto cuts = graph::attack_cuts(elsewhere.scenario(), elsewhere.federation(), {});
    for (const auto target : {graph::CutTarget::management, graph::CutTarget::outside}) {
        const auto& cut = cut_of(cuts, target);
        CHECK(cut.groups == 1);
        CHECK(cut.by_links.outcome == Outcome::found);
        CHECK(cut.by_links.links.size() == 1);
    }
    CHECK(cut_of(cuts, graph::CutTarget::identity).by_links.outcome == Outcome::none_needed);
    for (const auto& out : paths_in(elsewhere).out_of_reach) {
        CHECK(out.as_foothold == (out.kind == graph::AssetKind::management ? 1U : 0U));
    }

    const auto at_a_jewel = plan_of({"entry: [{at: c/b, when: 0h}]\n", two_houses, R"(
kind: autonomous
routes: [{name: up, from: {}, to: itself, time: 1h, success: 1, yields: controlled}]
)"});
    const auto none = graph::attack_cuts(at_a_jewel.scenario(), at_a_jewel.federation(), {});
    CHECK(cut_of(none, graph::CutTarget::management).groups == 0);
    CHECK(cut_of(none, graph::CutTarget::management).entered == 1);
    CHECK(cut_of(none, graph::CutTarget::identity).entered == 0);
}

}  // namespace
}  // namespace kammerspiel::test
