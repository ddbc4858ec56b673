#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/question_world.hpp"

namespace kammerspiel::test {
namespace {

using nlohmann::json;

Ended sensitivity(const Folder& folder, const std::string& options,
                  const std::string& before = {}) {
    return kammerspiel("sensitivity '" + (folder / "s").string() + "' -o '" +
                           (folder / "out").string() + "' " + options,
                       before);
}

TEST_CASE("sensitivity names the assumption that decides", "[cli][sensitivity]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = sensitivity(folder, "-n 60 -q");
    REQUIRE(ended.status == 0);
    CHECK(ended.out.empty());
    CHECK(files_in(folder / "out") ==
          std::vector<std::string>{"sensitivity.csv", "sensitivity.html", "sensitivity.json"});
    const json result = json::parse(content_of(folder / "out/sensitivity.json"));
    CHECK(result["base_samples"] == 60);
    REQUIRE(result["parameters"].size() == 2);
    const json& inspect = result["parameters"][0];
    const json& after = result["parameters"][1];
    CHECK(inspect["parameter"] == "recovery.default.inspect");
    CHECK(after["parameter"] == "strategies.off.off.after");
    // The loss is linear in the lag, and in nothing else.
    CHECK(inspect["total"]["value"] == 0.0);
    CHECK_THAT(after["total"]["value"].get<double>(), WithinAbs(1, 0.3));
    CHECK_THAT(result["luck"]["value"].get<double>(), WithinAbs(0, 0.4));
    // Uniform over 4 h at 100 member-hours an hour: variance (400²) / 12 = 13,333.
    CHECK_THAT(result["variance"].get<double>(), WithinRel(400.0 * 400.0 / 12, 0.05));
    // 100 · (240 h − 4 h 17 min): the lag, the quarter of an hour, and two messages of a minute.
    // From 2 h to 6 h it is 400 less.
    const json& swings = result["one_at_a_time"];
    CHECK_THAT(swings["loss_as_written"].get<double>(),
               WithinRel(100 * (240 - 4 - 17.0 / 60), 1e-9));
    CHECK(swings["swings"][0]["parameter"] == "strategies.off.off.after");
    CHECK_THAT(swings["swings"][0]["effect"]["value"].get<double>(), WithinRel(-400.0, 1e-9));
    CHECK(swings["swings"][1]["effect"]["value"] == 0.0);
}

TEST_CASE("sensitivity speaks, in German too, and fits the terminal", "[cli][sensitivity]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended english = sensitivity(folder, "-n 60");
    CHECK_THAT(english.out, ContainsSubstring("strategies.off.off.after decides"));
    CHECK_THAT(english.out, ContainsSubstring("recovery.default.inspect add"));
    CHECK(english.out.find('\033') == std::string::npos);
    const Ended german = sensitivity(folder, "-n 60 --lang de");
    CHECK_THAT(german.out, ContainsSubstring("strategies.off.off.after entscheidet"));
    for (const Ended& ended : {english, german}) {
        // The last line names the folder, whatever its length.
        CHECK(widest_line_of(ended.out.substr(0, ended.out.rfind("\n\n"))) <= 100);
    }
    const std::string page = content_of(folder / "out/sensitivity.html");
    CHECK(page.find("http://") == std::string::npos);
    CHECK(page.find("https://") == std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
}

TEST_CASE("sensitivity tells which assumption turns the choice between two strategies",
          "[cli][sensitivity]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    // Off after 4 h loses 100 more than after 5 h; after 6 h it would lose 100 less.
    const Ended ended = sensitivity(folder, "-s off --against later -n 20");
    REQUIRE(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("20 base samples are too few"));
    CHECK_THAT(ended.out, ContainsSubstring("As written, “later” is better"));
    const json result = json::parse(content_of(folder / "out/sensitivity.json"));
    CHECK_THAT(result["one_at_a_time"]["loss_as_written"].get<double>(), WithinRel(100.0, 1e-9));
    CHECK_THAT(result["one_at_a_time"]["swings"][0]["at_highest"].get<double>(),
               WithinRel(-100.0, 1e-9));
}

TEST_CASE("sensitivity is the same at any number of threads", "[cli][sensitivity][rule-25]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    std::string text = content_of(folder / "s/scenario.yaml");
    const std::string delay = "alert_delay: lognormal median 40min p90 12h";
    REQUIRE(text.find(delay) != std::string::npos);
    text.replace(text.find(delay), delay.size(),
                 "alert_delay: {value: 4h, between: [30min, 12h], confidence: assumption}");
    write(folder / "s/scenario.yaml", text);
    const Ended one = sensitivity(folder, "-n 6 --threads 1 --json");
    const Ended two = sensitivity(folder, "-n 6 --threads 2 --json");
    CHECK(one.status == 0);
    CHECK(one.out == two.out);
    CHECK(json::parse(one.out)["variance"] > 0.0);
}

TEST_CASE("sensitivity says how to make a figure uncertain where none is",
          "[cli][sensitivity][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = sensitivity(folder, "");
    CHECK(ended.status == 1);
    CHECK_THAT(ended.err, ContainsSubstring("between: [1h, 12h]"));
    CHECK_FALSE(fs::exists(folder / "out"));
}

TEST_CASE("sensitivity refuses what it cannot answer", "[cli][sensitivity][bad]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    for (const char* options : {"-n 1", "-n few", "-m hours_to_all", "-m nothing", "-s nobody",
                                "--against nobody", "--against off", "--json --csv"}) {
        INFO(options);
        const Ended ended = sensitivity(folder, options);
        CHECK(ended.status == 2);
        CHECK(!ended.err.empty());
        CHECK_FALSE(fs::exists(folder / "out"));
    }
}

TEST_CASE("sensitivity keeps whole base samples when it is interrupted", "[cli][sensitivity]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = sensitivity(folder, "-n 100000", "timeout --foreground -s INT 2 ");
    CHECK_THAT(ended.err, ContainsSubstring("whole base samples"));
    CHECK(fs::exists(folder / "out/sensitivity.json"));
}

}  // namespace
}  // namespace kammerspiel::test
