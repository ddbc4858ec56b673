#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/question_world.hpp"
#include "tests/unit/cli/study.hpp"

// `compare --set`, `compare --variant` and `invest`, in a world whose losses follow by hand: an
// hour that the house works longer is worth 100 member-hours.

namespace kammerspiel::test {
namespace {

using nlohmann::json;

/// In four worlds: there is no luck in them.
Ended change(const Folder& folder, const std::string& options) {
    return compare(folder, "-n 4 " + options);
}

json variants(const Folder& folder) {
    return json::parse(content_of(folder / "out/variants.json"));
}

TEST_CASE("compare --set says what a change does, in the same worlds", "[cli][variants]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = change(folder, "--set strategies.off.plays.off.after=6h");
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    const json result = variants(folder);
    // Two hours later: 200 member-hours less, and what is not touched is not run again.
    const json& changed = result["variants"][0];
    CHECK_THAT(changed["strategies"][0]["difference"]["value"].get<double>(),
               WithinRel(-200.0, 1e-9));
    CHECK(changed["strategies"][0]["share_of_worlds_with_less"]["value"] == 1.0);
    CHECK(changed["strategies"][1]["is_touched"] == false);
    CHECK(changed["changes"][0]["before"] == "4h");
    // 'later' waits 5 h, 'off' now 6.
    CHECK(result["best_as_written"] == "later");
    CHECK(changed["best"] == "off");
    CHECK_THAT(ended.out, ContainsSubstring("With “the change” “off” loses less: 200"));
    CHECK_THAT(ended.out, ContainsSubstring("does not touch “later”"));
    CHECK_THAT(change(folder, "--lang de --set strategies.off.off.after=6h").out,
               ContainsSubstring("verliert „off“ weniger: im Mittel 200"));
}

TEST_CASE("several variants stand beside each other", "[cli][variants]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = change(
        folder,
        "--variant \"half: federation.organisations.also.house.members=50\" "
        "--variant \"half of the demand: federation.templates.house.services.work.demand={share: "
        "0.5, profile: always}\" "
        "--variant \"a day: federation.templates.house.services.work.fallback={capacity: 1, "
        "automatic: true, at_most: 24h}; strategies.off.off.after=4h\"");
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    const json result = variants(folder);
    REQUIRE(result["variants"].size() == 3);
    const double off = result["as_written"][0]["loss"]["value"];
    const double later = result["as_written"][1]["loss"]["value"];
    CHECK_THAT(off - later, WithinRel(100.0, 1e-9));
    for (std::size_t v = 0; v < 2; ++v) {
        const json& half = result["variants"][v]["strategies"];
        CHECK_THAT(half[0]["loss"]["value"].get<double>(), WithinRel(off / 2, 1e-9));
        CHECK_THAT(half[1]["loss"]["value"].get<double>(), WithinRel(later / 2, 1e-9));
    }
    // One line for each, and two as written.
    const std::string csv = content_of(folder / "out/variants.csv");
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 2 + 3 * 2);
}

TEST_CASE("changes that cannot be are refused with what would be right", "[cli][variants][bad]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const auto refused = [&](const std::string& options) {
        const Ended ended = change(folder, options);
        CHECK(ended.status == 2);
        CHECK(ended.out.empty());
        return ended.err;
    };
    CHECK_THAT(refused("--set strategies.off.off.aftre=6h"), ContainsSubstring("aftre"));
    CHECK_THAT(refused("--set strategies.of.off.after=6h"),
               ContainsSubstring("there is no 'of' in strategies") &&
                   ContainsSubstring("did you mean 'off'"));
    CHECK_THAT(refused("--set strategies.off.off.after=soon"), ContainsSubstring("'soon'"));
    CHECK_THAT(refused("--set strategies.off.off.after"), ContainsSubstring("is no change"));
    CHECK_THAT(refused("--variant strategies.off.off.after=6h"), ContainsSubstring("has no name"));
    CHECK_THAT(refused("--variant \"a: strategies.off.off.after=6h\" --variant \"a: "
                       "strategies.off.off.after=7h\""),
               ContainsSubstring("two variants are called 'a'"));
    CHECK_THAT(refused("--set strategies.off.off.after=6h --resume"),
               ContainsSubstring("--resume goes with studies alone"));
    CHECK_THAT(refused("--set strategies.off.off.after=6h -m hours_to_all"),
               ContainsSubstring("mean"));
}

TEST_CASE("a change after which the question reads on takes one value", "[cli][variants]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended =
        kammerspiel("compare -n 2 -o '" + (folder / "out").string() +
                    "' --set strategies.off.off.after=6h '" + (folder / "s").string() + "'");
    CHECK(ended.status == 0);
}

/// What could be bought in that world: two hours more, half of the people, and nothing.
void add_investments(const Folder& folder, const std::string& last = {}) {
    std::string text = content_of(folder / "s/scenario.yaml");
    text.insert(text.find("strategies:"),
                "valuation: {member_hour: 2 EUR}\n"
                "investments:\n"
                "  two-hours: {title: {en: two hours, de: zwei Stunden}, cost: 1000 EUR, changes: "
                "[{set: strategies.off.off.after, to: 6h}]}\n"
                "  half: {cost: 5000 EUR, changes: [{set: "
                "federation.organisations.also.house.members, to: 50}]}\n"
                "  idle: {cost: 10 EUR, changes: [{set: recovery.default.inspect, to: 2h}]}\n" +
                    last);
    write(folder / "s/scenario.yaml", text);
}

