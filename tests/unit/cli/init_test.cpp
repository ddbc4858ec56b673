#include <algorithm>
#include <set>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

scenario::Scenario loaded(const fs::path& path) {
    Diagnostics diagnostics;
    auto made = scenario::load(path, diagnostics);
    std::string said;
    for (const Diagnostic& one : diagnostics.sorted()) {
        said += render(one, *made.lines, Text(Language::en), false);
    }
    INFO(said);
    REQUIRE(made.scenario);
    // What is compared is what the files mean, not their wording.
    made.scenario->sources.clear();
    return std::move(*made.scenario);
}

TEST_CASE("every starter checks without a warning and runs with each strategy and attacker",
          "[cli][init]") {
    const std::string name =
        GENERATE(as<std::string>{}, "chambers", "provider", "hospitals", "company");
    const Folder folder;
    const fs::path scenario = starter(folder, "--template " + name);
    INFO(name);
    const Ended checked = kammerspiel("check " + scenario.string());
    CHECK(checked.status == 0);
    CHECK(checked.err.empty());
    for (const auto* options : {"", "-s rebuild-what-breaks", "-a worm"}) {
        INFO(options);
        const Ended run = kammerspiel("run " + scenario.string() + " " + options +
                                      " --quiet --out " + (folder / "out").string());
        CHECK(run.status == 0);
        CHECK(run.out.empty());
        CHECK(run.err.empty());
        // Hospitals take in each other's patients, which is told beside.
        std::vector<std::string> files = files_in(folder / "out");
        std::erase_if(files, [](const std::string& file) { return file.starts_with("elsewhere"); });
        CHECK(files == std::vector<std::string>{"curve.csv", "metrics.csv", "organisations.csv",
                                                "report.html", "run.json", "services.csv",
                                                "trace.jsonl"});
    }
}

TEST_CASE("a starter means the same in both languages, and explains itself in each",
          "[cli][init]") {
    const std::string name =
        GENERATE(as<std::string>{}, "chambers", "provider", "hospitals", "company");
    const Folder english, german;
    const fs::path in_english = starter(english, "--template " + name + " --lang en");
    const fs::path in_german = starter(german, "--template " + name + " --lang de");
    CHECK(loaded(in_english) == loaded(in_german));
    CHECK(files_in(in_english) == files_in(in_german));
    CHECK_THAT(content_of(in_english / "scenario.yaml"),
               ContainsSubstring("# who and what exists"));
    CHECK_THAT(content_of(in_german / "scenario.yaml"),
               ContainsSubstring("# wer und was vorhanden ist") &&
                   !ContainsSubstring("# who and what exists"));
    CHECK_THAT(content_of(in_english / "README.md"), ContainsSubstring("what stands in it"));
    CHECK_THAT(content_of(in_german / "README.md"), ContainsSubstring("was darin steht"));
}

/// A workbook as `init --sheet` writes it, and what becomes of it.
struct Book {
    Folder folder;
    std::string language = GENERATE(as<std::string>{}, "en", "de");
    fs::path file = folder / "organisations.xlsx";

    Book() {
        const Ended ended = kammerspiel("--lang " + language + " init --sheet " + file.string());
        INFO(ended.err);
        REQUIRE(ended.status == 0);
    }
    [[nodiscard]] Ended read() const {
        return kammerspiel("--lang " + language + " init " + (folder / "s").string() + " --from " +
                           file.string());
    }
};

TEST_CASE("the workbook that init writes makes a scenario that runs", "[cli][init][book]") {
    const Book book;
    const Ended ended = book.read();
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring(book.language == "de" ? "4 Organisationen aus"
                                                                  : "4 organisations from"));
    const fs::path scenario = book.folder / "s";
    const Ended checked = kammerspiel("check " + scenario.string());
    CHECK(checked.status == 0);
    CHECK(checked.err.empty());
    CHECK(kammerspiel("-q run " + scenario.string() + " -o " + (book.folder / "out").string())
              .status == 0);
    const auto made = loaded(scenario);
    CHECK(made.organisations.size() == 4);
    CHECK(made.organisations.front().members == 40000);
    // It is not written again, and no folder is written over.
    CHECK(kammerspiel("init --sheet " + book.file.string()).status == 2);
    CHECK(book.read().status == 2);
}

/// Cells of a sheet of the sample workbook.
using Rows = std::vector<std::vector<std::string>>;

/// A workbook of these rows below the usual headings.
fs::path workbook(const Folder& folder, const Rows& organisations, const Rows& groups,
                  const Rows& services, const Rows& dependencies) {
    const auto table = [](std::string name, const std::vector<std::string>& headings,
                          const Rows& rows) {
        sheet::SheetTable made;
        made.name = std::move(name);
        made.above = {"What somebody wrote above it"};
        for (const std::string& heading : headings) made.columns.push_back({heading, 12, {}, {}});
        made.rows = rows;
        return made;
    };
    const std::string bytes = sheet::as_xlsx(
        {table("Deckblatt", {"nothing"}, {}),
         table("Organisationen",
               {"Kennung", "Region", "Mitglieder", "Beschäftigte", "Art der Organisation",
                "Bemerkung", "Kapazität Notaufnahme"},
               organisations),
         table("Gruppen", {"Gruppe", "Art der Systeme", "Anzahl"}, groups),
         table("Dienste", {"Dienst", "Bezeichnung", "Anteil", "weichen aus"}, services),
         table("Abhängigkeiten", {"Was", "braucht", "von", "entweder/oder"}, dependencies)},
        "");
    write(folder / "book.xlsx", bytes);
    return folder / "book.xlsx";
}

