#include "kammerspiel/model/simulate.hpp"

#include "catch.hpp"
#include "kammerspiel/model/by_name.hpp"
#include "kammerspiel/scenario/load.hpp"

// What those outside ask for: names for positions, a path for figures.

namespace kammerspiel {
namespace {

const std::string worm = KAMMERSPIEL_ROOT "/scenarios/worm";

model::Plan plan_of(const std::string& path) {
    Diagnostics diagnostics;
    auto loaded = scenario::load(path, diagnostics);
    REQUIRE(loaded.scenario.has_value());
    return model::Plan(std::move(*loaded.scenario));
}

std::string said(const model::Simulated& simulated, Language language) {
    const Text text(language);
    std::string all;
    for (const Diagnostic& one : simulated.diagnostics.sorted()) {
        if (one.severity == Severity::error) all += render(one, *simulated.lines, text, false);
    }
    return all;
}

TEST_CASE("strategies, attackers and services are found by their names, and no others", "[model]") {
    const auto plan = plan_of(worm);
    const auto& scenario = plan.scenario();
    for (std::uint32_t i = 0; i < scenario.strategies.size(); ++i) {
        CHECK(model::find_strategy(plan, scenario.strategies[i].name.text) == i);
    }
    for (std::uint32_t i = 0; i < scenario.attackers.size(); ++i) {
        CHECK(model::find_attacker(plan, scenario.attackers[i].name.text) == i);
    }
    const auto& services = plan.federation().services;
    for (std::uint32_t i = 0; i < services.size(); ++i) {
        CHECK(model::find_service(plan, services[i].name) == federation::ServiceId{i});
    }
    CHECK_FALSE(model::find_strategy(plan, "worm"));
    CHECK_FALSE(model::find_attacker(plan, "segment"));
    CHECK_FALSE(model::find_service(plan, services[0].local_name));
    CHECK_FALSE(model::find_strategy(plan, ""));
}

TEST_CASE("a world that is asked for by names is the one of these positions", "[model]") {
    const auto simulated = model::simulate(
        worm, {.strategy = "segment", .attacker = "worm", .world = 3, .keep_trace = true});
    REQUIRE(simulated.world.has_value());
    CHECK_FALSE(simulated.diagnostics.has_errors());
    const auto plan = plan_of(worm);
    const auto expected = model::run(plan, {.strategy = *model::find_strategy(plan, "segment"),
                                            .attacker = *model::find_attacker(plan, "worm"),
                                            .world = {.seed = 1, .replication = 3}});
    CHECK((simulated.world->result.metrics == expected.metrics));
    CHECK(simulated.world->result.trace.size() == expected.trace.size());
    CHECK(simulated.world->options.strategy == 1);
}

TEST_CASE("without names it is the first strategy against the first attacker, without a trace",
          "[model]") {
    const auto simulated = model::simulate(worm + "/scenario.yaml");
    REQUIRE(simulated.world.has_value());
    CHECK(simulated.world->options.strategy == 0);
    CHECK(simulated.world->options.attacker == 0);
    CHECK(simulated.world->result.trace.empty());
}

TEST_CASE("a name that the scenario does not have is told with what was probably meant",
          "[model]") {
    const auto simulated = model::simulate(worm, {.strategy = "segmnt", .attacker = "thieves"});
    CHECK_FALSE(simulated.world.has_value());
    CHECK(simulated.diagnostics.errors() == 2);
    CHECK(said(simulated, Language::en) ==
          "error: there is no strategy 'segmnt'\n"
          "      did you mean 'segment'?\n"
          "error: there is no attacker 'thieves'\n"
          "      known: worm\n");
    CHECK_THAT(said(simulated, Language::de), ContainsSubstring("die Strategie „segmnt“"));
}

TEST_CASE("a folder in which there is no scenario is a diagnostic", "[model]") {
    const auto simulated = model::simulate(KAMMERSPIEL_ROOT "/scenarios/nowhere");
    CHECK_FALSE(simulated.world.has_value());
    CHECK(simulated.diagnostics.has_errors());
    CHECK(simulated.lines != nullptr);
    CHECK_FALSE(said(simulated, Language::en).empty());
}

}  // namespace
}  // namespace kammerspiel
