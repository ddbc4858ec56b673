#include "kammerspiel/report/structure_exports.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "tests/support/small_world.hpp"

// That the formats' own tools read what is written: structure_exports_test.py.

namespace kammerspiel {
namespace {

using federation::OrganisationId;

model::Plan small(const std::string& name = "House", int houses = 1) {
    const std::string quoted = nlohmann::json(name).dump();
    std::string also;
    for (int h = 0; h < houses; ++h) {
        also +=
            fmt::format("    house-{}: {{template: house, name: {}, region: DE-NW, members: {}}}\n",
                        h, quoted, 100 + h);
    }
    return test::plan_of(
        {"strategies:\n  s: {plays: [{name: b, do: [{block_technique: {technique: "
         "T1210}}]}]}\n",
         fmt::format(R"(
organisations:
  also:
    provider: {{template: provider, region: DE-NW}}
{}
templates:
  provider:
    host_groups: {{relays: {{kind: server, count: 2, zone: dmz}}}}
    links: {{uplink: {{to: internet}}}}
    services: {{mail: {{needs: [relays]}}}}
  house:
    host_groups:
      desks: {{kind: workstation, count: 20, zone: office, realm: own}}
      spare: {{kind: workstation, count: 5, zone: office}}
    links: {{wan: {{to: provider}}}}
    services:
      post:
        needs:
          - any_of: [desks, {{spare: {{enough: 0.5}}}}]
          - provider/mail: {{over: wan, grace: 8h, floor: 0.25}}
)",
                     also),
         R"(
title: {en: worm, de: Wurm}
kind: autonomous
routes:
  - {name: jump, technique: T1210, from: {}, to: {}, time: 1h, success: 0.5, yields: controlled}
  - {name: odd, technique: our own, from: {}, to: {}, time: 1h, success: 0.5, yields: controlled}
)"});
}

const Text english(Language::en);

TEST_CASE("GraphML tells needs with all that holds for them", "[report][structure][export]") {
    const std::string xml = report::as_graphml(small().federation(), english);
    CHECK_THAT(xml, ContainsSubstring("<data key=\"edge_over\">wan</data>") &&
                        ContainsSubstring("<data key=\"edge_grace\">8h</data>") &&
                        ContainsSubstring("<data key=\"edge_floor\">0.25</data>") &&
                        ContainsSubstring("<data key=\"edge_enough\">0.5</data>") &&
                        ContainsSubstring("<data key=\"edge_any_of\">1</data>") &&
                        !ContainsSubstring("edge_within\">") &&
                        ContainsSubstring("<data key=\"node_kind\">workstation</data>"));
}

/// A house whose services are joined in every way to four host groups.
model::Plan joined() {
    return test::plan_of(
        {"strategies:\n  s: {plays: [{name: b, do: [{block_technique: {technique: "
         "T1210, scope: {organisation: o}}}]}]}\n",
         R"(
organisations: {also: {o: {template: t, region: DE-NW}}}
templates:
  t:
    host_groups:
      a: {kind: server, count: 1, zone: core}
      b: {kind: server, count: 1, zone: core}
      c: {kind: server, count: 1, zone: core}
      d: {kind: server, count: 1, zone: core}
    services:
      s: {needs: [a, {any_of: [b, {all_of: [c, d]}]}]}
      k: {needs: {at_least: 2, of: [a, b, c]}}
      w: {needs: {weighted: {a: 0.7, d: 0.3}}, starts_without: [d]}
)",
         R"(
title: {en: worm, de: Wurm}
kind: autonomous
routes:
  - {name: jump, technique: T1210, from: {}, to: {}, time: 1h, success: 0.5, yields: controlled}
)"});
}

TEST_CASE("exports tell apart how needs are joined", "[report][structure][export]") {
    const auto plan = joined();
    const std::string xml = report::as_graphml(plan.federation(), english);
    CHECK_THAT(xml, !ContainsSubstring("edge_any_of\">") &&
                        ContainsSubstring("<data key=\"edge_within\">1:any_of</data>") &&
                        ContainsSubstring("<data key=\"edge_within\">1:any_of/2:all_of</data>") &&
                        ContainsSubstring("<data key=\"edge_within\">1:at_least 2</data>") &&
                        ContainsSubstring("<data key=\"edge_within\">1:weighted</data>") &&
                        ContainsSubstring("<data key=\"edge_weight\">0.7</data>") &&
                        ContainsSubstring("<data key=\"edge_starts_without\">true</data>"));
    const std::string dot = report::as_dot(plan.federation(), {OrganisationId{0U}}, english);
    CHECK_THAT(dot, ContainsSubstring("style=dashed, label=\"2 of 3\"") &&
                        ContainsSubstring("style=dotted, label=\"70 %\"") &&
                        ContainsSubstring("[style=solid]"));
    const std::string chart = report::as_mermaid(plan.federation(), OrganisationId{0U}, english);
    CHECK_THAT(chart, ContainsSubstring("-.->|\"2 of 3\"|"));
}

TEST_CASE("DOT draws what is asked for and what that has to do with",
          "[report][structure][export]") {
    const auto plan = small("House", 3);
    const auto& federation = plan.federation();
    const std::string overview = report::as_dot(federation, {}, english);
    CHECK_THAT(overview, ContainsSubstring("o3 [label=\"House\", shape=folder]") &&
                             ContainsSubstring("o3 -> o0") && !ContainsSubstring("cluster"));
    const std::string inside = report::as_dot(federation, {OrganisationId{1U}}, english);
    CHECK_THAT(inside, ContainsSubstring("subgraph cluster_o1") &&
                           ContainsSubstring("o0 [label=\"provider\", shape=folder]") &&
                           ContainsSubstring("desks × 20") && !ContainsSubstring("o2"));
}

/// The part of Mermaid's grammar that is used, line by line; Mermaid itself read it (version 11,
/// see mermaid_check.mjs).
bool is_known(const std::string& line) {
    static const std::string label = "\"(?:[^\"#`<>&;{}\\[\\]()|%\\\\]|#[0-9]+;)*\"";
    static const std::regex known(
        "flowchart LR|%% [a-z0-9, ]+|  end|"
        "  (?:  )?[a-z]+[0-9]*(?:\\[" +
        label + "\\]|\\(\\[" + label + "\\]\\)|\\{\\{" + label + "\\}\\}|\\[/" + label +
        "/\\]|\\(\\(" + label +
        "\\)\\))|"
        "  subgraph o[0-9]+\\[" +
        label +
        "\\]|"
        "  [a-z]+[0-9]* (?:-->|---|-\\.->)(?:\\|" +
        label + "\\|)? [a-z]+[0-9]*");
    return std::regex_match(line, known);
}

void check_lines(const std::string& chart) {
    std::istringstream lines(chart);
    std::size_t edges = 0;
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(is_known(line));
        if (std::regex_search(line, std::regex(" (-->|---|-\\.->)"))) ++edges;
    }
    CHECK(edges > 0);
    CHECK(edges <= 500);
    CHECK(chart.size() <= 50'000);
}

TEST_CASE("Mermaid gets only what it is known to read", "[report][structure][export]") {
    const std::string name =
        GENERATE(as<std::string>{}, "House", "\"]; click a \"javascript:alert(1)\"", "end",
                 "%%{init: {}}%%", "#quot; & <b>", "1. list", "- list", "`*a*`", "two\nlines");
    const auto plan = small(name, 2);
    check_lines(report::as_mermaid(plan.federation(), english));
    check_lines(report::as_mermaid(plan.federation(), OrganisationId{1U}, english));
}

TEST_CASE("Mermaid keeps to its limits by leaving out the smallest",
          "[report][structure][export]") {
    const auto plan = small("House", 700);
    const std::string chart = report::as_mermaid(plan.federation(), english);
    check_lines(chart);
    CHECK_THAT(chart, ContainsSubstring("%% 201 smaller organisations left out") &&
                          ContainsSubstring("o700[") && !ContainsSubstring("o1[") &&
                          ContainsSubstring("o0["));
}

TEST_CASE("a layer has each technique once, with who uses and who blocks it",
          "[report][structure][export]") {
    const auto layer =
        nlohmann::json::parse(report::as_navigator_layer(small().scenario(), english));
    CHECK(layer["domain"] == "enterprise-attack");
    REQUIRE(layer["techniques"].size() == 1);
    CHECK(layer["techniques"][0]["techniqueID"] == "T1210");
    CHECK(layer["techniques"][0]["score"] == 1);
    CHECK(layer["techniques"][0]["comment"] == "worm: jump\nblocked by: s");
    const auto in_part =
        nlohmann::json::parse(report::as_navigator_layer(joined().scenario(), english));
    CHECK(in_part["techniques"][0]["comment"] ==
          "worm: jump\nblocked in some organisations only by: s");
}

}  // namespace
}  // namespace kammerspiel
