#include "analysis/report/structure/structure_attack.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "analysis/report/structure/structure_cut.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::test {
namespace {

struct Analysed {
    scenario::Scenario scenario;
    federation::Federation federation;
    std::vector<graph::ProfilePaths> paths;
    std::vector<graph::ProfileCut> cuts;
};

const Analysed& ihk() {
    static const Analysed analysed = [] {
        Diagnostics diagnostics;
        auto loaded = scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022", diagnostics);
        REQUIRE(loaded.scenario);
        Analysed all{std::move(*loaded.scenario), {}, {}, {}};
        all.federation = federation::compile(all.scenario);
        all.paths = graph::attack_paths(all.scenario, all.federation, {.samples = 100});
        graph::CutCosts costs;
        for (const auto& link : all.federation.links) {
            costs.links.emplace_back(link.local_name == "wan" ? 10 : 500);
        }
        for (const auto& group : all.federation.host_groups) {
            costs.host_groups.emplace_back(100.0 * group.count);
        }
        all.cuts = graph::attack_cuts(all.scenario, all.federation, costs);
        return all;
    }();
    return analysed;
}

TEST_CASE("what attackers can do is said in sentences that point at the scenario", "[report]") {
    for (const Language language : {Language::de, Language::en}) {
        const Text text(language);
        const report::StructureWords words(ihk().scenario, ihk().federation, text);
        for (const auto& section : {report::attack_section(ihk().paths, words),
                                    report::cut_section(ihk().cuts, {}, words)}) {
            CHECK_FALSE(section.title.empty());
            REQUIRE(section.findings.size() >= 6);
            for (const auto& finding : section.findings) {
                CHECK(finding.sentence.ends_with('.'));
                CHECK(finding.sentence.find("..") == std::string::npos);
                CHECK(finding.sentence.find('{') == std::string::npos);
                CHECK(finding.place.line > 0);
            }
            for (const auto& table : section.tables) {
                CHECK_FALSE(table.rows.empty());
                for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
            }
        }
    }
}

TEST_CASE("the first way that is told leads to the provider's directory", "[report]") {
    const Text text(Language::en);
    const report::StructureWords words(ihk().scenario, ihk().federation, text);
    const auto section = report::attack_section(ihk().paths, words);
    CHECK(section.findings[0].sentence.find("directory (gfi)") != std::string::npos);
    const auto& first = section.tables.at(0).rows.at(0);
    CHECK(first[6].find("raise-privileges (T1068) gfi/workstations") == 0);
    CHECK(first[6].find("gfi/directory") != std::string::npos);
}

TEST_CASE("attack paths and cuts are data with names, techniques and places", "[report]") {
    const Text text(Language::en);
    const report::StructureWords words(ihk().scenario, ihk().federation, text);
    const auto paths = report::attack_data(ihk().paths, words);
    REQUIRE(paths.size() == 3);
    const auto& jewel = paths[0]["entries"][0]["jewels"][0];
    CHECK(jewel["falls"] == "gfi/directory");
    CHECK(jewel["fastest"]["steps"][0]["technique"] == "T1068");
    CHECK(jewel["fastest"]["steps"][1]["takes_credentials"] == "gfi/own");
    CHECK(jewel["fastest"]["p50_hours"] < jewel["fastest"]["p90_hours"]);
    const auto cuts = report::cut_data(ihk().cuts, {}, words);
    REQUIRE(cuts.size() == 12);
    CHECK(cuts[3]["target"] == "outside");
    CHECK(cuts[3]["by_links"]["close_links"].size() == 79);
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("the strategies of cuts can be pasted into the scenario", "[report]") {
    const Text text(Language::de);
    const report::StructureWords words(ihk().scenario, ihk().federation, text);
    const std::string code = report::cut_section(ihk().cuts, {}, words).code.text;
    REQUIRE(code.find("close_link: {link: wan}") != std::string::npos);
    REQUIRE(code.find("block_technique") != std::string::npos);
    const Folder folder;
    std::filesystem::copy(KAMMERSPIEL_ROOT "/scenarios/ihk-2022", folder.path() / "ihk",
                          std::filesystem::copy_options::recursive);
    const auto file = folder.path() / "ihk" / "scenario.yaml";
    std::string yaml = text_of(file);
    const std::string heading = "\nstrategies:\n";
    const auto at = yaml.find(heading);
    REQUIRE(at != std::string::npos);
    yaml.insert(at + heading.size(), code);
    std::ofstream(file) << yaml;
    Diagnostics diagnostics;
    const auto loaded = scenario::load(file, diagnostics);
    for (const auto& diagnostic : diagnostics.sorted()) {
        UNSCOPED_INFO(render(diagnostic, *loaded.lines, text, false));
    }
    REQUIRE(loaded.scenario);
    CHECK(diagnostics.errors() == 0);
    CHECK(loaded.scenario->strategies.size() > ihk().scenario.strategies.size() + 2);
    // Nothing of it is lost on the way: a link closed everywhere, hosts isolated, not switched off.
    const auto& cut = loaded.scenario->strategies[1];
    CHECK(cut.name.text == "cut-espionage-outside");
    REQUIRE(cut.plays.size() == 1);
}

}  // namespace
}  // namespace kammerspiel::test
