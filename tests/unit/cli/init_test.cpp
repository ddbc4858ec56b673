#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

scenario::Scenario loaded(const fs::path& path) {
    Diagnostics diagnostics;
    auto made = scenario::load(path, diagnostics);
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
        CHECK(files_in(folder / "out") == std::vector<std::string>{"metrics.csv", "report.html",
                                                                   "run.json", "services.csv",
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
