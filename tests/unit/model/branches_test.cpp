#include <algorithm>
#include <tuple>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/model/branches.hpp"
#include "tests/support/small_world.hpp"

// A play is withheld, and in copies of the run ordered at moments of one's choice.

namespace kammerspiel {
namespace {

using model::Branches;
using model::RunOptions;
using model::RunResult;
using model::TraceKind;
using model::TraceRecord;

const std::string two_houses = R"(
organisations:
  also:
    hall: {template: house, region: DE-NW, members: 300}
    mill: {template: house, region: DE-BY, members: 100}
templates:
  house:
    host_groups:
      desks: {kind: workstation, count: 60, zone: office}
      vault: {kind: identity, count: 2, zone: servers}
    links: {uplink: {to: internet}}
    crews: {it: {people: 3, shift: business-hours}}
    services:
      work: {needs: [{desks: {enough: 0.9}}, vault], demand: {share: 1, profile: daytime}}
)";

const std::string worm = R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 5h, success: 0.4, yields: controlled, evidence: 0.5}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: exponential mean 3d}
)";

/// Strategy 0 has the play, by `by`; strategy 1 lacks it.
model::Plan with_play(const std::string& by, const std::string& when) {
    const std::string scenario = fmt::format(R"(
entry: [{{at: hall/desks, when: 2h, yields: controlled}}, {{at: mill/desks, when: 3h, yields: controlled}}]
reporting_delay: 10min
detection:
  sensors: {{workstation: 0.8, identity: 0.8}}
  alert_delay: exponential mean 1h
  analysts: [{{at: hall, people: 1, shift: business-hours, time_per_alert: 1h}}]
  users_notice: 1h
strategies:
  with:
    plays:
      - name: off
        by: {}
        when: {}
        after: exponential mean 4h
        do: [{{shutdown: {{}}}}, {{restore: {{begins_after: 2d, thoroughness: 0.9}}}}]
      - {{name: later, by: {}, when: {{play_done: off}}, after: 1h, do: [{{inform: [members]}}]}}
  without:
    plays: []
)",
                                             by, when, by);
    return test::plan_of({scenario, two_houses, worm});
}

RunOptions world(std::uint64_t number) {
    return {.strategy = 0, .world = {.seed = 3, .replication = number}};
}

/// When the play began by itself, for the first time.
std::optional<SimTime> own_moment(const RunResult& result) {
    for (const TraceRecord& record : result.trace) {
        if (record.what == TraceKind::play_triggered && record.detail == 0) return record.key.at();
    }
    return std::nullopt;
}

/// What happened before `end`, without causes: an order has none.
auto happenings(const RunResult& result, SimTime end = SimTime::latest()) {
    std::vector<std::tuple<SimTime, std::uint32_t, TraceKind, std::uint32_t, std::uint32_t,
                           std::uint32_t, std::uint32_t>>
        all;
    for (const TraceRecord& r : result.trace) {
        if (r.key.at() >= end) break;
        all.emplace_back(r.key.at(), r.process, r.what, r.subject, r.host, r.count, r.detail);
    }
    return all;
}

std::size_t count(const RunResult& result, TraceKind what) {
    return static_cast<std::size_t>(
        std::count_if(result.trace.begin(), result.trace.end(),
                      [what](const TraceRecord& record) { return record.what == what; }));
}

TEST_CASE("a play that is withheld everywhere is the strategy without it", "[model][branches]") {
    const auto plan = with_play("federation", "{suspected_hosts: 3}");
    for (std::uint64_t number = 0; number < 20; ++number) {
        RunOptions without = world(number);
        without.strategy = 1;
        const RunResult one = Branches(plan, world(number), 0).finish();
        CHECK(one.metrics == model::run(plan, without).metrics);
        CHECK(count(one, TraceKind::play_triggered) == 0);
    }
}

TEST_CASE("ordered when it would have begun by itself, a play does the same", "[model][branches]") {
    const auto [by, when] = GENERATE(std::pair{"federation", "{suspected_hosts: 3}"},
                                     std::pair{"federation", "{clock: 2022-01-03T18:30}"},
                                     std::pair{"region", "{clock: 2022-01-03T22:00}"},
                                     std::pair{"organisation", "{clock: 2022-01-04T02:00}"});
    CAPTURE(by, when);
    const auto plan = with_play(by, when);
    for (std::uint64_t number = 0; number < 20; ++number) {
        const RunResult own = model::run(plan, world(number));
        const auto moment = own_moment(own);
        if (!moment) continue;
        Branches branches(plan, world(number), 0);
        branches.advance_to(*moment);
        const RunResult ordered = branches.branch_with_order();
        CHECK(ordered.metrics == own.metrics);
        CHECK((happenings(ordered) == happenings(own)));
    }
}

