#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

const std::string example = KAMMERSPIEL_ROOT "/docs/examples/import";

/// Two tables with one row at fault in each.
std::string tables_with_faults(const Folder& folder) {
    write(folder / "nodes.csv",
          "id,kind,organisation,zone,it_staff,region\nulm,organisation,,,3,DE-BW\n"
          "web,server,ulm,dmz,,\nmail,sevrer,ulm,dmz,,\n");
    write(folder / "edges.csv", "from,to\nweb,nobody\n");
    return (folder / "nodes.csv").string() + " " + (folder / "edges.csv").string();
}

TEST_CASE("import prints the federation, and on the other channel what it took over",
          "[cli][import]") {
    const Ended ended = kammerspiel("import " + example + "/nodes.csv " + example + "/edges.csv");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, StartsWith("# Made by 'kammerspiel import' from nodes.csv, edges.csv."));
    CHECK(ended.err ==
          "Taken over: organisations 2, host groups 7 (hosts 967), services 3, links 2, needs 10.\n"
          "One group of workstations, servers or directories has no realm (column 'realm'): an "
          "attack "
          "that needs credentials does not reach it. Usual: own.\n");
    const Ended quiet = kammerspiel("import " + example + "/inventory.graphml --quiet");
    CHECK(quiet.status == 0);
    CHECK(quiet.err.empty());
    CHECK_THAT(quiet.out, ContainsSubstring("kis-servers: {kind: server, count: 6"));
}

TEST_CASE("import writes a federation that takes the place of a scenario's", "[cli][import]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    // Nothing in the scenario may name what its own federation had.
    write(scenario / "scenario.yaml",
          "kammerspiel: 1\ntitle: imported\nstarts: 2022-01-03T08:00 Europe/Berlin\nhorizon: 30d\n"
          "federation: imported.yaml\nattackers:\n  crew: {use: crew.yaml}\nentry:\n"
          "  - {at: clinic/workstations, when: -2d}\nrecovery:\n"
          "  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}\n"
          "strategies:\n  nothing: {plays: []}\n");
    write(scenario / "crew.yaml",
          "kind: autonomous\nroutes:\n  - {name: spread, from: {}, to: {}, time: 1h, success: 0.3, "
          "yields: controlled}\n");
    const std::string out = (scenario / "imported.yaml").string();
    const Ended ended = kammerspiel("import " + example + "/inventory.graphml -o " + out);
    CHECK(ended.status == 0);
    CHECK(ended.err.empty());
    CHECK_THAT(ended.out,
               ContainsSubstring("Taken over: ") && ContainsSubstring("Written to " + out));
    const Ended checked = kammerspiel("check " + scenario.string());
    CHECK(checked.status == 0);
    CHECK(checked.err.empty());
    CHECK_THAT(checked.out, ContainsSubstring("2 organisations, 967 hosts, 3 services"));
    const Ended run =
        kammerspiel("run " + scenario.string() + " --quiet -o " + (folder / "out").string());
    CHECK(run.status == 0);
}

TEST_CASE("rows at fault are left out and counted; the rest is imported", "[cli][import]") {
    const Folder folder;
    const std::string tables = tables_with_faults(folder);
    const std::string out = (folder / "federation.yaml").string();
    const Ended ended = kammerspiel("import " + tables + " -o " + out);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err,
               ContainsSubstring("nodes.csv:4:6: error: 'sevrer' is no kind of node") &&
                   ContainsSubstring("did you mean 'server'?") &&
                   ContainsSubstring("edges.csv:2:5: error: no node has the id 'nobody'"));
    CHECK_THAT(ended.out, ContainsSubstring("Left out for their faults: 2 entries."));
    CHECK_THAT(content_of(out), ContainsSubstring("web: {kind: server, count: 1, zone: dmz}"));
    const Ended german = kammerspiel("import " + tables + " --lang de");
    CHECK_THAT(german.err, ContainsSubstring("Fehler: 'sevrer' ist keine Art von Knoten") &&
                               ContainsSubstring("Wegen Fehlern ausgelassen: 2 Einträge."));
    CHECK_THAT(german.out, StartsWith("# Erzeugt mit 'kammerspiel import' aus nodes.csv"));
}

