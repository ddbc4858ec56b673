#include "tests/support/some_plan.hpp"

#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::test {

const model::Plan& some_plan() {
    static const model::Plan plan = plan_of({R"(
attackers: {one: {weight: 1, use: them.yaml}, two: {weight: 3, use: them.yaml}}
entry: [{at: desks, when: exponential mean 1d, yields: controlled}]
strategies:
  off: {plays: [{name: off, when: {destroyed_hosts: 1}, after: exponential mean 4h, do: [{shutdown: {}}]}]}
  nothing: {plays: []}
)",
                                             R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 20, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)",
                                             R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}
)"});
    return plan;
}

ensemble::About about_of(const model::Plan& plan, std::uint64_t seed) {
    const scenario::Scenario& scenario = plan.scenario();
    ensemble::About about;
    about.definition = {.program_version = "1",
                        .scenario_hash = scenario::hash(scenario),
                        .seed = seed,
                        .strategies = {},
                        .uncertain = false};
    about.scenario = scenario.id;
    about.title = scenario.title;
    for (const auto& strategy : scenario.strategies) {
        about.definition.strategies.push_back(strategy.name.text);
        about.strategy_titles.push_back(strategy.title);
    }
    double sum = 0;
    for (const auto& attacker : scenario.attackers) sum += attacker.weight;
    for (const auto& attacker : scenario.attackers) {
        about.attackers.push_back(attacker.name.text);
        about.attacker_titles.push_back({});
        about.weights.push_back(attacker.weight / sum);
    }
    about.horizon = scenario.horizon;
    about.sources = scenario.sources;
    about.organisations = ensemble::organisations_of(scenario);
    return about;
}

}  // namespace kammerspiel::test
