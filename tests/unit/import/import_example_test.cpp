#include <filesystem>
#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "tests/unit/import/imported.hpp"

// The documented examples, and the way of an inventory into a scenario.

namespace kammerspiel::test {
namespace {

namespace fs = std::filesystem;

std::string content_of_example(const std::string& name) {
    std::ifstream stream(fs::path(KAMMERSPIEL_ROOT) / "docs/examples/import" / name,
                         std::ios::binary);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Import example_tables() {
    return imported(content_of_example("nodes.csv"), content_of_example("edges.csv"));
}

Import example_graph() {
    return imported(Written{{"graph.graphml", content_of_example("inventory.graphml")}});
}

TEST_CASE("the documented tables and the documented graph give the same federation",
          "[scenario][import]") {
    const Import tables = example_tables();
    const Import graph = example_graph();
    CHECK(tables.findings.empty());
    CHECK(graph.findings.empty());
    CHECK(tables.imported.organisations == graph.imported.organisations);
    CHECK(without_heading(tables.yaml) == without_heading(graph.yaml));
    CHECK_THAT(tables.yaml,
               StartsWith("# Made by 'kammerspiel import' from nodes.csv, edges.csv.\n"));
    CHECK_THAT(graph.yaml, StartsWith("# Made by 'kammerspiel import' from graph.graphml.\n"));
}

TEST_CASE("an imported federation loads without a word and is what was imported",
          "[scenario][import]") {
    const Import from = example_tables();
    const Outcome loaded = load(scenario_around(from.yaml));
    INFO(loaded.english);
    REQUIRE(loaded.scenario);
    CHECK(loaded.english.empty());
    CHECK(loaded.scenario->organisations == from.imported.organisations);

    const auto federation = federation::compile(*loaded.scenario);
    CHECK(federation.hosts() == from.imported.counts.hosts);
    CHECK(federation.hosts() == 950 + 2 + 6 + 2 + 1 + 2 + 4);
    CHECK(federation.organisations.size() == 2);
    CHECK(federation.services.size() == 3);
    CHECK(federation.links.size() == 2);
    CHECK(federation.organisations[0].members == 60000);
    // Ten needs, two of them in one list of alternatives, and a list for each part that has needs:
    // workstations, kis-servers, wan, admission, emergency, results.
    CHECK(from.imported.counts.needs == 10);
    CHECK(federation.needs.size() == 10 + 1 + 6);
}

TEST_CASE("every cell of the documented tables arrives", "[scenario][import]") {
    const auto organisations = example_tables().imported.organisations;
    REQUIRE(organisations.size() == 2);
    const scenario::Organisation& clinic = organisations[0];
    CHECK(clinic.name == "Lakeside Clinic");
    CHECK(clinic.city == "Plön");
    CHECK(clinic.region.text == "DE-SH");
    CHECK(clinic.staff == 900);
    REQUIRE(clinic.crews.size() == 1);
    CHECK(clinic.crews[0].people == 12);
    REQUIRE(clinic.host_groups.size() == 6);
    CHECK(clinic.host_groups[0].kind == scenario::HostKind::workstation);
    CHECK(clinic.host_groups[0].realm->text == "own");
    CHECK(clinic.host_groups[4].backup_interval == hours(24));
    REQUIRE(clinic.links.size() == 1);
    CHECK(clinic.links[0].to->text == "lab");
    CHECK(clinic.links[0].needs->children.at(0).of.text == "vpn");
    REQUIRE(clinic.services.size() == 2);
    const scenario::Service& emergency = clinic.services[1];
    CHECK(emergency.title.de == "Emergency department");
    CHECK(emergency.mtpd == hours(4));
    CHECK(emergency.rto == hours(1));
    CHECK(emergency.demand->share == Share{0.00002});
    CHECK(emergency.demand->profile.text == "always");
    CHECK(clinic.services[0].demand->kind == scenario::DemandKind::deferrable);
    CHECK(clinic.services[0].demand->patience == hours(7 * 24));
    REQUIRE(emergency.needs.children.size() == 3);
    CHECK(emergency.needs.children[0].floor == Share{0.5});
    CHECK(emergency.needs.children[1].op == scenario::Need::Op::any_of);
    CHECK(emergency.needs.children[1].children.at(0).enough == Share{0.1});
    const scenario::Need& results = emergency.needs.children[2];
    CHECK(results.of.text == "lab/results");
    CHECK(results.grace == hours(2));
    CHECK(results.over->text == "wan");
    CHECK_FALSE(organisations[1].links.at(0).to);
}

}  // namespace
}  // namespace kammerspiel::test
