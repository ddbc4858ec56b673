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
          "control/handbook.html", "control/inject-cards.html",
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
    replace(scenario / "scenario.yaml", "horizon: 300d", "horizon: 200d");
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
