#include "tests/unit/report/small_exercise.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace kammerspiel::test {
namespace {

constexpr int horizon_hours = 100;

/// Texts stand as «en|de»; all of them are `hostile` where it is not empty.
std::string with_texts(std::string yaml, const std::string& hostile) {
    for (std::size_t at = yaml.find("«"); at != std::string::npos; at = yaml.find("«", at)) {
        const std::size_t end = yaml.find("»", at);
        const std::string both = yaml.substr(at + 2, end - at - 2);
        const std::size_t middle = both.find('|');
        const auto said = [&](const std::string& text) {
            return nlohmann::json(hostile.empty() ? text : hostile).dump();
        };
        const std::string in_yaml =
            middle == std::string::npos
                ? said(both)
                : fmt::format("{{en: {}, de: {}}}", said(both.substr(0, middle)),
                              said(both.substr(middle + 1)));
        yaml.replace(at, end + 2 - at, in_yaml);
        at += in_yaml.size();
    }
    return yaml;
}

const std::string small_exercise = R"(
title: «Small exercise|Kleine Übung»
begins: 2022-03-01T09:00 UTC
place: «Dortmund»
organiser: «The house»
objectives:
  decide:
    title: «decide early|früh entscheiden»
    capability: «coordination|Führung»
    tasks: [«name who decides|sagen, wer entscheidet», «weigh the price|den Preis abwägen»]
  inform:
    title: «inform members|Mitglieder unterrichten»
    capability: «public information|Krisenkommunikation»
    tasks: [«say it within an hour|binnen einer Stunde sagen»]
groups: {team: {title: «crisis team|Krisenstab», organisation: a}}
participants:
  - {name: «Anna Beispiel», role: director, organisation: «House A»}
  - {name: «Eva Vorbild», role: recorder, organisation: «House B»}
moves:
  morning:
    title: «The morning|Der Morgen»
    takes: 60min
    scenario_time: 2022-01-03T08:00
    situation: «It is quiet.|Es ist ruhig.»
    ground_truth: «They are inside.|Sie sind im Netz.»
injects:
  - name: call
    move: morning
    after: 5min
    mode: phone
    from: «Analyst|Wer Dienst hat»
    to: [team]
    title: «A call|Ein Anruf»
    message: «Something is odd.|Etwas stimmt nicht.»
    expected_action: «The team meets.|Der Stab tritt zusammen.»
    evaluation_task: «Who leads?|Wer führt?»
    objective: decide
  - {name: late, move: morning, when: {confirmed_hosts: 1}, title: «Confirmed|Bestätigt», message: «It is one.|Es ist einer.», objective: inform}
  - {name: door, move: morning, after: 20min, title: «The door|Die Tür», message: «Locked.|Zu.», expected_action: «Open it.|Öffnen.»}
decisions:
  - name: shutdown
    move: morning
    group: team
    question: «Do we switch off?|Schalten wir ab?»
    options:
      - {name: off, title: «off at once|sofort aus», strategy: nothing}
      - {name: wait, title: «wait|abwarten»}
)";

const std::string head = R"(
people: {en: [member, members], de: [Mitglied, Mitglieder]}
exercise: exercise.yaml
)";

const std::string two_houses = R"(
organisations:
  also:
    a: {template: house, name: «House A», city: «Aachen», region: DE-NW, members: 100}
    b: {template: house, name: «House B», city: «Bonn», region: DE-NW, members: 300}
templates:
  house:
    host_groups:
      servers: {kind: server, count: 1, zone: z}
      records: {kind: server, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      desk:
        title: «the desk|der Schalter»
        needs: [servers]
        demand: {share: 0.5, profile: always, kind: immediate}
        rto: 4h
        mtpd: 24h
        rpo: 6h
      archive:
        title: «the archive|das Archiv»
        needs: [records]
        demand: {share: 0.5, profile: always, kind: immediate}
)";

}  // namespace

Played::Played(const SmallExercise& small) {
    plan_ = std::make_unique<model::Plan>(
        plan_of({.scenario = head + small.scenario,
                 .federation = with_texts(two_houses, small.hostile),
                 .further = {{"exercise.yaml", with_texts(small_exercise, small.hostile)}}}));
    text_ = std::make_unique<Text>(small.language);
    const model::RunOptions options;
    model::RunResult result;
    if (small.figures) {
        never_out(*plan_, result);
        small.figures(result);
    } else {
        result = model::run(*plan_, options);
    }
    const scenario::Exercise& played = *plan_->scenario().exercise;
    report::RunReport report = report::make_run_report(*plan_, options, result, *text_);
    exercise::Schedule schedule = exercise::schedule_of(
        played, plan_->calendar(), std::vector<std::optional<SimTime>>(played.injects.size()), {});
    material_ = std::make_unique<report::ExerciseMaterial>(
        report::ExerciseMaterial{.plan = *plan_,
                                 .exercise = played,
                                 .options = options,
                                 .world = std::move(result),
                                 .report = std::move(report),
                                 .schedule = std::move(schedule),
                                 .study = std::nullopt,
                                 .seen = small.seen});
    words_ = std::make_unique<report::papers::PaperWords>(*material_, *text_);
}

void never_out(const model::Plan& plan, model::RunResult& result) {
    result.metrics.end = SimTime::at(hours(horizon_hours));
    result.metrics.services.resize(plan.federation().services.size());
    result.metrics.data.resize(plan.federation().host_groups.size());
    result.metrics.obligations.resize(plan.scenario().obligations.size());
}

void out(model::RunResult& result, std::size_t service, Duration from, Duration to) {
    model::ServiceFigures& figures = result.metrics.services[service];
    figures.transitions.push_back({SimTime::at(from), false});
    if (SimTime::at(to) < result.metrics.end) {
        figures.transitions.push_back({SimTime::at(to), true});
    }
    figures.down += to - from;
    figures.longest = std::max(figures.longest, to - from);
    ++figures.interruptions;
}

}  // namespace kammerspiel::test
