#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

const std::string chambers = KAMMERSPIEL_ROOT "/scenarios/ihk-2022";

/// As a planner writes it: one changed row, a new one, one with a slip.
std::string table(const Folder& folder) {
    write(folder / "drehbuch.csv",
          "Titel;Kennung;Uhrzeit;Spielzug;Farbe\n"
          "Drei Server sind sehr auffällig;three-servers;03.12.2026 09:07;Etwas stimmt nicht;rot\n"
          ";;;;\n"
          "Die Presse ruft an;;10:20;Der Abend;\n"
          "Ein Schreibfehler;slip;halb zehn;Der Abnd;\n");
    return chambers + " " + (folder / "drehbuch.csv").string();
}

TEST_CASE("msel reads a planner's table and says what it did not understand", "[cli][msel]") {
    const Folder folder;
    const Ended ended = kammerspiel("msel " + table(folder));
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, StartsWith("injects:\n  - name: \"three-servers\"\n"));
    CHECK_THAT(ended.out, ContainsSubstring("after: 7min"));
    CHECK_THAT(ended.out, ContainsSubstring("{en: \"Three servers are odd\", "
                                            "de: \"Drei Server sind sehr auffällig\"}"));
    CHECK_THAT(ended.out, ContainsSubstring("name: \"die-presse-ruft-an\""));
    CHECK_THAT(ended.err, ContainsSubstring("drehbuch.csv:1:5: warning: the column 'Farbe'"));
    CHECK_THAT(ended.err, ContainsSubstring("drehbuch.csv:5:4: warning: D5 (Spielzug): there is no "
                                            "move 'Der Abnd'"));
    CHECK_THAT(ended.err, ContainsSubstring("did you mean 'Der Abend'?"));
    CHECK_THAT(ended.err, ContainsSubstring("C5 (Uhrzeit): 'halb zehn' is not a time"));
    CHECK_THAT(ended.err, ContainsSubstring("Rows read: 3, of these left out: 1."));
    const Ended german = kammerspiel("msel " + table(folder) + " --lang de");
    CHECK_THAT(german.err, ContainsSubstring("„halb zehn“ ist keine Zeit"));
}

TEST_CASE("what msel writes takes the place of an exercise's injects", "[cli][msel]") {
    const Folder folder;
    const std::string out = (folder / "injects.yaml").string();
    const std::string arguments = "msel " + table(folder) + " -o " + out;
    const Ended ended = kammerspiel(arguments);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("Written to " + out));
    fs::copy(chambers, folder / "changed", fs::copy_options::recursive);
    std::string exercise = content_of(folder / "changed/exercise.yaml");
    const std::size_t from = exercise.find("injects:\n");
    const std::size_t to = exercise.find("decisions:\n");
    REQUIRE(to != std::string::npos);
    exercise.replace(from, to - from, content_of(out));
    write(folder / "changed/exercise.yaml", exercise);
    const Ended checked = kammerspiel("check " + (folder / "changed").string());
    CHECK(checked.status == 0);
    CHECK(checked.err.empty());
    // Nothing is overwritten unawares.
    CHECK(kammerspiel(arguments).status == 2);
    CHECK(kammerspiel(arguments + " --force").status == 0);
}

TEST_CASE("msel --strict takes nothing that has findings, --json says them to programs",
          "[cli][msel]") {
    const Folder folder;
    const Ended strict = kammerspiel("msel " + table(folder) + " --strict");
    CHECK(strict.status == 1);
    CHECK(strict.out.empty());
    const Ended ended = kammerspiel("msel " + table(folder) + " --json");
    const auto json = nlohmann::json::parse(ended.out);
    CHECK(json["ok"] == true);
    CHECK(json["language"] == "de");
    CHECK(json["rows"] == 3);
    CHECK(json["changed"] == 1);
    CHECK(json["added"] == 1);
    CHECK(json["diagnostics"].size() == json["warnings"].get<std::size_t>());
}

TEST_CASE("msel names files that are no tables", "[cli][msel]") {
    const Folder folder;
    write(folder / "note.txt", "Only words here.\n");
    const Ended words = kammerspiel("msel " + chambers + " " + (folder / "note.txt").string());
    CHECK(words.status == 1);
    CHECK_THAT(words.err, ContainsSubstring("has the headings of a list of injects"));
    const Ended missing = kammerspiel("msel " + chambers + " " + (folder / "none.csv").string());
    CHECK(missing.status == 1);
    CHECK_THAT(missing.err, ContainsSubstring("does not exist"));
    const Ended bare = kammerspiel("msel " + starter(folder).string() + " x.csv");
    CHECK(bare.status == 1);
    CHECK_THAT(bare.err, ContainsSubstring("has no exercise"));
}

}  // namespace
}  // namespace kammerspiel::test
