#include "analysis/report/structure/structure_contagion.hpp"

#include <fmt/format.h>

#include "kammerspiel/report/chart_engine.hpp"
#include "kammerspiel/report/structure_report.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel {
namespace {

/// R = 3 in one house of 100 hosts that are wiped after 10 h; half of it can be blocked.
model::Plan infested(const std::string& kind, const std::string& title) {
    const std::string quoted = report::Json(title).dump();
    return test::plan_of(
        {R"(
strategies:
  cut: {plays: [{name: cut, do: [{block_technique: {technique: T1210}}]}]}
  all-off: {plays: [{name: off, do: [{shutdown: {}}, {restore: {}}]}]}
)",
         R"(
organisations:
  also: {house: {template: house, region: DE-NW}}
templates:
  house:
    host_groups: {hosts: {kind: server, count: 100, zone: z}}
)",
         fmt::format(R"(
title: {{en: {1}, de: {1}}}
kind: {0}
routes:
  - {{name: exploit, technique: T1210, from: {{}}, to: {{}}, time: exponential mean 1h, success: 0.15,
     requires: controlled, yields: controlled}}
  - {{name: share, technique: T1080, from: {{}}, to: {{}}, time: exponential mean 1h, success: 0.15,
     requires: controlled, yields: controlled}}
{2}
impact: [{{name: wipe, do: wipe, on: {{}}, when: {{holding: {{}}}}, after: exponential mean 10h}}]
)",
                     kind, quoted, kind == "operated" ? "goals: [{kind: server}]" : "")});
}

report::StructureSection section_of(const model::Plan& plan, Language language) {
    const auto found = graph::contagion(plan.federation(), plan.scenario());
    return report::contagion_section(found, plan.scenario(), Text(language));
}

TEST_CASE("a worm is told by how many others a host infects and what ends it",
          "[report][structure]") {
    const auto plan = infested("autonomous", "wiper");
    const auto section = section_of(plan, Language::en);
    REQUIRE(section.findings.size() == 4);
    CHECK_THAT(section.findings[0].sentence,
               ContainsSubstring("“wiper” grows") && ContainsSubstring("infects 3.00 others"));
    const std::string five_hours = Text(Language::en).span(hours(5));
    CHECK_THAT(section.findings[1].sentence,
               ContainsSubstring(fmt::format("within {} on average", five_hours)));
    CHECK_THAT(section.findings[2].sentence,
               ContainsSubstring("enough by itself") && ContainsSubstring("all-off"));
    CHECK_THAT(section.findings[3].sentence, ContainsSubstring("blocking T1210 (1.50)") &&
                                                 ContainsSubstring("blocking T1080 (1.50)") &&
                                                 ContainsSubstring("“cut” (1.50)"));
    for (const auto& finding : section.findings) CHECK(finding.place.name() == "scenario.yaml");
    REQUIRE(section.tables.size() == 2);
    CHECK(section.tables[0].rows.back() == std::vector<std::string>{"dies out within", five_hours});
    CHECK(section.tables[1].rows.back() ==
          std::vector<std::string>{"strategy “all-off”", "0", "dies out"});
    CHECK(section.pictures.size() == 1);
    const auto json = report::contagion_json(graph::contagion(plan.federation(), plan.scenario()),
                                             plan.scenario());
    CHECK(json["autonomous"][0]["reproduction"]["reproduction_number"] == Approx(3.0));
    CHECK(json["autonomous"][0]["dies_out_within_hours"] == Approx(5.0).epsilon(0.005));
    CHECK(json["autonomous"][0]["countermeasures"].size() == 4);
}

TEST_CASE("hands are told by the hosts they can win a day", "[report][structure]") {
    const auto plan = infested("operated", "crew");
    const auto section = section_of(plan, Language::de);
    REQUIRE(section.findings.size() == 1);
    CHECK_THAT(section.findings[0].sentence,
               ContainsSubstring("Ein Paar Hände gewinnt höchstens 3,60 weitere Rechner am Tag"));
    REQUIRE(section.tables.size() == 1);
    CHECK(section.tables[0].rows.back() == std::vector<std::string>{"Strategie „all-off“", "0"});
}

TEST_CASE("a contagion's picture escapes what a scenario calls its attacker",
          "[report][structure]") {
    const auto plan = infested("autonomous", "\"><script>alert(1)</script>");
    for (const Language language : {Language::en, Language::de}) {
        const auto section = section_of(plan, language);
        REQUIRE(section.pictures.size() == 1);
        report::ChartEngine engine;
        CHECK_THAT(report::standalone(section.pictures[0], engine), !ContainsSubstring("<script"));
    }
}

}  // namespace
}  // namespace kammerspiel