TEST_CASE("with --strict nothing is written if anything is left out", "[cli][import]") {
    const Folder folder;
    const std::string tables = tables_with_faults(folder);
    const std::string out = (folder / "federation.yaml").string();
    const Ended strict = kammerspiel("import " + tables + " --strict -o " + out);
    CHECK(strict.status == 1);
    CHECK_THAT(strict.err, ContainsSubstring("Nothing was written, as with --strict"));
    CHECK_FALSE(fs::exists(out));
    const Ended sound = kammerspiel("import " + example + "/inventory.graphml --strict -o " + out);
    CHECK(sound.status == 0);
    CHECK(fs::exists(out));
}

TEST_CASE("import overwrites only what it is told to", "[cli][import]") {
    const Folder folder;
    const std::string out = (folder / "federation.yaml").string();
    write(out, "mine");
    const std::string command = "import " + example + "/inventory.graphml -o " + out;
    const Ended refused = kammerspiel(command);
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, ContainsSubstring("exists"));
    CHECK(content_of(out) == "mine");
    CHECK(kammerspiel(command + " --force").status == 0);
    CHECK_THAT(content_of(out), StartsWith("# Made by"));
    const Ended into_folder = kammerspiel("import " + example + "/inventory.graphml --force -o " +
                                          folder.path().string());
    CHECK(into_folder.status == 2);
    CHECK_THAT(into_folder.err, ContainsSubstring("is a folder"));
    CHECK(files_in(folder.path()) == std::vector<std::string>{"federation.yaml"});
    // A machine that fails is another thing than an inventory at fault.
    CHECK(kammerspiel("import " + example + "/inventory.graphml -o " + out + "/x/y").status == 3);
}

TEST_CASE("what cannot be read at all is the input's fault", "[cli][import]") {
    const Folder folder;
    const Ended missing = kammerspiel("import " + (folder / "nodes.cvs").string());
    CHECK(missing.status == 1);
    CHECK_THAT(missing.err,
               ContainsSubstring("there is no file") && ContainsSubstring("Nothing was written."));
    write(folder / "nodes.csv", "id,kind\na,b\n");
    const Ended nothing = kammerspiel("import " + (folder / "nodes.csv").string());
    CHECK(nothing.status == 1);
    CHECK_THAT(nothing.err, ContainsSubstring("nothing in the inventory could be used"));
    CHECK(nothing.out.empty());
    const Ended suggested = kammerspiel("import " + (folder / "nodes.cvs").string());
    CHECK_THAT(suggested.err, ContainsSubstring("did you mean 'nodes.csv'?"));
}

TEST_CASE("import --json tells programs what was taken over and what was found", "[cli][import]") {
    const Folder folder;
    const std::string tables = tables_with_faults(folder);
    const Ended ended = kammerspiel("import " + tables + " --json");
    CHECK(ended.status == 0);
    CHECK(ended.err.empty());
    const auto json = nlohmann::json::parse(ended.out);
    CHECK(json.at("ok") == true);
    CHECK(json.at("organisation_count") == 1);
    CHECK(json.at("host_group_count") == 1);
    CHECK(json.at("rows_left_out") == 2);
    CHECK(json.at("errors") == 2);
    REQUIRE(json.at("diagnostics").size() == 2);
    const auto& fault = json.at("diagnostics").at(1);
    CHECK(fault.at("line") == 4);
    CHECK(fault.at("column") == 6);
    CHECK(fault.at("severity") == "error");
    CHECK(fault.at("mend") == "did you mean 'server'?");
    CHECK_THAT(json.at("yaml").get<std::string>(), StartsWith("# Made by"));
    const Ended strict = kammerspiel("import " + tables + " --json --strict");
    CHECK(strict.status == 1);
    CHECK(nlohmann::json::parse(strict.out).at("ok") == false);
    CHECK_FALSE(nlohmann::json::parse(strict.out).contains("federation"));
}

TEST_CASE("a region that no federation could have is the command line's fault", "[cli][import]") {
    const Ended ended = kammerspiel("import " + example + "/inventory.graphml --region 'DE NW'");
    CHECK(ended.status == 2);
    CHECK_THAT(ended.err, ContainsSubstring("'DE NW' is no region"));
}

}  // namespace
}  // namespace kammerspiel::test
