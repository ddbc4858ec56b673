#include <algorithm>
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

/// A copy of the chambers' scenario, and a list of all of its injects as `msel` wrote it.
struct Copy {
    Folder folder;
    fs::path scenario = folder / "s";
    fs::path exercise = scenario / "exercise.yaml";
    fs::path list = folder / "list.csv";

    Copy() {
        fs::copy(chambers, scenario, fs::copy_options::recursive);
        REQUIRE(kammerspiel("-q --lang de report " + scenario.string() + " -o " +
                            (folder / "papers").string())
                    .status == 0);
        fs::copy(folder / "papers/control/msel.csv", list);
    }
    [[nodiscard]] Ended write(const std::string& options = {}) const {
        return kammerspiel("msel " + scenario.string() + " " + list.string() + " --write " +
                           options);
    }
    void edit(const fs::path& file, const std::string& what, const std::string& by) const {
        std::string text = content_of(file);
        const std::size_t at = text.find(what);
        INFO(what);
        REQUIRE(at != std::string::npos);
        test::write(file, text.replace(at, what.size(), by));
    }
    /// The list without the row of this inject, which stands on one line.
    void remove_row(const std::string& id) const {
        std::string text = content_of(list);
        const std::size_t at = text.find("\n" + id + ";");
        REQUIRE(at != std::string::npos);
        test::write(list, text.erase(at, text.find('\n', at + 1) - at));
    }
};

TEST_CASE("msel --write changes in the exercise what the list changes, and nothing else",
          "[cli][msel][write]") {
    const Copy copy;
    copy.edit(copy.exercise, "    after: 25min\n", "    after: 25min  # as the press does\n");
    copy.edit(copy.exercise, "  - name: journalist\n",
              "  # from the last exercise\n  - name: journalist\n");
    const std::string before = content_of(copy.exercise);
    const Ended nothing = copy.write();
    CHECK(nothing.status == 0);
    CHECK_THAT(nothing.out, ContainsSubstring("says all of this already"));
    CHECK(content_of(copy.exercise) == before);
    copy.edit(copy.list, "Eine Frage der Presse", "Eine zweite Frage der Presse");
    copy.edit(copy.list, "after 25min", "after 35min");
    const Ended ended = copy.write();
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out,
               ContainsSubstring("-    after: 25min  # as the press does\n") &&
                   ContainsSubstring("+    after: 35min  # as the press does\n") &&
                   ContainsSubstring("+    title: {en: \"A question from the press\", de: \"Eine "
                                     "zweite Frage der Presse\"}\n"));
    const std::string after = content_of(copy.exercise);
    CHECK_THAT(after, ContainsSubstring("  # from the last exercise\n  - name: journalist\n"));
    CHECK(lines_in(after) == lines_in(before));
    // As it was before, it is kept.
    CHECK(content_of(copy.exercise.string() + ".before") == before);
    const Ended checked = kammerspiel("check " + copy.scenario.string());
    CHECK(checked.status == 0);
}

TEST_CASE("a list that is taken again does not undo what it said before", "[cli][msel][write]") {
    const Copy copy;
    copy.edit(copy.list, "after 25min", "after 35min");
    CHECK(copy.write().status == 0);
    const std::string once = content_of(copy.exercise);
    CHECK_THAT(once, ContainsSubstring("    after: 35min\n"));
    // Beside the changed trigger there still stands the time of the old one.
    const Ended again = copy.write();
    CHECK_THAT(again.out, ContainsSubstring("says all of this already"));
    CHECK(content_of(copy.exercise) == once);
    copy.edit(copy.list, "Eine Frage der Presse", "Eine zweite Frage der Presse");
    CHECK(copy.write().status == 0);
    CHECK_THAT(content_of(copy.exercise), ContainsSubstring("    after: 35min\n") &&
                                              ContainsSubstring("Eine zweite Frage der Presse"));
    // What is changed by hand in the exercise since stays, too; what is changed in the list counts.
    copy.edit(copy.exercise, "    after: 35min\n", "    after: 45min\n");
    CHECK(copy.write().status == 0);
    CHECK_THAT(content_of(copy.exercise), ContainsSubstring("    after: 45min\n"));
    copy.edit(copy.list, "after 35min", "after 30min");
    CHECK(copy.write().status == 0);
    CHECK_THAT(content_of(copy.exercise), ContainsSubstring("    after: 30min\n"));
}

TEST_CASE("a row that was deleted is never silently kept or dropped", "[cli][msel][write]") {
    const Copy copy;
    copy.remove_row("journalist");
    const std::string before = content_of(copy.exercise);
    const Ended unclear = copy.write("--lang de");
    CHECK(unclear.status == 2);
    CHECK_THAT(unclear.err,
               ContainsSubstring("keine Zeile für journalist") && ContainsSubstring("--deleted"));
    CHECK(content_of(copy.exercise) == before);
    SECTION("kept") {
        const Ended ended = copy.write("--deleted keep");
        CHECK(ended.status == 0);
        CHECK(content_of(copy.exercise) == before);
    }
    SECTION("removed") {
        const Ended ended = copy.write("--deleted remove");
        CHECK(ended.status == 0);
        CHECK_THAT(ended.out, ContainsSubstring("-  - name: journalist\n"));
        const std::string after = content_of(copy.exercise);
        CHECK(after.find("name: journalist") == std::string::npos);
        CHECK(after.find("name: last-backup") != std::string::npos);
        CHECK(kammerspiel("check " + copy.scenario.string()).status == 0);
    }
}

TEST_CASE("new rows of a list come last in the exercise", "[cli][msel][write]") {
    const Copy copy;
    const std::string line = content_of(copy.list);
    const std::size_t columns = static_cast<std::size_t>(
        std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(line.find('\n')), ';'));
    test::write(copy.list, line + "neu;first-signs" + std::string(columns - 1, ';') + "\r\n");
    copy.edit(copy.list, "neu;first-signs;;;;;;;;", "neu;first-signs;;;;;;;;Ganz neu");
    const Ended ended = copy.write();
    INFO(ended.err << ended.out);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("+  - name: \"neu\"\n"));
    CHECK(kammerspiel("check " + copy.scenario.string()).status == 0);
}

TEST_CASE("a list is not overwritten by what is read from it", "[cli][msel][kept]") {
    const Folder folder;
    const std::string list = (folder / "drehbuch.csv").string();
    const std::string arguments = table(folder);
    const std::string before = content_of(list);
    const Ended ended = kammerspiel("msel " + arguments + " --force -o " + list);
    CHECK(ended.status == 2);
    CHECK_THAT(ended.err, ContainsSubstring("is an input"));
    CHECK(content_of(list) == before);
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
