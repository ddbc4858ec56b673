#include <algorithm>

#include "catch.hpp"
#include "kammerspiel/exercise/derived_injects.hpp"
#include "kammerspiel/exercise/watched.hpp"
#include "tests/support/small_world.hpp"
#include "tests/unit/report/exercise_fixture.hpp"

// The two clocks of an exercise, conditions of injects, and injects drafted from the simulation.

namespace kammerspiel {
namespace {

using namespace report;
using test::ExerciseFixture;

scenario::Move move_from(Duration begins, Duration takes, SimTime scenario, double pace) {
    scenario::Move move;
    move.begins = begins;
    move.takes = takes;
    move.scenario = scenario;
    move.pace = pace;
    return move;
}

const exercise::ScheduledInject& named(const exercise::Schedule& schedule,
                                       const std::string& name) {
    const auto found = std::find_if(schedule.injects.begin(), schedule.injects.end(),
                                    [&](const auto& one) { return one.inject.name.text == name; });
    REQUIRE(found != schedule.injects.end());
    return *found;
}

const ExerciseFixture& fixture() {
    static const ExerciseFixture one(&ExerciseFixture::marked);
    return one;
}

TEST_CASE("at a pace of ten an hour of the scenario takes six minutes in the room",
          "[report][schedule]") {
    const auto move = move_from(minutes(30), hours(1), SimTime::at(hours(5)), 10);
    CHECK(exercise::real_time(move, SimTime::at(hours(6))) == minutes(36));
    CHECK(exercise::scenario_time(move, minutes(36)) == SimTime::at(hours(6)));
    CHECK(exercise::real_time(move, SimTime::at(hours(5))) == minutes(30));
    CHECK(exercise::real_time(move, SimTime::at(hours(15))) == minutes(90));
    CHECK_FALSE(exercise::real_time(move, SimTime::at(hours(15) + minutes(1))));
    CHECK_FALSE(exercise::real_time(move, SimTime::at(hours(4))));
}

TEST_CASE("where the scenario's clock stands still only its moment is ever shown",
          "[report][schedule]") {
    const auto move = move_from(minutes(0), hours(1), SimTime::at(hours(5)), 0);
    CHECK(exercise::real_time(move, SimTime::at(hours(5))) == minutes(0));
    CHECK_FALSE(exercise::real_time(move, SimTime::at(hours(6))));
    CHECK(exercise::scenario_time(move, minutes(40)) == SimTime::at(hours(5)));
}

TEST_CASE("an inject is scheduled after its move began, at a moment, or by its condition",
          "[report][schedule]") {
    const exercise::Schedule& schedule = fixture().material().schedule;
    const exercise::ScheduledInject& one = named(schedule, "one");
    CHECK(one.real == minutes(5));
    CHECK(one.scenario == SimTime::at(minutes(50)));
    CHECK(schedule.room_time(*one.real).hour == 9);
    CHECK(schedule.room_time(*one.real).minute == 5);
    // Two hours into the second move, which begins after an hour in the room.
    CHECK(named(schedule, "two").real == minutes(72));
    // What is given at the start is known to the crisis team once it was reported.
    const exercise::ScheduledInject& known = named(schedule, "known");
    REQUIRE(known.scenario);
    CHECK(*known.scenario >= SimTime::start());
    CHECK(*known.scenario < SimTime::at(hours(1)));
    CHECK(known.real ==
          exercise::real_time(fixture().material().exercise.moves[0], *known.scenario));
    // Move by move, by real time.
    std::size_t move = 0;
    Duration last;
    for (const exercise::ScheduledInject& inject : schedule.injects) {
        if (inject.move != move) last = Duration::zero();
        CHECK(inject.move >= move);
        move = inject.move;
        if (inject.real) {
            CHECK(*inject.real >= last);
            last = *inject.real;
        }
    }
}

TEST_CASE("watching a condition changes no figure of a world", "[report][schedule]") {
    const auto& material = fixture().material();
    const model::Plan watched(exercise::with_watches(fixture().plan().scenario(), 0));
    const model::RunResult seen = model::run(watched, material.options);
    CHECK(seen.metrics == material.world.metrics);
    const auto moments = exercise::came_true(watched, material.options, seen);
    REQUIRE(moments.size() == material.exercise.injects.size());
    // The play of the strategy waits for the same: it is triggered at the same moment.
    SimTime triggered;
    for (const model::TraceRecord& record : material.world.trace) {
        if (record.what != model::TraceKind::play_triggered) continue;
        triggered = record.key.at();
        break;
    }
    CHECK(moments[2] == triggered);
    CHECK_FALSE(moments[0]);
}

TEST_CASE("injects are drafted from what staff and members learn during the moves",
          "[report][derived]") {
    const auto& material = fixture().material();
    const auto drafts =
        exercise::derived_injects(fixture().plan(), material.options, material.world);
    REQUIRE_FALSE(drafts.empty());
    bool tells_of_alert = false;
    bool tells_of_loss = false;
    SimTime last;
    for (const scenario::Inject& draft : drafts) {
        INFO(draft.title.en);
        CHECK(draft.status == scenario::Inject::Status::draft);
        REQUIRE(draft.at);
        CHECK(*draft.at >= last);
        last = *draft.at;
        CHECK_FALSE(draft.message.de.empty());
        CHECK_FALSE(draft.expected_action.en.empty());
        tells_of_alert |= draft.message.en.find("TELL-given") != std::string::npos;
        tells_of_loss |= draft.title.en.find("TELL-service") != std::string::npos;
    }
    CHECK(tells_of_alert);
    CHECK(tells_of_loss);
    // The desk goes down for both houses when everything is switched off, an hour after the play's
    // condition: one draft.
    const auto loss = std::find_if(drafts.begin(), drafts.end(), [](const auto& draft) {
        return draft.title.en.find("Out of reach") != std::string::npos;
    });
    REQUIRE(loss != drafts.end());
    CHECK(loss->title.en.find("and one more organisation") != std::string::npos);
    CHECK(loss->mode == scenario::InjectMode::phone);
}

TEST_CASE("a draft tells nothing that is not known when it is given", "[report][derived]") {
    const auto& material = fixture().material();
    // Alerts a quarter of an hour apart for three hours: each within half an hour of the one
    // before.
    model::RunResult world = material.world;
    const auto first = std::find_if(world.trace.begin(), world.trace.end(), [](const auto& record) {
        return record.what == model::TraceKind::given_at_start;
    });
    REQUIRE(first != world.trace.end());
    const model::TraceRecord given = *first;
    world.trace.clear();
    for (int i = 0; i < 12; ++i) {
        model::TraceRecord alert = given;
        alert.what = model::TraceKind::alert;
        alert.key = kernel::EventKey(SimTime::at(minutes(15 * i)), 0, {}, {}, 0);
        world.trace.push_back(alert);
    }
    std::size_t told = 0;
    for (const auto& draft : exercise::derived_injects(fixture().plan(), material.options, world)) {
        INFO(draft.title.en);
        std::size_t known = 0;
        for (const auto& record : world.trace) known += record.key.at() <= *draft.at ? 1U : 0U;
        const std::size_t number = draft.title.en.find("one server") != std::string::npos  ? 1
                                   : draft.title.en.find("2 servers") != std::string::npos ? 2
                                   : draft.title.en.find("3 servers") != std::string::npos ? 3
                                                                                           : 0;
        REQUIRE(number > 0);
        told += number;
        CHECK(told <= known);
    }
    // Four drafts of three alerts each, of a group that has two servers.
    CHECK(told == 8);
}

TEST_CASE("a draft that was taken into the exercise is not drafted again", "[report][derived]") {
    const auto& material = fixture().material();
    scenario::Scenario changed = fixture().plan().scenario();
    scenario::Inject taken = changed.exercise->injects[0];
    taken.name.text = "drafted-1";
    changed.exercise->injects.push_back(taken);
    const model::Plan plan(std::move(changed));
    const auto before =
        exercise::derived_injects(fixture().plan(), material.options, material.world);
    const auto after = exercise::derived_injects(plan, material.options, material.world);
    CHECK(after.size() + 1 == before.size());
    for (const auto& draft : after) CHECK(draft.name.text != "drafted-1");
}

TEST_CASE("an inject that was due before its move is given as that begins, on both clocks",
          "[report][schedule]") {
    scenario::Exercise exercise = fixture().material().exercise;
    exercise.injects[3].at = SimTime::at(hours(3));
    const exercise::Schedule schedule =
        exercise::schedule_of(exercise, fixture().plan().calendar(),
                              std::vector<std::optional<SimTime>>(exercise.injects.size()), {});
    const exercise::ScheduledInject& two = named(schedule, "two");
    CHECK(two.real == exercise.moves[1].begins);
    CHECK(two.scenario == exercise.moves[1].scenario);
    CHECK(two.due_before == SimTime::at(hours(3)));
}

TEST_CASE("no more injects are drafted than asked for, and only of what was asked for",
          "[report][derived]") {
    const auto& material = fixture().material();
    scenario::Scenario changed = fixture().plan().scenario();
    changed.exercise->derived[0].at_most = 1;
    changed.exercise->derived[0].about = {scenario::DerivedInjects::About::unreachable};
    const model::Plan plan(std::move(changed));
    const auto drafts = exercise::derived_injects(plan, material.options, material.world);
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].name.text == "drafted-1");
    CHECK(drafts[0].title.en.find("Out of reach") != std::string::npos);
}

