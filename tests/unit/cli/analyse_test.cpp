#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "program.hpp"

namespace kammerspiel::test {
namespace {

std::string ihk() { return KAMMERSPIEL_ROOT "/scenarios/ihk-2022"; }

TEST_CASE("analyse says what everything hangs on, in German and English, and keeps the page",
          "[cli][analyse]") {
    const Folder folder;
    const std::string out = (folder.path() / "structure").string();
    const Ended english = kammerspiel("analyse " + ihk() + " -o " + out);
    CHECK(english.status == 0);
    CHECK(english.err.empty());
    CHECK(english.out.find("If the organisation gfi fails, 602 services in 79 organisations") !=
          std::string::npos);
    CHECK(english.out.find("[federation.yaml:") != std::string::npos);
    const std::string page = content_of(folder.path() / "structure" / "structure.html");
    CHECK(page.find("<h2 id=\"black-start\">") != std::string::npos);
    CHECK(page.find("scenarios/ihk-2022/federation.yaml\">federation.yaml:") != std::string::npos);

    const Ended german = kammerspiel("--lang de analyse " + ihk() + " -o " + out);
    CHECK(german.status == 0);
    CHECK(german.out.find("Fällt die Organisation gfi aus, so stehen 602 Dienste in 79") !=
          std::string::npos);
}

TEST_CASE("analyse gives all rows as data", "[cli][analyse]") {
    const Folder folder;
    const Ended ended =
        kammerspiel("analyse " + ihk() + " --json -o " + (folder.path() / "s").string());
    REQUIRE(ended.status == 0);
    const auto data = nlohmann::json::parse(ended.out);
    CHECK(data["scenario"] == "ihk-2022");
    CHECK(data["failures"][0]["name"] == "gfi");
    CHECK(data["failures"][0]["services"] == 602);
    CHECK(data["black_start"]["hosts_found_clean"]["deadlocks"].empty());
    CHECK(data == nlohmann::json::parse(content_of(folder.path() / "s" / "structure.json")));
}

TEST_CASE("analyse shows the sections that are asked for, and names them when it is a wrong one",
          "[cli][analyse]") {
    const Folder folder;
    const std::string to = " -o " + (folder.path() / "s").string();
    const Ended one = kammerspiel("analyse " + ihk() + " --only black-start --rows 0" + to);
    CHECK(one.status == 0);
    CHECK(one.out.find("Black start") != std::string::npos);
    CHECK(one.out.find("What a single failure takes down") == std::string::npos);
    const Ended wrong = kammerspiel("analyse " + ihk() + " --only blackstart" + to);
    CHECK(wrong.status == 2);
    CHECK(wrong.err.find("black-start") != std::string::npos);
}

TEST_CASE("analyse works on what init makes", "[cli][analyse]") {
    for (const char* kind : {"chambers", "provider", "hospitals", "company"}) {
        const Folder folder;
        const fs::path scenario = starter(folder, fmt::format("--template {}", kind));
        const Ended ended = kammerspiel(
            fmt::format("analyse {} -o {}", scenario.string(), (folder.path() / "s").string()));
        INFO(ended.err);
        CHECK(ended.status == 0);
        CHECK(ended.out.find("Black start") != std::string::npos);
    }
}

TEST_CASE("analyse writes nothing where the scenario is wrong", "[cli][analyse]") {
    const Folder folder;
    const Ended ended =
        kammerspiel("analyse /nowhere -o " + (folder.path() / "structure").string());
    CHECK(ended.status == 1);
    CHECK(files_in(folder.path()).empty());
}

}  // namespace
}  // namespace kammerspiel::test
