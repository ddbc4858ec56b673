#include "msel_sample.hpp"

namespace kammerspiel::test {

using namespace scenario;

namespace {

Condition condition(Condition::What what) {
    Condition made;
    made.what = what;
    return made;
}

/// Everything that a condition can say.
Condition everything(const Calendar& calendar) {
    Condition all = condition(Condition::What::all_of);
    Condition any = condition(Condition::What::any_of);
    Condition hosts = condition(Condition::What::confirmed_hosts);
    hosts.at_least = 3;
    hosts.within = Condition::Within::region;
    Condition clock = condition(Condition::What::clock);
    clock.at = calendar.at(*Calendar::parse("2022-08-03T21:15"));
    any.children = {hosts, clock, condition(Condition::What::alerts)};
    Condition certainty = condition(Condition::What::certainty);
    certainty.certainty = Share{0.85};
    certainty.hypothesis = Name{"crew", {}};
    Condition play = condition(Condition::What::play_done);
    play.play = Name{"switch off", {}};
    all.children = {any, certainty, play};
    return all;
}

Exercise exercise() {
    Exercise made;
    made.title = {"Off or on?", "An oder aus?"};
    made.begins = {"2026-12-03T09:00", "Europe/Berlin"};
    made.objectives = {{{"decide", {}}, {"decide early", "früh entscheiden"}, {}, {}}};
    made.groups = {{{"provider", {}}, {"the provider's team", "Stab des Dienstleisters"}, {}},
                   {{"chamber", {}}, {"a chamber; its management", "Kammer; Leitung"}, {}}};
    Move first;
    first.name = {"first-signs", {}};
    first.title = {"Something is odd", "Etwas stimmt nicht"};
    first.takes = minutes(45);
    first.pace = 8;
    Move second;
    second.name = {"evening", {}};
    second.title = {"The evening", "Der Abend"};
    second.begins = minutes(60);
    second.takes = minutes(60);
    second.scenario = SimTime::at(hours(6));
    second.pace = 12;
    made.moves = {first, second};
    return made;
}

Inject inject(const std::string& name, const std::string& move) {
    Inject made;
    made.name = {name, {}};
    made.move = {move, {}};
    made.title = {name + " in English", name + " auf Deutsch"};
    made.message = {"say " + name, "sage " + name};
    made.to = {{"provider", {}}};
    return made;
}

}  // namespace

MselSample msel_sample() {
    MselSample sample;
    sample.exercise = exercise();
    sample.schedule.room = *Calendar::make("2026-12-03T09:00", "Europe/Berlin").calendar;
    sample.schedule.scenario = *Calendar::make("2022-08-03T13:00", "Europe/Berlin").calendar;

    Inject call = inject("call", "first-signs");
    call.after = minutes(5);
    call.mode = InjectMode::phone;
    call.from = {"Analyst on duty", "Wer Dienst hat"};
    call.objective = Name{"decide", {}};
    call.expected_action = {"Somebody leads.", "Jemand führt."};
    call.evaluation_task = {"How long?", "Wie lange?"};
    call.controller = in_both_languages("Carla Probe");
    call.notes = {"calm voice", "ruhig"};
    Inject again = inject("again", "first-signs");
    again.type = Inject::Type::contingency;
    again.contingency_for = Name{"call", {}};
    again.after = minutes(15) + seconds(30);
    again.status = Inject::Status::draft;
    Inject paper = inject("paper", "evening");
    paper.at = SimTime::at(hours(8));
    paper.mode = InjectMode::document;
    paper.to = {{"chamber", {}}, {"provider", {}}};
    Inject known = inject("known", "evening");
    known.when = everything(sample.schedule.scenario);
    known.to = {};
    Inject never = inject("never", "evening");
    never.when = condition(Condition::What::destroyed_hosts);
    never.type = Inject::Type::expected_action;
    never.message = {};
    sample.exercise.injects = {call, again, paper, known, never};
    sample.schedule.injects = {
        {.inject = call, .move = 0, .real = minutes(5), .scenario = SimTime::at(minutes(40))},
        {.inject = again,
         .move = 0,
         .real = minutes(15) + seconds(30),
         .scenario = SimTime::at(minutes(124))},
        {.inject = paper, .move = 1, .real = minutes(70), .scenario = SimTime::at(hours(8))},
        {.inject = known, .move = 1, .real = minutes(80), .scenario = SimTime::at(hours(10))},
        {.inject = never, .move = 1}};
    return sample;
}

MselSample hostile_msel_sample() {
    MselSample sample = msel_sample();
    std::string long_text;
    for (int i = 0; i < 8'000; ++i) long_text += "lang ";
    const std::vector<std::string> texts{"=1+1",
                                         "+49 231",
                                         "-5",
                                         "@SUM(A1)",
                                         "'quoted",
                                         "'=1",
                                         "say \"no\", or; \tnot",
                                         "ok;=cmd|' /C calc'!A1",
                                         "ok,'=1;+2\t@3",
                                         "two\nlines\r\nthree",
                                         " space around ",
                                         "turned \u202Eround\u200F",
                                         "<script>alert(1)</script>",
                                         "_x000D_ 🙂",
                                         long_text};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Inject made = inject("hostile-" + std::to_string(i), "first-signs");
        made.after = minutes(static_cast<std::int64_t>(i));
        made.title = {texts[i], "Titel " + texts[i]};
        made.message = {texts[i] + " en", texts[i] + " de"};
        made.notes = {texts[i], texts[i]};
        made.from = in_both_languages(texts[i]);
        made.controller = in_both_languages(texts[i]);
        sample.exercise.injects.push_back(made);
        sample.schedule.injects.push_back(
            {.inject = made, .move = 0, .real = *made.after, .scenario = SimTime::start()});
    }
    return sample;
}

}  // namespace kammerspiel::test