TEST_CASE("what comes to light between the moves is told as a situation report",
          "[report][derived]") {
    const auto& material = fixture().material();
    scenario::Scenario changed = fixture().plan().scenario();
    // The first move stands still on the scenario's clock: all else falls before the second.
    changed.exercise->moves[0].pace = 0;
    const model::Plan plan(std::move(changed));
    const auto drafts = exercise::derived_injects(plan, material.options, material.world);
    const auto report = std::find_if(drafts.begin(), drafts.end(), [](const auto& draft) {
        return draft.title.en.find("Situation report") != std::string::npos;
    });
    REQUIRE(report != drafts.end());
    CHECK(report->move.text == "move-2");
    CHECK(report->at == plan.scenario().exercise->moves[1].scenario);
    CHECK(report->mode == scenario::InjectMode::document);
    CHECK(report->message.en.find("TELL-service") != std::string::npos);
}

TEST_CASE("a draft counts hosts, not alerts, and comes when the crisis team can know of all",
          "[report][derived]") {
    const auto plan = test::plan_of({.scenario = R"(
exercise: exercise.yaml
horizon: 2d
reporting_delay: 30min
recovery: {default: {inspect: 1h, clean: 1h, rebuild: 10h, test: 0h}}
strategies: {s: {plays: []}}
)",
                                     .federation = R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000, staff: 10}}
