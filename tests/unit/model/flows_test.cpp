#include "kammerspiel/model/flows.hpp"

#include "tests/support/small_world.hpp"

// From whom to whom people turn, hour by hour, against what follows by hand.

namespace kammerspiel {
namespace {

using test::Story;

constexpr double exactly = 1e-9;

/// `a` has 100 people who want fuel at any time, of whom 60 turn away after two hours; `b` has 40
/// of its own and room for 70; `c` is too far away to matter.
std::string stations(const std::string& of_b) {
    return R"(
organisations:
  also:
    a: {template: station, region: DE-NW, members: 1000}
    b: {template: station, region: DE-NW, members: 400}
    c: {template: station, region: DE-BY, members: 400}
templates:
  station:
    host_groups: {pumps: {kind: appliance, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      fuel:
        needs: [pumps]
        demand: {share: 0.1, profile: always}
        capacity: )" +
           of_b + R"(
        elsewhere: {to: {region: DE-NW}, share: 0.6, after: 2h}
)";
}

std::string off(const std::string& at, const std::string& scope) {
    return "      - {name: off-" + scope + ", when: {clock: 2022-01-03T" + at +
           "}, do: [{shutdown: {scope: {organisation: " + scope + "}}}]}\n";
}

std::string strategy(const std::string& plays) {
    return "default_repair: {begins_after: 20h, gate: none}\nstrategies:\n  s:\n    plays:\n" +
           plays;
}

const model::Flow::Hour* hour_of(const model::Flow& flow, std::uint32_t number) {
    for (const auto& hour : flow.hours) {
        if (hour.number == number) return &hour;
    }
    return nullptr;
}

double sum_served(const model::Flows& flows) {
    double sum = 0;
    for (const model::Flow& flow : flows.flows) {
        for (const auto& hour : flow.hours) sum += hour.served;
    }
    return sum;
}

double person_hours(model::Int128 units) {
    return static_cast<double>(units) / (1e3 * 1e6 * 3.6e9);
}

TEST_CASE("who turns to whom is told hour by hour, with the room there",
          "[model][flows][rule-28]") {
    const auto plan = test::plan_of({strategy(off("10:00", "a")), stations("70")});
    const Story story(plan);
    const model::Flows flows = model::flows_of(plan, story.result());
    REQUIRE(flows.flows.size() == 1);
    REQUIRE(flows.loads.size() == 1);
    const model::Flow& flow = flows.flows.front();
    const auto& federation = plan.federation();
    CHECK(federation.services[flow.from.index()].name == "a/fuel");
    CHECK(federation.services[flow.to.index()].name == "b/fuel");
    // Ordered at 10:00 and down a minute later; two hours on they go, and a minute later are there:
    // 58 minutes of the hour from 12:00.
    CHECK(flow.hours.front().number == 12);
    CHECK_THAT(flow.hours.front().wanted, WithinRel(60.0 * 58 / 60, exactly));
    CHECK_THAT(flow.hours.front().served, WithinRel(30.0 * 58 / 60, exactly));
    const auto* whole = hour_of(flow, 13);
    REQUIRE(whole != nullptr);
    CHECK_THAT(whole->wanted, WithinRel(60.0, exactly));
    CHECK_THAT(whole->served, WithinRel(30.0, exactly));
    const model::Load::Hour& load = flows.loads.front().hours[1];
    CHECK(load.number == 13);
    CHECK_THAT(load.capacity, WithinRel(70.0, exactly));
    CHECK_THAT(load.own, WithinRel(40.0, exactly));
    CHECK_THAT(load.turned_away(), WithinRel(30.0, exactly));
    CHECK_THAT(sum_served(flows),
               WithinRel(person_hours(story.service("a/fuel").served_elsewhere), exactly));
}

TEST_CASE("nobody is told to have turned away where nobody did", "[model][flows]") {
    const auto plan = test::plan_of({strategy(off("10:00", "c")), stations("70")});
    const model::Flows flows = model::flows_of(plan, Story(plan).result());
    // Of c's people 60 % of 40 look to the region of the others.
    CHECK(flows.flows.size() == 2);
    const auto calm = test::plan_of({"strategies:\n  s:\n    plays: []\n", stations("70")});
    const model::Flows none = model::flows_of(calm, Story(calm).result());
    CHECK(none.flows.empty());
    CHECK(none.loads.empty());
}

TEST_CASE("who is turned to and goes down serves nobody from then on", "[model][flows][rule-28]") {
    const auto plan =
        test::plan_of({strategy(off("10:00", "a") + off("14:30", "b")), stations("70")});
    const Story story(plan);
    const model::Flows flows = model::flows_of(plan, story.result());
    // By whom they turn to: those of b to a, those of a to b.
    REQUIRE(flows.flows.size() == 2);
    const model::Flow& flow = flows.flows.back();
    const auto* last = hour_of(flow, 14);
    REQUIRE(last != nullptr);
    // b is off from 14:31: half an hour and a minute with 30 served.
    CHECK_THAT(last->served, WithinRel(30.0 * 31 / 60, exactly));
    CHECK_THAT(last->wanted, WithinRel(60.0, exactly));
    const auto* after = hour_of(flow, 15);
    REQUIRE(after != nullptr);
    CHECK(after->served == 0.0);
    CHECK_THAT(sum_served(flows),
               WithinRel(person_hours(story.service("a/fuel").served_elsewhere) +
                             person_hours(story.service("b/fuel").served_elsewhere),
                         exactly));
}

}  // namespace
}  // namespace kammerspiel