Ended invest(const Folder& folder, const std::string& options = {}) {
    return kammerspiel("invest '" + (folder / "s").string() + "' -o '" + (folder / "out").string() +
                       "' -n 6 -s off " + options);
}

json invested(const Folder& folder) { return json::parse(content_of(folder / "out/invest.json")); }

TEST_CASE("invest says what each saves alone and which bundles are the best for their price",
          "[cli][invest]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    add_investments(folder);
    const Ended ended = invest(folder);
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    const json result = invested(folder);
    // Off 4 h 17 min after the start, for the rest of ten days.
    const double without = 100 * (240 - (4 + 17.0 / 60));
    CHECK_THAT(result["loss_without"]["value"].get<double>(), WithinRel(without, 1e-9));
    const auto saves = [](const json& bundle) { return bundle["saves"]["value"].get<double>(); };
    CHECK_THAT(saves(result["alone"][0]), WithinRel(200.0, 1e-9));
    CHECK_THAT(saves(result["alone"][1]), WithinRel(without / 2, 1e-9));
    CHECK(saves(result["alone"][2]) == 0);
    CHECK_THAT(result["alone"][0]["saves_money"]["value"].get<double>(), WithinRel(400.0, 1e-9));
    // Both: half of the people for two hours less.
    CHECK(result["every_bundle_tried"] == true);
    CHECK(result["bundles_tried"] == 7);
    REQUIRE(result["front"].size() == 3);
    CHECK(result["front"][0]["investments"] == json{"two-hours"});
    CHECK(result["front"][1]["investments"] == json{"half"});
    CHECK(result["front"][2]["investments"] == json{"two-hours", "half"});
    CHECK_THAT(saves(result["front"][2]), WithinRel(without - (without - 200) / 2, 1e-9));
    CHECK(result["best"] == json{"two-hours", "half"});
    CHECK_THAT(ended.out, ContainsSubstring("No sure effect alone: “idle”"));
    CHECK_THAT(invest(folder, "--lang de").out, ContainsSubstring("zwei Stunden + half"));
}

TEST_CASE("invest stays within the budget", "[cli][invest]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    add_investments(folder);
    REQUIRE(invest(folder, "--budget '5500 EUR'").status == 0);
    CHECK(invested(folder)["best"] == json{"half"});
    CHECK(invested(folder)["front"][2]["is_affordable"] == false);
    REQUIRE(invest(folder, "--budget 1500").status == 0);
    CHECK(invested(folder)["best"] == json{"two-hours"});
    const Ended poor = invest(folder, "--budget 500");
    CHECK(poor.status == 0);
    CHECK(invested(folder)["best"].is_null());
    CHECK_THAT(poor.out, ContainsSubstring("Nothing that can be had for 500 EUR"));
}

TEST_CASE("of many investments bundles are grown one at a time", "[cli][invest]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    std::string more;
    for (int i = 1; i <= 4; ++i) {
        more += "  test" + std::to_string(i) + ": {cost: " + std::to_string(i) +
                " EUR, changes: [{set: recovery.default.test, to: " + std::to_string(i) + "h}]}\n";
    }
    add_investments(folder, more);
    REQUIRE(invest(folder).status == 0);
    const json result = invested(folder);
    CHECK(result["every_bundle_tried"] == false);
    CHECK(result["best"] == json{"two-hours", "half"});
    CHECK(result["bundles_tried"].get<int>() < 30);
}

TEST_CASE("investments that cannot be are errors of the scenario or of the command",
          "[cli][invest][bad]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    CHECK_THAT(invest(folder).err, ContainsSubstring("has no investments"));
    CHECK(invest(folder).status == 1);
    add_investments(folder,
                    "  wrong: {cost: 1 EUR, changes: [{set: federation.templates.hose, to: "
                    "1}, {set: federation.nowhere.at.all, to: 1}]}\n");
    const Ended checked = kammerspiel("check '" + (folder / "s").string() + "'");
    CHECK(checked.status == 1);
    CHECK_THAT(checked.err + checked.out, ContainsSubstring("there is no 'nowhere' in federation"));
    const Folder other;
    static_cast<void>(question_world(other));
    add_investments(other, "  dollars: {cost: 1 USD, changes: [{set: horizon, to: 11d}]}\n");
    const Ended mixed = invest(other);
    CHECK(mixed.status == 1);
    CHECK_THAT(mixed.err, ContainsSubstring("all sums need the same currency"));
    const Folder third;
    static_cast<void>(question_world(third));
    add_investments(third);
    CHECK_THAT(invest(third, "--budget lots").err, ContainsSubstring("is no sum of money"));
    CHECK_THAT(invest(third, "--budget '5 USD'").err, ContainsSubstring("the budget is in USD"));
}

}  // namespace
}  // namespace kammerspiel::test
