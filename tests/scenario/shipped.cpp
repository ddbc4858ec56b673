#include "shipped.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::test {
namespace {

template <typename Named>
std::uint32_t position(const std::vector<Named>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Named& one) { return one.name.text == name; });
    INFO(name);
    REQUIRE(found != all.end());
    return static_cast<std::uint32_t>(found - all.begin());
}

}  // namespace

std::vector<std::string> shipped_scenarios() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(KAMMERSPIEL_ROOT "/scenarios")) {
        // The library of incidents makes a scenario of each row.
        if (!std::filesystem::exists(entry.path() / "scenario.yaml")) continue;
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

const model::Plan& shipped(const std::string& name) {
    static std::map<std::string, model::Plan> loaded;
    const auto known = loaded.find(name);
    if (known != loaded.end()) return known->second;
    Diagnostics diagnostics;
    auto result = scenario::load(KAMMERSPIEL_ROOT "/scenarios/" + name, diagnostics);
    std::string said;
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        // True of what lies abroad, and nothing that a scenario could mend.
        if (diagnostic.message.key == "scenario.region.no_holidays") continue;
        said += render(diagnostic, *result.lines, Text(Language::en), false);
    }
    CHECK(said == "");
    REQUIRE(result.scenario.has_value());
    return loaded.try_emplace(name, std::move(*result.scenario)).first->second;
}

model::RunResult play(const model::Plan& plan, std::string_view strategy, std::string_view attacker,
                      std::uint64_t world) {
    return model::run(plan, {.strategy = position(plan.scenario().strategies, strategy),
                             .attacker = position(plan.scenario().attackers, attacker),
                             .world = {.seed = 1, .replication = world},
                             .keep_trace = false});
}

std::vector<federation::ServiceId> services(const model::Plan& plan, std::string_view name,
                                            std::string_view organisation) {
    const auto& federation = plan.federation();
    std::vector<federation::ServiceId> found;
    for (const auto& o : federation.organisations) {
        if (!organisation.empty() && o.id != organisation) continue;
        for (std::uint32_t s = 0; s < o.services.count; ++s) {
            const auto& service = federation.services[o.services[s].index()];
            const bool wanted =
                name.empty() ? service.demand.has_value() : service.local_name == name;
            if (wanted) found.push_back(o.services[s]);
        }
    }
    return found;
}

double lost(const model::Plan& plan, const model::Metrics& metrics) {
    double sum = 0.0;
    for (const federation::ServiceId id : services(plan)) {
        sum +=
            model::member_hours(plan.federation(), id, metrics.services[id.index()].books).count();
    }
    return sum;
}

double lost(const model::Plan& plan, const model::Metrics& metrics,
            std::initializer_list<federation::Loss> causes) {
    double sum = 0.0;
    for (const federation::ServiceId id : services(plan)) {
        for (const federation::Loss cause : causes) {
            sum += model::member_hours(plan.federation(), id, metrics.services[id.index()].books,
                                       cause)
                       .count();
        }
    }
    return sum;
}

}  // namespace kammerspiel::test
