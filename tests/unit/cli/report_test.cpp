#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "program.hpp"

namespace kammerspiel::test {
namespace {

std::string ihk() { return KAMMERSPIEL_ROOT "/scenarios/ihk-2022"; }

bool has(const fs::path& folder, const std::string& file) { return fs::exists(folder / file); }

/// A copy of a scenario's folder that may be changed.
fs::path copy_of(const std::string& scenario, const Folder& folder) {
    const fs::path to = folder.path() / "scenario";
    fs::copy(scenario, to, fs::copy_options::recursive);
    return to;
}

void replace(const fs::path& file, const std::string& what, const std::string& by) {
    std::string text = content_of(file);
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    write(file, text.replace(at, what.size(), by));
}

TEST_CASE("report makes the papers of an exercise from a scenario and a study, in German, too",
          "[cli][report]") {
    const Folder folder;
    const fs::path& at = folder.path();
    REQUIRE(kammerspiel(
                fmt::format("--quiet compare {} --worlds 2 -o {}", ihk(), (at / "study").string()))
                .status == 0);
    const Ended ended = kammerspiel(fmt::format("--lang de report {} --study {} -o {}", ihk(),
                                                (at / "study").string(), (at / "papers").string()));
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK(ended.out.find("mit index.html beginnen") != std::string::npos);
    for (const char* file :
         {"index.html", "players/situation-manual-1.html", "players/situation-manual-3.md",
          "control/handbook.html", "control/inject-cards.html", "decision-makers/board-paper.html",
          "decision-makers/strategy-comparison.html", "papers.json"}) {
        INFO(file);
        CHECK(has(at / "papers", file));
    }
    const std::string handbook = content_of(at / "papers" / "control" / "handbook.html");
    CHECK(handbook.find("ÜBUNG") != std::string::npos);
    CHECK(handbook.find("Aus einer Studie mit 2 Welten je Angreifer") != std::string::npos);
    // A study is enough: it holds its scenario.
    const Ended from_study = kammerspiel(
        fmt::format("report {} -o {} --json", (at / "study").string(), (at / "again").string()));
    CHECK(from_study.status == 0);
    CHECK(nlohmann::json::parse(from_study.out)["papers"].size() ==
          nlohmann::json::parse(content_of(at / "papers" / "papers.json"))["papers"].size());
}

TEST_CASE("report --per-organisation writes each its own sheet and nothing of others",
          "[cli][report]") {
    const Folder folder;
    const fs::path out = folder / "papers";
    REQUIRE(kammerspiel(fmt::format("-q report {} --per-organisation -o {}", ihk(), out.string()))
                .status == 0);
    const fs::path sheets = out / "decision-makers" / "organisations";
    std::size_t pages = 0;
    for (const auto& file : fs::directory_iterator(sheets)) {
        if (file.path().extension() == ".html") ++pages;
    }
    CHECK(pages == 79);
    const std::string ulm = content_of(sheets / "ihk-ulm.html");
    CHECK_THAT(ulm, ContainsSubstring("Ulm"));
    CHECK(ulm.find("Aachen") == std::string::npos);
}

TEST_CASE("report does not use a study of another scenario, and refuses one that is named",
          "[cli][report]") {
    const Folder folder;
    const fs::path scenario = copy_of(ihk(), folder);
    const std::string study = (folder.path() / "study").string();
    REQUIRE(
        kammerspiel(fmt::format("--quiet compare {} --worlds 2 -o {}", scenario.string(), study))
            .status == 0);
    const std::string out = (folder.path() / "papers").string();
    // The exercise may be edited: the study stays one of the scenario.
    replace(scenario / "exercise.yaml", "place: Dortmund", "place: Kassel");
    CHECK(kammerspiel(fmt::format("report {} --study {} -o {}", scenario.string(), study, out))
              .status == 0);
    replace(scenario / "scenario.yaml", "horizon: 400d", "horizon: 200d");
    const Ended ended =
        kammerspiel(fmt::format("report {} --study {} -o {}", scenario.string(), study, out));
    CHECK(ended.status == 1);
    CHECK(ended.err.find("is a study of another version of scenario") != std::string::npos);
    CHECK(ended.err.find("compare") != std::string::npos);
}

TEST_CASE("report says what is missing instead of leaving it out silently", "[cli][report]") {
    const Folder folder;
    const std::string out = (folder.path() / "papers").string();
    SECTION("no study") {
        const Ended ended = kammerspiel(fmt::format("report {} -o {}", ihk(), out));
        CHECK(ended.status == 0);
        CHECK(content_of(fs::path(out) / "index.html").find("kammerspiel compare ihk-2022") !=
              std::string::npos);
    }
    SECTION("a study that is not there") {
        const Ended ended = kammerspiel(fmt::format("report {} --study nowhere -o {}", ihk(), out));
        CHECK(ended.status == 1);
        CHECK(ended.err.find("there is no study at nowhere") != std::string::npos);
        CHECK_FALSE(fs::exists(out));
    }
    SECTION("no exercise") {
        const fs::path scenario = starter(folder);
        const Ended ended = kammerspiel(fmt::format("report {} -o {}", scenario.string(), out));
        CHECK(ended.status == 0);
        CHECK(ended.err.find("has no exercise") != std::string::npos);
        CHECK_FALSE(has(out, "control/handbook.html"));
        CHECK(has(out, "papers.json"));
    }
    SECTION("no program that makes PDFs") {
        const Ended ended =
            kammerspiel(fmt::format("report {} -o {} --pdf", ihk(), out), "PATH=/nonexistent");
        CHECK(ended.status == 3);
        CHECK(ended.err.find("neither Chromium nor WeasyPrint is there") != std::string::npos);
        CHECK(has(out, "control/handbook.html"));
    }
}

TEST_CASE("report replaces its own papers and nothing else", "[cli][report]") {
    const Folder folder;
    const fs::path out = folder.path() / "papers";
    fs::create_directories(out);
    write(out / "letter.txt", "mine");
    const Ended refused = kammerspiel(fmt::format("report {} -o {}", ihk(), out.string()));
    CHECK(refused.status == 2);
    CHECK(refused.err.find("holds other files") != std::string::npos);
    CHECK(files_in(out).size() == 1);
    fs::remove(out / "letter.txt");
    CHECK(kammerspiel(fmt::format("report {} -o {}", ihk(), out.string())).status == 0);
    CHECK(kammerspiel(fmt::format("report {} -o {}", ihk(), out.string())).status == 0);
}

/// Papers in `folder`/papers, made again with these options.
Ended papers(const Folder& folder, const std::string& options = {}, const std::string& before = {},
             const std::string& scenario = ihk()) {
    return kammerspiel(
        fmt::format("report {} -o {} {}", scenario, (folder.path() / "papers").string(), options),
        before);
}

/// An evaluation sheet that somebody has filled in.
const std::string filled_in =
    "Objective;Task;Rating;Evidence\n"
    "decide-early;1;P;The team met after four minutes.\n";

TEST_CASE("report never overwrites or removes what was changed by hand", "[cli][report][kept]") {
    const Folder folder;
    const fs::path at = folder.path() / "papers";
    REQUIRE(papers(folder).status == 0);
    write(at / "control/msel.xlsx", "edited");
    write(at / "control/handbook.html", "edited, too");
    const Ended ended = papers(folder);
    CHECK(ended.status == 0);
    CHECK(content_of(at / "control/msel.xlsx") == "edited");
    CHECK(content_of(at / "control/handbook.html") == "edited, too");
    CHECK(content_of(at / "control/handbook.new.html").find("</html>") != std::string::npos);
    CHECK(fs::file_size(at / "control/msel.new.xlsx") > 1000);
    CHECK(lines_in(ended.err) == 1);
    CHECK_THAT(ended.err, ContainsSubstring("control/handbook.html, control/msel.xlsx") &&
                              ContainsSubstring("control/msel.new.xlsx"));
    CHECK_THAT(papers(folder, "--lang de").err, ContainsSubstring("und bleiben"));
    // What would go because it is not written any more stays, too.
    const fs::path bare = starter(folder);
    const Ended left = papers(folder, {}, {}, bare.string());
    CHECK(left.status == 0);
    CHECK(content_of(at / "control/msel.xlsx") == "edited");
    CHECK_FALSE(has(at, "control/msel.new.xlsx"));
    CHECK_THAT(left.err, ContainsSubstring("belong to earlier papers"));
}

TEST_CASE("report never writes a file that it was given", "[cli][report][kept]") {
    const Folder folder;
    const fs::path at = folder.path() / "papers";
    REQUIRE(papers(folder).status == 0);
    const std::string blank = content_of(at / "evaluators/evaluation.xlsx");
    const std::string sheet = (at / "evaluators/evaluation.xlsx").string();
    CHECK(papers(folder, "--lang de --evaluations " + sheet).status == 0);
    CHECK(content_of(sheet) == blank);
    CHECK(has(at, "evaluators/evaluation.new.xlsx"));
}

TEST_CASE("the folder of an exercise shows whether it is planned, filled in or final",
          "[cli][report][kept]") {
    const Folder folder;
    const fs::path at = folder.path() / "papers";
    const auto state = [&] {
        return nlohmann::json::parse(content_of(at / "papers.json"))["state"];
    };
    const Ended planned = papers(folder);
    CHECK_THAT(planned.out, ContainsSubstring("State of the exercise: planned"));
    CHECK(state() == "planned");
    CHECK_THAT(content_of(at / "index.html"), ContainsSubstring("▶ planned ◀"));
    const Ended early = papers(folder, "--final");
    CHECK(early.status == 2);
    CHECK_THAT(early.err, ContainsSubstring("nothing has been filled in yet"));
    // Filled in where it lies: nobody has to name it.
    write(at / "evaluators/evaluation-anna.csv", filled_in);
    const Ended filled = papers(folder, "--lang de");
    CHECK(filled.status == 0);
    CHECK_THAT(filled.err, ContainsSubstring("evaluation-anna.csv"));
    CHECK_THAT(filled.out, ContainsSubstring("Stand der Übung: ausgefüllt"));
    CHECK(state() == "filled");
    CHECK_THAT(content_of(at / "decision-makers/after-action-report.html"),
               ContainsSubstring("The team met after four minutes."));
    CHECK(content_of(at / "evaluators/evaluation-anna.csv") == filled_in);
    CHECK(papers(folder, "--final").status == 0);
    CHECK(state() == "final");
    const std::string page = content_of(at / "decision-makers/after-action-report.html");
    const Ended refused = papers(folder, "--lang de");
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, ContainsSubstring("sind endgültig"));
    CHECK(content_of(at / "decision-makers/after-action-report.html") == page);
    CHECK(papers(folder, "--reopen").status == 0);
    CHECK(state() == "filled");
}

TEST_CASE("PDFs stay as long as they show what their pages say", "[cli][report][kept]") {
    const Folder folder;
    const fs::path at = folder.path() / "papers";
    const fs::path scenario = copy_of(ihk(), folder);
    const auto again = [&](const std::string& options = {}) {
        // In the place of WeasyPrint, which need not be there.
        return papers(folder, options, "PATH=" + (folder.path() / "bin").string(),
                      scenario.string());
    };
    write(folder.path() / "bin/weasyprint", "#!/bin/sh\n/bin/cat \"$1\" > \"$2\"\n");
    fs::permissions(folder.path() / "bin/weasyprint", fs::perms::owner_all);
    REQUIRE(again("--pdf").status == 0);
    REQUIRE(has(at, "control/handbook.pdf"));
    const std::string form = content_of(at / "everybody/feedback-form.pdf");
    const Ended same = again();
    CHECK(same.err.empty());
    CHECK(has(at, "control/handbook.pdf"));
    // The handbook has the controllers' names, the feedback form has not.
    replace(scenario / "exercise.yaml", "Carla Probe", "Clara Probst");
    const Ended other = again();
    CHECK(other.status == 0);
    CHECK_THAT(other.err, ContainsSubstring("control/handbook.pdf") &&
                              !ContainsSubstring("feedback-form.pdf"));
    CHECK(content_of(at / "everybody/feedback-form.pdf") == form);
    CHECK_FALSE(has(at, "control/handbook.pdf"));
    CHECK(has(at, "control/handbook.outdated.pdf"));
    // With notes in it, a PDF is somebody's work.
    write(at / "everybody/feedback-form.pdf", "with notes");
    const Ended made = again("--pdf");
    CHECK(made.status == 0);
    CHECK(content_of(at / "everybody/feedback-form.pdf") == "with notes");
    CHECK(content_of(at / "everybody/feedback-form.new.pdf") == form);
    CHECK(has(at, "control/handbook.pdf"));
    CHECK_FALSE(has(at, "control/handbook.outdated.pdf"));
}

TEST_CASE("a result that was edited stays when it is made again", "[cli][kept]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    const std::string command = GENERATE(as<std::string>{}, "run", "analyse", "compare -n 2");
    const fs::path out = folder.path() / "out";
    const std::string call = fmt::format("{} {} -o {}", command, scenario.string(), out.string());
    INFO(call);
    REQUIRE(kammerspiel(call).status == 0);
    fs::path page;
    for (const auto& file : files_in(out)) {
        if (file.ends_with(".html")) page = out / file;
    }
    write(page, "with my remarks");
    const Ended again = kammerspiel(call);
    CHECK(again.status == 0);
    CHECK(content_of(page) == "with my remarks");
    CHECK(fs::exists(fs::path(page).replace_extension(".new.html")));
    CHECK_THAT(again.err, ContainsSubstring(page.filename().string()) &&
                              ContainsSubstring("stands beside it"));
}

TEST_CASE("the world that an exercise plays does not contradict what players are told",
          "[cli][report][rule-38]") {
    const Folder folder;
    const fs::path scenario = copy_of(ihk(), folder);
    // As first drawn, 556 hosts lay destroyed in it before the start, and users had noticed.
    replace(scenario / "exercise.yaml", "\nworld: ", "\nworld: 3  # instead of ");
    const std::string out = (folder.path() / "papers").string();
    const Ended ended = kammerspiel(fmt::format("report {} -o {}", scenario.string(), out));
    CHECK(ended.status == 0);
    CHECK(ended.err.find("were destroyed before it") == std::string::npos);
    CHECK(content_of(fs::path(out) / "control" / "handbook.html")
              .find("contradict the situation that players are told") == std::string::npos);
}

}  // namespace
}  // namespace kammerspiel::test
