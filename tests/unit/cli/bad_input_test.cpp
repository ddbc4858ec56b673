#include <fmt/format.h>

#include <regex>

#include "catch.hpp"
#include "tests/unit/cli/program.hpp"

// What a person gets wrong: one screen that says what, where and how to mend it, the right status,
// and nothing half-written.

namespace kammerspiel::test {
namespace {

/// The starter's scenario with `from` replaced by `to`.
void change(const fs::path& file, const std::string& from, const std::string& to) {
    std::string text = content_of(file);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    write(file, text.replace(at, from.size(), to));
}

/// `run` must refuse: status 1, at most a screen, nothing on standard output, nothing written.
std::string refused(const fs::path& scenario) {
    const Folder results;
    const Ended ended =
        kammerspiel(fmt::format("run {} --out {}", scenario.string(), (results / "out").string()));
    INFO(ended.err);
    CHECK(ended.status == 1);
    CHECK(ended.out.empty());
    CHECK(lines_in(ended.err) <= 24);
    CHECK(lines_in(ended.err) >= 1);
    CHECK(files_in(results.path()).empty());
    // `check` says the same and agrees on the status.
    const Ended checked = kammerspiel("check " + scenario.string());
    CHECK(checked.status == 1);
    CHECK(checked.err == ended.err);
    // In German there is as much to say.
    const Ended german = kammerspiel("check --lang de " + scenario.string());
    CHECK(german.status == 1);
    CHECK(lines_in(german.err) == lines_in(ended.err));
    CHECK(german.err != ended.err);
    return ended.err;
}

TEST_CASE("a scenario that is not there", "[cli][bad]") {
    const Folder folder;
    CHECK_THAT(refused(folder / "nowhere"),
               ContainsSubstring("nowhere") && ContainsSubstring("error"));
}

TEST_CASE("a folder that is no scenario", "[cli][bad]") {
    const Folder folder;
    CHECK_THAT(refused(folder.path()),
               ContainsSubstring("scenario.yaml") && ContainsSubstring("kammerspiel init"));
}

TEST_CASE("a folder where a file should be", "[cli][bad]") {
    const Folder folder;
    fs::create_directories(folder / "s/scenario.yaml");
    CHECK_THAT(refused(folder / "s"), ContainsSubstring("scenario.yaml"));
}

TEST_CASE("an empty, a binary and a file that is not UTF-8", "[cli][bad]") {
    const Folder folder;
    const std::string text = GENERATE(as<std::string>{}, "",
                                      std::string("\x7f"
                                                  "ELF\0\1\2\0\xff\xfe",
                                                  10),
                                      "title: Pr\xfc"
                                      "fung\n");
    write(folder / "s/scenario.yaml", text);
    CHECK_THAT(refused(folder / "s"), ContainsSubstring("scenario.yaml"));
}

TEST_CASE("a table with wrong columns", "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    write(scenario / "chambers.csv", "identifier;name\nnorth;North\n");
    CHECK_THAT(refused(scenario), ContainsSubstring("chambers.csv:1:"));
}

TEST_CASE("values that cannot be", "[cli][bad]") {
    struct Mistake {
        std::string from, to, words;
    };
    const auto mistake = GENERATE(values<Mistake>({
        {"horizon: 60d ", "horizon: 0 ", "horizon"},
        {"begins_after: 1d", "begins_after: -1d", "begins_after"},
        {"Europe/Berlin", "Europe/Berln", "Europe/Berln"},
        {"horizon: 60d ", "horizon: 60 furlongs ", "60 furlongs"},
        {"provider/servers", "provider/servrs", "did you mean 'servers'"},
        {"horizon:", "horizn:", "did you mean 'horizon'"},
    }));
    const Folder folder;
    const fs::path scenario = starter(folder);
    change(scenario / "scenario.yaml", mistake.from, mistake.to);
    const std::string said = refused(scenario);
    INFO(said);
    CHECK_THAT(said, ContainsSubstring(mistake.words));
    CHECK(std::regex_search(said, std::regex("scenario\\.yaml:[0-9]+:[0-9]+: error: ")));
    CHECK_THAT(said, ContainsSubstring("^"));
}

TEST_CASE("a federation with so many hosts that a run takes minutes is pointed out", "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    change(scenario / "chambers.csv", "70000,119", "70000,1000000");
    const Ended ended = kammerspiel("check " + scenario.string());
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err, ContainsSubstring("chambers.csv:2:"));
    CHECK_THAT(ended.err, ContainsSubstring("of them in north"));
}

TEST_CASE("several mistakes are told in one pass", "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    change(scenario / "scenario.yaml", "horizon: 60d ", "horizon: 0 ");
    change(scenario / "scenario.yaml", "Europe/Berlin", "Europe/Berln");
    change(scenario / "federation.yaml", "kind: telephony", "kind: telefony");
    const std::string said = refused(scenario);
    CHECK_THAT(said, ContainsSubstring("horizon") && ContainsSubstring("Europe/Berln") &&
                         ContainsSubstring("federation.yaml") && ContainsSubstring("telefony"));
}

TEST_CASE("no command overwrites a file of somebody else's that has the name of a result",
          "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    const std::vector<std::pair<std::string, std::string>> commands{
        {"run", "report.html"},
        {"analyse", "structure.html"},
        {"compare -n 2", "comparison.csv"},
        {"evidence --all -n 8", "evidence.json"},
        {"report", "papers.json"}};
    for (const auto& [command, result] : commands) {
        INFO(command);
        const fs::path out = folder / fmt::format("out-{}", result);
        fs::create_directory(out);
        write(out / result, "mine\n");
        const Ended ended = kammerspiel(
            fmt::format("{} '{}' -o '{}' -q", command, scenario.string(), out.string()));
        CHECK(ended.status == 2);
        CHECK_THAT(ended.err, ContainsSubstring(out.string()));
        CHECK(content_of(out / result) == "mine\n");
        CHECK(files_in(out).size() == 1);
    }
}

TEST_CASE("a folder for temporary files that is not there is named", "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder, "--template hospitals");
    const Ended ended = kammerspiel(
        fmt::format("report '{}' -o '{}' -q", scenario.string(), (folder / "out").string()),
        "env TMPDIR=/nowhere/at-all");
    CHECK(ended.status == 3);
    CHECK_THAT(ended.err, ContainsSubstring("/nowhere/at-all"));
    CHECK(ended.err.find("unexpected") == std::string::npos);
}

TEST_CASE("a path that is too long for a study is said to be so", "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    fs::path deep = folder.path();
    for (int i = 0; i < 5; ++i) deep /= std::string(110, 'x');
    const Ended ended =
        kammerspiel(fmt::format("compare '{}' -n 2 -o '{}' -q", scenario.string(), deep.string()));
    CHECK(ended.status == 3);
    CHECK_THAT(ended.err, ContainsSubstring("500 bytes"));
}

TEST_CASE("papers that are interrupted while they are made are not written, and that is said",
          "[cli][bad]") {
    const Folder folder;
    const fs::path scenario = starter(folder, "--template hospitals");
    const Ended ended = kammerspiel(
        fmt::format("report '{}' -o '{}'", scenario.string(), (folder / "out").string()),
        "timeout --preserve-status -s INT 0.15");
    // It may have been too quick for that.
    if (ended.status != 0) {
        CHECK_THAT(ended.err, ContainsSubstring("nothing was written"));
        CHECK_FALSE(fs::exists(folder / "out/papers.json"));
    }
}

}  // namespace
}  // namespace kammerspiel::test
