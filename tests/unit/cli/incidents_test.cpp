#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/program.hpp"
#include "tests/unit/cli/question_world.hpp"

namespace kammerspiel::test {
namespace {

using nlohmann::json;

/// Three small incidents with the shipped template.
fs::path small_library(const Folder& folder) {
    const fs::path library = folder / "mine";
    fs::create_directories(library);
    fs::copy(KAMMERSPIEL_ROOT "/scenarios/incidents/template", library / "template");
    write(library / "incidents.csv",
          "id,name,kind,sector,starts,region,organisations,staff\n"
          "first,First,ransomware,administration,2022-01-03T08:00 Europe/Berlin,DE-NW,1,40\n"
          "second,Second,precaution,company,2022-02-01T08:00 Europe/Berlin,DE-BY,2,60\n"
          "third,Third,faulty-update,company,2022-03-01T08:00 Europe/Berlin,DE-HE,1,30\n");
    write(library / "milestones.csv",
          "incident,what,state,share,day,status,confidence,source\n"
          "first,first-return,,,4,observed,measured,https://example.org/a\n"
          "first,everything,,0.9,60,censored,measured,https://example.org/a\n"
          "second,website,reachable,1,6,observed,inferred,\n"
          "second,everything,,1,45,announced,measured,\n"
          "third,workplaces,,0.9,2,observed,estimate,\n");
    return library;
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

TEST_CASE("each incident is forecast by the others, in files and in words",
          "[cli][leave-one-out]") {
    const Folder folder;
    const fs::path library = small_library(folder);
    const std::string command = "backtest --leave-one-out " + quoted(library) + " -o " +
                                quoted(folder / "out") + " --points 8 --worlds 2";
    const Ended ended = kammerspiel(command);
    REQUIRE(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("one incident left out at a time: mine"));
    CHECK_THAT(ended.out, ContainsSubstring("Only announced"));
    CHECK(widest_line_of(ended.out.substr(0, ended.out.rfind("\n\n"))) <= 100);
    const json result = json::parse(content_of(folder / "out/leave-one-out.json"));
    CHECK(result["incidents"].size() == 3);
    CHECK(result["milestones_observed"] == 3);
    CHECK(result["milestones_censored"] == 1);
    CHECK(result["milestones_announced"] == 1);
    const json& announced = result["incidents"][1]["milestones"][1];
    CHECK(announced["is_scored"] == false);
    CHECK(announced["milestone_status"] == "announced");
    CHECK(result["incidents"][0]["milestones"][0]["share"].is_null());
    const json& fitted = result["records"]["fitted"];
    CHECK(fitted["crps"]["value"].get<double>() >= 0);
    CHECK(fitted["fitted_less_this"]["value"] == 0.0);
    // What the page says is what the file says.
    const std::string page = content_of(folder / "out/leave-one-out.html");
    CHECK_THAT(page, ContainsSubstring("How good the forecasts were"));
    CHECK_THAT(page, ContainsSubstring("<svg"));
    // Again, and in German, with what lies there: the same figures.
    const Ended german = kammerspiel("--lang de " + command + " --resume --json");
    REQUIRE(german.status == 0);
    CHECK(json::parse(german.out) == result);
    CHECK_THAT(content_of(folder / "out/leave-one-out.html"),
               ContainsSubstring("Wie gut die Vorhersagen waren"));
}

TEST_CASE("a library at fault is told with place and mend", "[cli][leave-one-out][bad-input]") {
    const Folder folder;
    const fs::path library = small_library(folder);
    std::string text = content_of(library / "milestones.csv");
    text.replace(text.find("0.9,60"), 6, "90,60");
    write(library / "milestones.csv", text);
    for (const std::string command : {"backtest --leave-one-out ", "incident "}) {
        const Ended ended =
            kammerspiel(command + quoted(library) + " -o " + quoted(folder / "out"));
        CHECK(ended.status == 1);
        CHECK_THAT(ended.err, ContainsSubstring("milestones.csv:3:19: error: 'share' is a number "
                                                "from 0 to 1, not '90'"));
        CHECK_THAT(ended.err, ContainsSubstring("first,everything,,90,60,censored"));
        CHECK_THAT(ended.err, ContainsSubstring("80 % is 0.8"));
        CHECK_FALSE(fs::exists(folder / "out"));
    }
}

TEST_CASE("an incident's scenario can be looked at, checked and run", "[cli][incident]") {
    const Folder folder;
    const fs::path library = small_library(folder);
    const Ended list = kammerspiel("incident " + quoted(library));
    CHECK(list.status == 0);
    CHECK_THAT(list.out, ContainsSubstring("second"));
    CHECK_THAT(list.out, ContainsSubstring("faulty update"));
    const std::string out = quoted(folder / "its");
    CHECK(kammerspiel("incident " + quoted(library) + " first -o " + out).status == 0);
    const Ended check = kammerspiel("check " + out);
    CHECK(check.status == 0);
    CHECK(kammerspiel("run " + out + " -q -o " + quoted(folder / "run")).status == 0);
    CHECK(kammerspiel("backtest " + out + " -q -n 2 -o " + quoted(folder / "back")).status == 0);
    // Nothing is overwritten, and a slip is named.
    CHECK(kammerspiel("incident " + quoted(library) + " first -o " + out).status == 2);
    const Ended slip = kammerspiel("incident " + quoted(library) + " frist");
    CHECK(slip.status == 2);
    CHECK_THAT(slip.err, ContainsSubstring("did you mean 'first'?"));
}

TEST_CASE("options that belong together are asked for together", "[cli][leave-one-out]") {
    CHECK(kammerspiel("backtest x --resume").status == 2);
    CHECK(kammerspiel("backtest x --leave-one-out --strategy y").status == 2);
    CHECK(kammerspiel("backtest x --leave-one-out --points 2").status == 2);
}

}  // namespace
}  // namespace kammerspiel::test
