#include "kammerspiel/report/study_context.hpp"

#include <set>

#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {

std::string title_of(const Titled& thing, const Text& text) {
    const std::string& title = text(thing.title);
    return title.empty() ? thing.name : title;
}

StudyContext study_context(const scenario::Scenario& scenario, std::uint64_t seed) {
    StudyContext context;
    context.title = scenario.title;
    context.scenario = scenario.id;
    context.hash = scenario::hash(scenario);
    context.program_version = program_version;
    context.people_one = scenario.people.one;
    context.people_many = scenario.people.many;
    if (scenario.valuation) context.currency = scenario.valuation->currency;
    context.horizon = scenario.horizon;
    context.seed = seed;
    for (const auto& attacker : scenario.attackers) {
        context.attackers.push_back({attacker.name.text, attacker.title});
    }
    for (const auto& strategy : scenario.strategies) {
        context.every_strategy.push_back({strategy.name.text, strategy.title});
    }
    std::set<std::string> known;
    for (const scenario::Organisation& organisation : scenario.organisations) {
        for (const scenario::Service& service : organisation.services) {
            if (!known.insert(service.name.text).second) continue;
            context.services.push_back({service.name.text, service.title});
        }
    }
    for (const scenario::Parameter& parameter : scenario.parameters) {
        if (parameter.confidence) context.evidence.push_back(parameter);
    }
    return context;
}

}  // namespace kammerspiel::report
