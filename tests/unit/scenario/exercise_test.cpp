#include <fmt/format.h>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

using namespace scenario;

constexpr const char* exercise_file = R"(title: {en: "Off or on?", de: "An oder aus?"}
type: staff
tlp: amber+strict
begins: 2026-12-03T09:00 Europe/Berlin
strategy: off
attacker: crew
world: 7
objectives:
  decide: {title: decide early, capability: coordination, tasks: [name who decides, say until when]}
groups:
  staff: {title: {en: crisis team, de: Krisenstab}, organisation: gfi}
participants:
  - {name: Anna, role: director}
  - {name: Bert, role: player, group: staff}
moves:
  first: {title: signs, takes: 45min, scenario_time: 2022-01-03T09:00, pace: 4, situation: odd, questions: [{group: staff, text: what now}]}
  second: {title: later, takes: 30min, pause_before: 15min, scenario_time: 2022-01-04T09:00, situation: worse, ground_truth: lost}
injects:
  - {name: call, move: first, after: 5min, mode: phone, to: staff, title: a call, objective: decide, expected_action: somebody leads}
  - {name: again, move: first, type: contingency, contingency_for: call, after: 15min, title: a second call}
  - {name: known, move: second, when: {confirmed_hosts: 1}, title: it is true}
decisions:
  - {name: off-or-on, move: second, question: off, group: staff, options: [{name: all, title: all, strategy: off}, {name: none, title: none}]}
)";

Written with(const std::string& exercise) {
    Written files = small();
    files["scenario.yaml"] += "exercise: exercise.yaml\n";
    files["exercise.yaml"] = exercise;
    return files;
}

Written with(const std::string& what, const std::string& by) {
    std::string text = exercise_file;
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return with(text.replace(at, what.size(), by));
}

TEST_CASE("an exercise has moves on two clocks, injects, decisions and people", "[scenario]") {
    const Outcome outcome = load(with(exercise_file));
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    REQUIRE(outcome.scenario->exercise);
    const Exercise& exercise = *outcome.scenario->exercise;
    CHECK(exercise.type == ExerciseType::staff);
    CHECK(exercise.tlp == Tlp::amber_strict);
    CHECK(exercise.begins == Starts{"2026-12-03T09:00", "Europe/Berlin"});
    CHECK(exercise.world == 7);
    REQUIRE(exercise.moves.size() == 2);
    CHECK(exercise.moves[1].begins == hours(1));
    CHECK(exercise.moves[1].scenario == SimTime::at(hours(25)));
    CHECK(exercise.moves[0].pace == 4);
    REQUIRE(exercise.injects.size() == 3);
    CHECK(exercise.injects[0].mode == InjectMode::phone);
    CHECK(exercise.injects[0].to.front().text == "staff");
    CHECK(exercise.injects[1].contingency_for->text == "call");
    CHECK(exercise.injects[2].when->what == Condition::What::confirmed_hosts);
    CHECK(exercise.objectives[0].tasks.size() == 2);
    REQUIRE(exercise.decisions[0].options.size() == 2);
    CHECK(exercise.decisions[0].options[0].strategy->text == "off");
}

TEST_CASE("an exercise does not decide which scenario it is, nor has it figures", "[scenario]") {
    const Outcome one = load(with(exercise_file));
    const Outcome other = load(with("takes: 45min", "takes: 50min"));
    const Outcome changed = load(small());
    REQUIRE(one.scenario);
    REQUIRE(other.scenario);
    CHECK(hash(*one.scenario) == hash(*other.scenario));
    CHECK(hash(*one.scenario) == hash(*changed.scenario));
    const Outcome longer = load(small_but("scenario.yaml", "horizon: 30d", "horizon: 40d"));
    REQUIRE(longer.scenario);
    CHECK(hash(*changed.scenario) != hash(*longer.scenario));
    CHECK(one.scenario->parameters == changed.scenario->parameters);
}

TEST_CASE("what does not fit in an exercise is said where it stands", "[scenario]") {
    struct Fault {
        const char* what;
        const char* by;
        const char* words;
    };
    const auto fault = GENERATE(values<Fault>({
        {"move: first, after: 5min", "move: frist, after: 5min", "unknown move 'frist'"},
        {"objective: decide,", "objective: decid,", "unknown objective 'decid'"},
        {"to: staff", "to: staf", "unknown group of players 'staf'"},
        {"contingency_for: call", "contingency_for: cal", "unknown inject 'cal'"},
        {"contingency_for: call", "contingency_for: again", "cannot be a contingency for itself"},
        {"type: contingency, ", "", "belong together"},
        {"name: again", "name: call", "the inject 'call' is there twice"},
        {"after: 5min,", "", "it is not said when the inject comes"},
        {"after: 5min,", "after: 5min, at: 2022-01-03T09:10,", "only one of them"},
        {"strategy: off}", "strategy: of}", "unknown strategy 'of'"},
        {"organisation: gfi", "organisation: gfy", "unknown organisation 'gfy'"},
        {"scenario_time: 2022-01-04T09:00", "scenario_time: 2022-01-02T09:00",
         "begins earlier in the scenario than 'first'"},
        {"scenario_time: 2022-01-04T09:00", "scenario_time: 2023-01-04T09:00",
         "goes on after the end of the simulation"},
        {"takes: 45min", "takes: 0min", "the move 'first' takes no time"},
        {", {name: none, title: none}", "", "at least two options"},
        {"{name: none, title: none}", "{name: all, title: none}",
         "the option 'all' is there twice"},
    }));
    const Outcome outcome = load(with(fault.what, fault.by));
    INFO(outcome.english);
    CHECK_FALSE(outcome.scenario);
    CHECK(outcome.says(fault.words));
    CHECK(outcome.says("exercise.yaml:"));
}

TEST_CASE("an inject outside its move is a warning", "[scenario]") {
    const Outcome late = load(with("after: 5min", "after: 50min"));
    CHECK(late.scenario);
    CHECK(late.says("comes after its move 'first' is over"));
    const Outcome early = load(with("after: 5min", "at: 2022-01-03T08:10"));
    CHECK(early.scenario);
    CHECK(early.says("comes before its move 'first' begins"));
}

}  // namespace
}  // namespace kammerspiel::test
