#include <stop_token>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/model/workspace.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/support/small_world.hpp"

// Memory that is used again leaves no trace.

namespace kammerspiel {
namespace {

using model::RunOptions;
using model::RunResult;
using model::Workspace;

const model::Plan& chambers() {
    static const model::Plan plan = [] {
        Diagnostics diagnostics;
        auto loaded = scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022", diagnostics);
        REQUIRE(loaded.scenario.has_value());
        return model::Plan(std::move(*loaded.scenario));
    }();
    return plan;
}

/// A worm in so many houses; with 2 strategies, of which the second has each house decide.
model::Plan houses(int count, double success) {
    std::string federation = R"(
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 40, zone: office}}
    links: {uplink: {to: internet}}
    crews: {it: {people: 2, shift: business-hours}}
    services: {work: {needs: [desks], demand: {share: 1, profile: daytime}}}
organisations:
  also:
)";
    for (int i = 0; i < count; ++i) {
        federation +=
            fmt::format("    house-{}: {{template: house, region: DE-NW, members: 10}}\n", i);
    }
    return test::plan_of({R"(
entry: [{at: house-0/desks, when: 1h, yields: controlled}]
detection: {sensors: {workstation: 1}, alert_delay: 2h, false_alarms: exponential mean 4d}
strategies:
  nothing: {plays: []}
  each:
    plays:
      - name: off
        by: organisation
        when: {suspected_hosts: 2, within: organisation}
        do: [{shutdown: {}}, {restore: {begins_after: 1d}}]
)",
                          federation,
                          fmt::format(R"(
kind: autonomous
routes:
  - {{name: spread, from: {{}}, to: {{}}, time: exponential mean 5h, success: {}, yields: controlled, evidence: 0.5}}
impact: [{{name: wipe, do: wipe, on: {{}}, when: {{holding: {{}}}}, after: exponential mean 3d}}]
)",
                                      success)});
}

void check_same(const model::Plan& plan, const RunOptions& options, Workspace& workspace) {
    CAPTURE(options.strategy, options.attacker, options.world.replication);
    const RunResult fresh = model::run(plan, options);
    const RunResult again = model::run(plan, options, workspace);
    CHECK(again.metrics == fresh.metrics);
    CHECK(again.events == fresh.events);
    CHECK(again.complete);
    REQUIRE(again.trace.size() == fresh.trace.size());
    bool same = true;
    for (std::size_t i = 0; i < fresh.trace.size(); ++i) {
        const auto& a = fresh.trace[i];
        const auto& b = again.trace[i];
        same = same && a.key == b.key && a.process == b.process && a.number == b.number &&
               a.cause == b.cause && a.what == b.what && a.subject == b.subject &&
               a.host == b.host && a.count == b.count && a.detail == b.detail;
    }
    CHECK(same);
}

TEST_CASE("a run in used memory is a run in fresh memory, bit for bit", "[model][workspace]") {
    Workspace workspace;
    for (std::uint64_t number = 0; number < 24; ++number) {
        // A step of 7 through 3 attackers and 4 strategies: each follows each.
        const std::uint64_t mixed = number * 7 % 12;
        check_same(chambers(),
                   {.strategy = static_cast<std::uint32_t>(mixed / 3),
                    .attacker = static_cast<std::uint32_t>(mixed % 3),
                    .world = {.seed = 1, .replication = number / 12},
                    .keep_trace = number % 5 != 0},
                   workspace);
    }
}

TEST_CASE("a workspace serves one plan after the other", "[model][workspace]") {
    Workspace workspace;
    for (const int count : {3, 1, 6, 3}) {
        for (const double success : {0.2, 0.9}) {
            // Made in the same place, the next plan may have the address of the last one.
            const model::Plan plan = houses(count, success);
            for (std::uint32_t strategy = 0; strategy < 2; ++strategy) {
                check_same(plan, {.strategy = strategy, .world = {.seed = 4}}, workspace);
                check_same(plan, {.strategy = strategy, .world = {.seed = 5}}, workspace);
            }
        }
    }
}

TEST_CASE("a run that was cut short leaves nothing behind", "[model][workspace]") {
    const model::Plan plan = houses(4, 0.5);
    Workspace workspace;
    for (std::uint64_t number = 0; number < 4; ++number) {
        std::stop_source stop;
        stop.request_stop();
        const RunResult cut = model::run(
            plan,
            {.strategy = 1, .world = {.seed = 8, .replication = number}, .stop = stop.get_token()},
            workspace);
        CHECK_FALSE(cut.complete);
        check_same(plan, {.strategy = 0, .world = {.seed = 9, .replication = number}}, workspace);
    }
}

TEST_CASE("a workspace can be moved, and is the sequential executive's", "[model][workspace]") {
    const model::Plan plan = houses(2, 0.5);
    Workspace first;
    check_same(plan, {.world = {.seed = 2}}, first);
    Workspace second = std::move(first);
    check_same(plan, {.world = {.seed = 3}}, second);
    CHECK_THROWS_AS(model::run(plan, {.executive = model::Executive::parallel}, second),
                    BrokenModel);
    CHECK_THROWS_AS(model::run(plan, {.strategy = 7}, second), BrokenModel);
    check_same(plan, {.world = {.seed = 4}}, second);
}

}  // namespace
}  // namespace kammerspiel
