#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/question_world.hpp"

namespace kammerspiel::test {
namespace {

using nlohmann::json;

Ended improve(const Folder& folder, const std::string& options, const std::string& before = {}) {
    return kammerspiel("improve '" + (folder / "s").string() + "' -o '" +
                           (folder / "out").string() + "' " + options,
                       before);
}

TEST_CASE("improve finds the end of the range that is best and what it gains", "[cli][improve]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = improve(folder, "--strategy off --budget 600");
    REQUIRE(ended.status == 0);
    // The longer it stays on, the better: 9 h instead of 4 h, 500 member-hours.
    CHECK_THAT(ended.out, ContainsSubstring("Better: after 9h"));
    CHECK_THAT(ended.out, ContainsSubstring("after: {value: 9h, tune: [1h, 9h]}"));
    CHECK_THAT(ended.out, ContainsSubstring("At the end of its range: after"));
    CHECK(widest_line_of(ended.out.substr(0, ended.out.rfind("\n\n"))) <= 100);
    const json result = json::parse(content_of(folder / "out/improve.json"));
    CHECK(result["is_better"] == true);
    CHECK(result["finalists"][0]["chosen_values"]["strategies.off.off.after"] == "9h");
    CHECK_THAT(result["finalists"][0]["gain"]["value"].get<double>(), WithinRel(500.0, 1e-9));
    CHECK(result["finalists"].back()["is_as_written"] == true);
}

TEST_CASE("improve leaves a strategy alone that is the best already", "[cli][improve]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    std::string text = content_of(folder / "s/scenario.yaml");
    const std::string old = "value: 4h, between: [2h, 6h], tune: [1h, 9h]";
    text.replace(text.find(old), old.size(), "value: 9h, tune: [1h, 9h]");
    write(folder / "s/scenario.yaml", text);
    const Ended english = improve(folder, "-s off --budget 600");
    CHECK_THAT(english.out, ContainsSubstring("Leave “off” as it is"));
    CHECK(english.out.find("tune: [1h, 9h]") == std::string::npos);
    CHECK_THAT(improve(folder, "-s off --budget 600 --lang de").out,
               ContainsSubstring("Lassen Sie „off“, wie sie ist"));
    CHECK(json::parse(content_of(folder / "out/improve.json"))["is_better"] == false);
}

TEST_CASE("improve claims nothing of what does not matter", "[cli][improve]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    std::string text = content_of(folder / "s/scenario.yaml");
    const std::string old = "after: 5h, do: [{shutdown: {}}]";
    REQUIRE(text.find(old) != std::string::npos);
    // Nobody is there to restore anything, so the gate decides nothing.
    text.replace(text.find(old), old.size(),
                 "after: 5h, do: [{shutdown: {}}, {inform: [members]}, {restore: {order: [work], "
                 "gate: {value: tested, choices: [tested, inspected]}, begins_after: 20d}}]");
    write(folder / "s/scenario.yaml", text);
    const Ended ended = improve(folder, "-s later --budget 200 --json");
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    CHECK(json::parse(ended.out)["is_better"] == false);
    CHECK(json::parse(ended.out)["finalists"][0]["is_as_written"] == true);
}

TEST_CASE("improve is the same at any number of threads", "[cli][improve][rule-25]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    std::string text = content_of(folder / "s/scenario.yaml");
    const std::string lag = "after: lognormal median 4h p90 12h";
    REQUIRE(text.find(lag) != std::string::npos);
    text.replace(text.find(lag), lag.size(), "after: {value: 4h, tune: [30min, 12h]}");
    write(folder / "s/scenario.yaml", text);
    const Ended one = improve(folder, "--budget 150 --threads 1 --json");
    const Ended two = improve(folder, "--budget 150 --threads 2 --json");
    INFO(one.err);
    CHECK(one.status == 0);
    CHECK(one.out == two.out);
}

TEST_CASE("improve says how to make a figure one that may be decided", "[cli][improve][bad]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = improve(folder, "-s later");
    CHECK(ended.status == 1);
    CHECK_THAT(ended.err, ContainsSubstring("tune: [1h, 24h]"));
    CHECK_FALSE(fs::exists(folder / "out"));
    for (const char* options : {"--budget 5", "--budget much", "-s nobody", "-m hours_to_all"}) {
        INFO(options);
        CHECK(improve(folder, options).status == 2);
    }
}

TEST_CASE("improve tells the best so far when it is interrupted, and claims nothing",
          "[cli][improve]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended =
        improve(folder, "-s off --budget 60000000", "timeout --foreground -s INT 2 ");
    INFO(ended.err);
    CHECK_THAT(ended.out, ContainsSubstring("The best so far: after 9h") &&
                              ContainsSubstring("was not tested"));
    CHECK(json::parse(content_of(folder / "out/improve.json"))["is_better"] == false);
}

}  // namespace
}  // namespace kammerspiel::test
