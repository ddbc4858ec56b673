#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/question_world.hpp"

namespace kammerspiel::test {
namespace {

using nlohmann::json;

Ended evidence(const Folder& folder, const std::string& options) {
    return kammerspiel("evidence '" + (folder / "s").string() + "' -o '" +
                       (folder / "out").string() + "' " + options);
}

const json& figure(const json& result, const std::string& path) {
    const auto& all = result["figures"];
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const json& one) { return one["parameter"] == path; });
    REQUIRE(found != all.end());
    return *found;
}

TEST_CASE("evidence puts first what the answer depends on and nobody knows", "[cli][evidence]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = evidence(folder, "-n 4 --json");
    REQUIRE(ended.status == 0);
    const json result = json::parse(ended.out);
    CHECK(result["figures"][0]["parameter"] == "strategies.off.off.after");
    // 400 member-hours between its ends, and an assumption counts whole.
    CHECK_THAT(result["figures"][0]["priority"].get<double>(), WithinRel(400.0, 1e-9));
    // An estimate without a range: from 15 min / 1.5 to 15 min · 1.5, 12.5 min of 100 members, with
    // three quarters of the weight.
    const json& delay = figure(result, "reporting_delay");
    CHECK(delay["range"] == "usual");
    CHECK(delay["source"] == "minutes of the exercise");
    CHECK_THAT(delay["priority"].get<double>(), WithinRel(0.75 * 100 * 12.5 / 60, 1e-6));
    CHECK(figure(result, "recovery.default.inspect")["priority"] == 0.0);
    CHECK(result["plain"].size() > 5);
}

TEST_CASE("evidence speaks, in German too, and fits the terminal", "[cli][evidence]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended english = evidence(folder, "-n 4");
    CHECK_THAT(english.out, ContainsSubstring("Find out first: strategies.off.off.after"));
    const Ended german = evidence(folder, "-n 4 --lang de");
    CHECK_THAT(german.out, ContainsSubstring("Klären Sie zuerst: strategies.off.off.after"));
    for (const Ended& ended : {english, german}) {
        CHECK(widest_line_of(ended.out.substr(0, ended.out.rfind("\n\n"))) <= 100);
    }
    CHECK(files_in(folder / "out") ==
          std::vector<std::string>{"evidence.csv", "evidence.html", "evidence.json"});
}

TEST_CASE("evidence lists the ledger without running anything", "[cli][evidence]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = evidence(folder, "--list");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("reporting_delay") &&
                              ContainsSubstring("minutes of the exercise") &&
                              ContainsSubstring("scenario.yaml:8"));
    CHECK(widest_line_of(ended.out) <= 100);
    CHECK_FALSE(fs::exists(folder / "out"));
    const json result = json::parse(evidence(folder, "--list --json").out);
    CHECK(result["figures"].size() == 3);
}

TEST_CASE("evidence moves plain figures when it is asked to", "[cli][evidence]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const json result = json::parse(evidence(folder, "-n 2 --all --json").out);
    CHECK(result["plain"].empty());
    // Twice the members lose twice the hours, from half to double: 1.5 times the 235 h 43 min of
    // 100.
    CHECK_THAT(
        std::abs(figure(result, "federation.organisations.also.house.members")["effect"]["value"]
                     .get<double>()),
        WithinRel(1.5 * 100 * (240 - 4 - 17.0 / 60), 1e-9));
}

TEST_CASE("evidence says what to write where nothing is said of any figure",
          "[cli][evidence][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = evidence(folder, "");
    CHECK(ended.status == 1);
    CHECK_THAT(ended.err, ContainsSubstring("confidence: measured"));
    CHECK_FALSE(fs::exists(folder / "out"));
    for (const char* options : {"-n 1", "-m hours_to_half", "-s nobody"}) {
        INFO(options);
        CHECK(evidence(folder, options).status == 2);
    }
}

TEST_CASE("evidence is the same at any number of threads", "[cli][evidence][rule-25]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    CHECK(evidence(folder, "-n 6 --threads 1 --csv").out ==
          evidence(folder, "-n 6 --threads 2 --csv").out);
}

}  // namespace
}  // namespace kammerspiel::test