TEST_CASE("a workbook is read as people write it", "[cli][init][book]") {
    const Folder folder;
    const fs::path book = workbook(folder,
                                   {{"St. Anna", "DE-NW", "180 000", "1.100,5", "", "groß", "5"},
                                    {},
                                    {"bergklinik", "DE-NW", "90000", "600", "", "", "2,5"}},
                                   {{"arbeitsplaetze", "Arbeitsplatz", "100"},
                                    {"verzeichnis", "identity", "2"},
                                    {"server", "Server", "4"},
                                    {"reserve", "server", "1"}},
                                   {{"notaufnahme", "Notaufnahme", "0,002 %", "80 %"}},
                                   {{"notaufnahme", "server", "", "a"},
                                    {"notaufnahme", "reserve", "", "a"},
                                    {"notaufnahme", "arbeitsplaetze", "", ""}});
    const Ended ended = kammerspiel("init " + (folder / "s").string() + " --from " + book.string());
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    const auto made = loaded(folder / "s");
    REQUIRE(made.organisations.size() == 2);
    const auto& anna = made.organisations.front();
    CHECK(anna.id.text == "St-Anna");
    CHECK(anna.members == 180000);
    CHECK(anna.staff == 1100.5);
    REQUIRE(anna.services.size() == 1);
    CHECK(anna.services.front().capacity == 5);
    CHECK(made.organisations.back().services.front().capacity == 2.5);
    CHECK(anna.services.front().elsewhere.has_value());
    CHECK(anna.services.front().needs.children.size() == 2);
    CHECK(kammerspiel("check " + (folder / "s").string()).status == 0);
}

TEST_CASE("what is wrong in a workbook is said with its sheet and cell, all at once",
          "[cli][init][book]") {
    const Folder folder;
    const fs::path book = workbook(
        folder, {{"a", "DE-NW", "180.000", "20", "", "", ""}, {"a", "", "5", "viele", "", "", ""}},
        {{"servers", "Sever", "4"}, {"servers", "server", "4"}},
        {{"mail", "", "120 %", ""}, {"web", "", "", ""}},
        {{"mail", "serverss", "", ""}, {"mail", "servers", "b", ""}});
    const Ended ended = kammerspiel("init " + (folder / "s").string() + " --from " + book.string());
    CHECK(ended.status == 1);
    CHECK_FALSE(fs::exists(folder / "s"));
    CHECK_THAT(ended.err, ContainsSubstring("[Organisationen]:3:3") &&
                              ContainsSubstring("C3: '180.000' could be 180000 or 180") &&
                              ContainsSubstring("B4: this cell must not be empty") &&
                              ContainsSubstring("D4: 'viele' is not a number") &&
                              ContainsSubstring("A4: 'a' is there twice") &&
                              ContainsSubstring("B3: 'Sever' is no kind of systems") &&
                              ContainsSubstring("C3: '120 %' is not a share") &&
                              ContainsSubstring("no service and no group 'serverss'") &&
                              ContainsSubstring("there is no organisation 'b'"));
    const Ended no_book = kammerspiel("init " + (folder / "s").string() + " --from " +
                                      (folder / "none.xlsx").string());
    CHECK(no_book.status == 1);
    CHECK_THAT(no_book.err, ContainsSubstring("does not exist"));
    CHECK(kammerspiel("init").status == 2);
}

TEST_CASE("the hospitals have an exercise, and what can be tuned", "[cli][init][hospitals]") {
    const Folder folder;
    const fs::path scenario = starter(folder, "--template hospitals --lang de");
    const auto made = loaded(scenario);
    REQUIRE(made.exercise);
    CHECK(made.exercise->moves.size() >= 3);
    CHECK(made.exercise->injects.size() >= 5);
    CHECK(made.exercise->decisions.size() >= 2);
    CHECK(std::any_of(made.parameters.begin(), made.parameters.end(),
                      [](const auto& one) { return one.tune.has_value(); }));
    CHECK(std::any_of(made.parameters.begin(), made.parameters.end(),
                      [](const auto& one) { return one.between.has_value(); }));
    // Each house has places of its own for patients of the others.
    std::set<std::optional<double>> places;
    for (const auto& one : made.organisations) {
        for (const auto& service : one.services) {
            if (service.name.text == "emergency") places.insert(service.capacity);
        }
    }
    CHECK(places == std::set<std::optional<double>>{3.0, 5.0, 8.0});
    const Ended papers = kammerspiel("--lang de report " + scenario.string() + " -o " +
                                     (folder / "papers").string());
    CHECK(papers.status == 0);
    // The world that is played does not contradict what players are told.
    CHECK(papers.err.empty());
}

TEST_CASE("init never overwrites", "[cli][init]") {
    const Folder folder;
    write(folder / "s/mine.txt", "mine");
    const Ended full = kammerspiel("init " + (folder / "s").string());
    CHECK(full.status == 2);
    CHECK_THAT(full.err, ContainsSubstring("is not empty"));
    CHECK(files_in(folder / "s") == std::vector<std::string>{"mine.txt"});
    const Ended file = kammerspiel("init " + (folder / "s/mine.txt").string());
    CHECK(file.status == 2);
    CHECK_THAT(file.err, ContainsSubstring("is a file"));
    CHECK(content_of(folder / "s/mine.txt") == "mine");
}

TEST_CASE("an empty folder that is there already may become a scenario", "[cli][init]") {
    const Folder folder;
    fs::create_directories(folder / "s");
    CHECK(fs::exists(starter(folder) / "scenario.yaml"));
}

}  // namespace
}  // namespace kammerspiel::test
