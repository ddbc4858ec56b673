#include "kammerspiel/exercise/edit_injects.hpp"

#include <algorithm>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/support/written.hpp"

// Injects are changed where they stand in an exercise's file.

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;

const std::string head = R"(title: A test
type: tabletop
objectives:
  aim: {title: Aim, capability: Planning}
begins: 2022-06-01T09:00 Europe/Berlin
strategy: off
attacker: crew
groups:
  staff: {title: Staff}
moves:
  first: {title: First, takes: 1h, scenario_time: 2022-01-03T08:00, situation: It begins.}
)";

test::Written files_with(const std::string& exercise) {
    test::Written files = test::small();
    files["scenario.yaml"] += "exercise: exercise.yaml\n";
    files["exercise.yaml"] = exercise;
    return files;
}

scenario::Scenario loaded(const std::string& exercise) {
    auto outcome = test::load(files_with(exercise));
    INFO(exercise << outcome.english);
    REQUIRE(outcome.scenario);
    REQUIRE(outcome.scenario->exercise);
    return std::move(*outcome.scenario);
}

template <class Change>
std::string edited(const std::string& exercise, const Change& change) {
    const auto scenario = loaded(exercise);
    const auto& before = scenario.exercise->injects;
    std::vector<Inject> after = before;
    change(after);
    const auto calendar = Calendar::make(scenario.starts.local, scenario.starts.zone).calendar;
    const auto done = edit_injects(exercise, before, after, *calendar);
    REQUIRE(done);
    // What stands there now is what was meant.
    CHECK(loaded(done->text).exercise->injects == after);
    return done->text;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

const std::string block = R"(
injects:  # from the last exercise
  # the first one
  - name: alarm
    move: first
    after: 5min        # not earlier
    title: "Alarm # 1"
    message: >-
      Something is
      odd.

    # asked for by the director
    notes: {en: Slowly, de: Langsam}
  - {name: call, move: first, after: 10min, title: A call}   # in braces

  # the last one
  - name: end
    title: The end
    after: 20min
    move: first
# who decides
decisions: []
)";

TEST_CASE("an inject that changes keeps its comments and its order", "[edit-injects]") {
    const std::string text = head + block;
    CHECK(edited(text, [](auto&) {}) == text);
    CHECK(edited(text, [](auto& all) { all[0].after = minutes(7); }) ==
          replaced(text, "after: 5min        # not", "after: 7min        # not"));
    CHECK(edited(text, [](auto& all) {
              all[0].title = {"Alarm", "Alarm"};
          }) == replaced(text, "\"Alarm # 1\"", "\"Alarm\""));
    CHECK(edited(text, [](auto& all) {
              all[0].message = {"Odd.", "Odd."};
          }) == replaced(text, ">-\n      Something is\n      odd.\n", "\"Odd.\"\n"));
    // A key of its own comes where it usually stands.
    CHECK(edited(text, [](auto& all) { all[2].controller = in_both_languages("Ann"); }) ==
          replaced(text, "    title: The end\n", "    title: The end\n    controller: \"Ann\"\n"));
    CHECK(edited(text, [](auto& all) { all[0].notes = {}; }) ==
          replaced(text, "    notes: {en: Slowly, de: Langsam}\n", ""));
}

TEST_CASE("what is written in braces is written anew, and nothing else", "[edit-injects]") {
    const std::string text = edited(head + block, [](auto& all) { all[1].after = minutes(11); });
    CHECK(text.find("  - name: \"call\"\n    move: \"first\"\n    after: 11min\n") !=
          std::string::npos);
    CHECK(text.find("\n\n  # the last one\n  - name: end\n") != std::string::npos);
}

TEST_CASE("an inject that goes leaves the others' comments", "[edit-injects]") {
    const std::string text = head + block;
    CHECK(edited(text, [](auto& all) { all.erase(all.begin() + 1); }) ==
          replaced(text,
                   "  - {name: call, move: first, after: 10min, title: A call}   # in braces\n",
                   ""));
    const std::string none = edited(text, [](auto& all) { all.clear(); });
    CHECK(none.find("injects: []\n") != std::string::npos);
    CHECK(none.find("# who decides\ndecisions: []\n") != std::string::npos);
}

TEST_CASE("new injects come last, also where there were none", "[edit-injects]") {
    Inject fresh;
    fresh.name.text = "fresh";
    fresh.move.text = "first";
    fresh.after = minutes(30);
    fresh.title = {"New", "Neu"};
    const auto add = [&](auto& all) { all.push_back(fresh); };
    const std::string lines =
        "  - name: \"fresh\"\n    move: \"first\"\n    after: 30min\n"
        "    title: {en: \"New\", de: \"Neu\"}\n";
    CHECK(edited(head + block, add) ==
          replaced(head + block, "    move: first\n# who", "    move: first\n" + lines + "# who"));
    CHECK(edited(head, add) == head + "injects:\n" + lines);
    CHECK(edited(head + "injects: []\ndecisions: []\n", add) ==
          head + "injects:\n" + lines + "decisions: []\n");
}

TEST_CASE("ends of lines stay as they are", "[edit-injects]") {
    std::string text;
    for (const char c : head + block) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const std::string after = edited(text, [](auto& all) { all[2].after = minutes(7); });
    CHECK(after == replaced(text, "after: 20min", "after: 7min"));
}

TEST_CASE("injects that stand in brackets are not changed line by line", "[edit-injects]") {
    const std::string text =
        head + "injects: [{name: call, move: first, after: 10min, title: A call}]\n";
    const auto scenario = loaded(text);
    const auto calendar = Calendar::make(scenario.starts.local, scenario.starts.zone).calendar;
    CHECK_FALSE(edit_injects(text, scenario.exercise->injects, {}, *calendar));
}

}  // namespace
}  // namespace kammerspiel::exercise