TEST_CASE("branches do not disturb the run they leave", "[model][branches]") {
    const auto plan = with_play("organisation", "{destroyed_hosts: 1, within: organisation}");
    for (std::uint64_t number = 0; number < 5; ++number) {
        const RunResult alone = Branches(plan, world(number), 0).finish();
        Branches branches(plan, world(number), 0);
        for (const Duration after : {hours(0), hours(5), hours(5), hours(30), spans_of_24h(9)}) {
            branches.advance_to(SimTime::at(after));
            const RunResult one = branches.branch_with_order();
            const RunResult again = branches.branch_with_order();
            CHECK(one.metrics == again.metrics);
            CHECK(one.metrics != alone.metrics);
            CHECK(count(one, TraceKind::play_triggered) >= 2);  // by both houses
        }
        const RunResult trunk = branches.finish();
        CHECK(trunk.metrics == alone.metrics);
        CHECK(trunk.events == alone.events);
        CHECK((happenings(trunk) == happenings(alone)));
    }
}

TEST_CASE("an order changes nothing before it", "[model][branches]") {
    const auto plan = with_play("federation", "{suspected_hosts: 3}");
    const RunResult without = Branches(plan, world(1), 0).finish();
    Branches branches(plan, world(1), 0);
    for (const Duration after : {hours(1), hours(20), spans_of_24h(3), spans_of_24h(12)}) {
        const SimTime moment = SimTime::at(after);
        branches.advance_to(moment);
        const RunResult ordered = branches.branch_with_order();
        CHECK((happenings(ordered, moment) == happenings(without, moment)));
        CHECK(ordered.metrics != without.metrics);
    }
    branches.advance_to(SimTime::at(spans_of_24h(30)));  // the horizon: too late for anything
    CHECK(branches.branch_with_order().metrics == without.metrics);
    branches.advance_to(SimTime::at(spans_of_24h(40)));
    CHECK(branches.branch_with_order().metrics == without.metrics);
}

TEST_CASE("what waits for a play waits for its order", "[model][branches]") {
    const auto plan = with_play("federation", "{suspected_hosts: 3}");
    Branches branches(plan, world(2), 0);
    branches.advance_to(SimTime::at(hours(7)));
    const RunResult ordered = branches.branch_with_order();
    CHECK(count(ordered, TraceKind::informed) == 2);  // both houses
    // Decided at 07:00 and its lag, done when all is back, then the second play's hour.
    SimTime decided;
    SimTime back;
    SimTime informed;
    for (const TraceRecord& record : ordered.trace) {
        if (record.what == TraceKind::play_decided && record.detail == 0) decided = record.key.at();
        if (record.what == TraceKind::group_restored) back = record.key.at();
        if (record.what == TraceKind::play_decided && record.detail == 1) {
            informed = record.key.at();
        }
    }
    CHECK(decided > SimTime::at(hours(7)));
    CHECK(back > decided + spans_of_24h(2));
    // The last house says so in a message.
    CHECK(informed == back + minutes(1) + hours(1));
    CHECK(count(branches.finish(), TraceKind::informed) == 0);
}

TEST_CASE("a run of branches goes forward only, from its start", "[model][branches]") {
    const auto plan = with_play("federation", "{suspected_hosts: 3}");
    CHECK_THROWS_AS(Branches(plan, world(1), 2), BrokenModel);
    Branches branches(plan, world(1), 0);
    CHECK(branches.moment() == SimTime::start());
    CHECK_THROWS_AS(branches.advance_to(SimTime::at(hours(-1))), BrokenModel);
    branches.advance_to(SimTime::at(hours(5)));
    CHECK_THROWS_AS(branches.advance_to(SimTime::at(hours(4))), BrokenModel);
    (void)branches.finish();
    CHECK_THROWS_AS(branches.advance_to(SimTime::at(hours(6))), BrokenModel);
    CHECK_THROWS_AS(branches.branch_with_order(), BrokenModel);
    CHECK_THROWS_AS(branches.finish(), BrokenModel);
}

}  // namespace
}  // namespace kammerspiel