templates:
  office:
    host_groups: {x: {kind: server, count: 2, zone: z}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)",
                                     .further = {{"exercise.yaml", R"(
title: X
begins: 2026-03-30T10:00 Europe/Berlin
objectives: {ob: {title: OB, capability: CAP, tasks: [TASK]}}
groups: {g: {title: G, organisation: o}}
moves: {m1: {title: M1, takes: 60min, scenario_time: 2022-01-03T00:00, pace: 4, situation: S1}}
derived_injects: [{name: w, from: simulation, about: [alert], at_most: 1}]
)"}}});
    const model::RunOptions options{.keep_trace = true};
    model::RunResult world = model::run(plan, options);
    // Four alerts of two servers within half an hour.
    for (const auto& [minute, host] : {std::pair{10, 1U}, {20, 2U}, {30, 1U}, {40, 1U}}) {
        model::TraceRecord alert;
        alert.key = kernel::EventKey(SimTime::start() + minutes(minute), 0, {}, {}, 0);
        alert.what = model::TraceKind::alert;
        alert.host = host;
        world.trace.push_back(alert);
    }
    const auto drafts = exercise::derived_injects(plan, options, world);
    REQUIRE(drafts.size() == 1);
    CHECK_THAT(drafts[0].message.en, ContainsSubstring("2 servers"));
    CHECK(drafts[0].at == SimTime::start() + minutes(70));
}

TEST_CASE("a contingency never comes before the inject whose answer is missing",
          "[report][schedule]") {
    scenario::Exercise exercise = *fixture().plan().scenario().exercise;
    REQUIRE_FALSE(exercise.moves.empty());
    const scenario::Name move = exercise.moves.front().name;
    exercise.injects.clear();
    scenario::Inject late;
    late.name.text = "late";
    late.move = move;
    late.after = minutes(20);
    scenario::Inject reserve;
    reserve.name.text = "reserve";
    reserve.move = move;
    reserve.type = scenario::Inject::Type::contingency;
    reserve.contingency_for = scenario::Name{"late", {}};
    reserve.after = minutes(10);
    scenario::Inject waits = late;
    waits.name.text = "waits";
    waits.after.reset();
    waits.when = scenario::Condition{};
    scenario::Inject never = reserve;
    never.name.text = "never";
    never.contingency_for = scenario::Name{"waits", {}};
    exercise.injects = {reserve, late, never, waits};
    const exercise::Schedule schedule =
        exercise::schedule_of(exercise, fixture().plan().calendar(), {{}, {}, {}, {}}, {});
    CHECK(named(schedule, "reserve").real == named(schedule, "late").real);
    // Its inject never comes in this world, and neither does it.
    CHECK_FALSE(named(schedule, "waits").real);
    CHECK_FALSE(named(schedule, "never").real);
}

}  // namespace
}  // namespace kammerspiel
