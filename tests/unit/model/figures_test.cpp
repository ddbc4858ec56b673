#include "kammerspiel/model/figures.hpp"

#include "tests/support/small_world.hpp"

// Aims, days that count and money, computed by hand.

namespace kammerspiel {
namespace {

using federation::ServiceId;
using test::Story;

const std::string two_houses = R"(
organisations:
  also:
    a: {template: house, region: DE-NW, members: 300}
    b: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {exams: {needs: [servers], demand: {share: 0.5, profile: always}}}
)";

/// a is down from 10:01 on Monday for a day and five minutes.
const std::string a_down = R"(
dates:
  - {service: exams, on: 2022-01-04T08:00 to 12:00, people: 800, if_missed: postponed}
  - {service: exams, on: 2022-01-05T08:00 to 12:00, people: 800}
  - {service: exams, organisation: b, on: 2022-01-04T08:00 to 12:00, people: 50}
valuation: {member_hour: 0.50 EUR, host_destroyed: 4000 EUR, crew_hour: 90 EUR}
strategies:
  s:
    plays:
      - {name: off, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {scope: {organisation: a}}}, {restore: {gate: none, begins_after: 1d}}]}
)";

TEST_CASE("a date is missed where the service is down at any time of it", "[model][rule-20]") {
    const auto plan = test::plan_of({a_down, two_houses});
    const auto outcomes = model::dates(plan, Story(plan).result().metrics);
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes[0].of == 2);
    REQUIRE(outcomes[0].missed.size() == 1);
    CHECK(plan.federation().of(outcomes[0].missed[0]).id == "a");
    CHECK_THAT(outcomes[0].people_missed, WithinRel(600.0, 1e-12));  // 300 of 400 members
    CHECK(outcomes[1].missed.empty());
    CHECK(outcomes[2].of == 1);
    CHECK(outcomes[2].missed.empty());
}

TEST_CASE("SAIDI, SAIFI and CAIDI weigh outages by members", "[model][indices]") {
    const auto plan = test::plan_of({a_down, two_houses});
    const Story story(plan);
    const std::vector<ServiceId> both{ServiceId{std::size_t{0}}, ServiceId{std::size_t{1}}};
    const auto result = model::indices(plan.federation(), story.result().metrics, both);
    const double down = story.service("a/exams").down.in_hours();
    CHECK_THAT(down, WithinAbs(24 + 5.0 / 60, 1e-6));
    CHECK_THAT(result.saidi_hours, WithinRel(down * 0.75, 1e-12));
    CHECK_THAT(result.saifi, WithinRel(0.75, 1e-12));
    REQUIRE(result.caidi_hours);
    CHECK_THAT(*result.caidi_hours, WithinRel(down, 1e-12));
}

TEST_CASE("what was lost has a price only where the scenario gives one", "[model][rule-21]") {
    const auto plan = test::plan_of({a_down, two_houses});
    const Story story(plan);
    const auto worth = model::worth(plan, story.result().metrics);
    REQUIRE(worth.has_value());
    CHECK_THAT(worth->member_hours,
               WithinRel(300 * 0.5 * story.service("a/exams").down.in_hours() * 0.5, 1e-9));
    CHECK(worth->hosts_destroyed == 0.0);
    CHECK(worth->crew_hours == 0.0);  // switched on as it stood
    const auto without = test::plan_of({"", two_houses});
    CHECK_FALSE(model::worth(without, Story(without).result().metrics).has_value());
}

TEST_CASE("the data of a service are those that it has at home and those that lie with a provider",
          "[model]") {
    const std::string federation = R"(
organisations:
  also:
    town: {template: town, region: DE-NW, members: 1000}
    provider: {template: provider, region: DE-NW}
templates:
  town:
    host_groups: {pcs: {kind: workstation, count: 1, zone: z}, files: {kind: server, count: 1, zone: z}}
    services:
      papers: {needs: [pcs, provider/procedures], rpo: 6h, demand: {share: 1, profile: always}}
      letters: {needs: [pcs, files], rpo: 6h, demand: {share: 1, profile: always}}
  provider:
    host_groups: {databases: {kind: server, count: 1, zone: z}, backup: {kind: backup, count: 1, zone: z}}
    services: {procedures: {needs: [databases]}}
)";
    const auto plan = test::plan_of({"", federation});
    const auto service = [&](const std::string& name) {
        const auto& all = plan.federation().services;
        for (std::size_t s = 0; s < all.size(); ++s) {
            if (all[s].name == name) return ServiceId{s};
        }
        FAIL("no service " << name);
        return ServiceId{};
    };
    model::Metrics metrics;
    metrics.services.resize(plan.federation().services.size());
    metrics.data.resize(plan.federation().host_groups.size());
    const auto lose = [&](const std::string& group, model::DataLoss loss) {
        const auto& all = plan.federation().host_groups;
        for (std::size_t g = 0; g < all.size(); ++g) {
            if (all[g].name == group) metrics.data[g] = loss;
        }
    };
    lose("provider/databases", {.age = hours(8)});
    CHECK(model::data_of(plan.federation(), metrics, service("town/papers")).age == hours(8));
    CHECK(model::data_of(plan.federation(), metrics, service("town/letters")).age == Duration{});
    CHECK(model::data_loss(plan, metrics).of == 2);
    CHECK(model::data_loss(plan, metrics).beyond == 1);
    lose("provider/databases", {.everything = true});
    CHECK(model::data_of(plan.federation(), metrics, service("town/papers")).everything);
    CHECK(model::data_loss(plan, metrics).nothing == 1);
    // What the provider's service does not need is none of its data.
    lose("provider/databases", {});
    lose("provider/backup", {.age = hours(30)});
    CHECK(model::data_of(plan.federation(), metrics, service("town/papers")).age == Duration{});
}

}  // namespace
}  // namespace kammerspiel
