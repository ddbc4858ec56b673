#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/written.hpp"

// A scenario that is at hand as texts is the one that its files on the disk are.

namespace kammerspiel::test {
namespace {

using scenario::ScenarioTexts;

Outcome load_texts(const ScenarioTexts& texts) {
    Outcome outcome;
    auto loaded = scenario::load(texts, outcome.diagnostics);
    return said_of(std::move(loaded), std::move(outcome));
}

TEST_CASE("texts make the scenario that the same files make", "[scenario][texts]") {
    const WrittenFolder folder;
    for (const auto& [file, bytes] : small()) folder.write(file, bytes);
    const Outcome from_disk = load(folder.path());
    const Outcome from_texts =
        load_texts({.id = folder.path().filename().string(), .files = small()});
    INFO(from_texts.english);
    REQUIRE(from_texts.scenario);
    CHECK(*from_texts.scenario == *from_disk.scenario);
    CHECK(scenario::hash(*from_texts.scenario) == scenario::hash(*from_disk.scenario));
    CHECK(from_texts.findings == from_disk.findings);
}

TEST_CASE("a scenario of texts that begins with another file is called by that",
          "[scenario][texts]") {
    Written files = small();
    files["other.yaml"] = files.at("scenario.yaml");
    const Outcome outcome = load_texts({.id = "folder", .main = "other.yaml", .files = files});
    REQUIRE(outcome.scenario);
    CHECK(outcome.scenario->id == "other");
}

TEST_CASE("what is wrong with files is said alike of texts, and no path leads out of them",
          "[scenario][texts]") {
    const std::string path =
        GENERATE("federatoin.yaml", "parts", "parts/", "../federation.yaml",
                 "parts/../../federation.yaml", "/etc/passwd", ".", "..", "./federation.yaml",
                 "parts/../federation.yaml", "parts/more.yaml", "federation.yaml/x");
    Written files = small_but("scenario.yaml", "federation: federation.yaml",
                              fmt::format("federation: {}", path));
    files["parts/more.yaml"] = "organisations: {}\ntemplates: {}\n";
    const Outcome from_disk = load(files);
    const Outcome from_texts = load_texts({.id = "small", .files = files});
    INFO(path << "\n" << from_disk.english << from_texts.english);
    CHECK(from_texts.scenario.has_value() == from_disk.scenario.has_value());
    CHECK(from_texts.english == from_disk.english);
    CHECK(from_texts.german == from_disk.german);
}

TEST_CASE("a file in a folder names others from there", "[scenario][texts]") {
    Written files = small_but("scenario.yaml", "federation: federation.yaml",
                              "federation: parts/federation.yaml");
    files["parts/federation.yaml"] = files.at("federation.yaml");
    CHECK(load_texts({.id = "small", .files = files}).says("there is no file 'chambers.csv'"));
    files["parts/chambers.csv"] = files.at("chambers.csv");
    const Outcome outcome = load_texts({.id = "small", .files = files});
    INFO(outcome.english);
    CHECK(outcome.scenario);
}

TEST_CASE("texts without the file to begin with are no scenario", "[scenario][texts]") {
    const Outcome outcome = load_texts({.id = "small", .files = {}});
    CHECK_FALSE(outcome.scenario);
    CHECK(outcome.says("there is no file 'scenario.yaml'"));
}

}  // namespace
}  // namespace kammerspiel::test
