#include "tests/unit/report/exercise_fixture.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kammerspiel/exercise/derived_injects.hpp"
#include "kammerspiel/exercise/watched.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel::test {
namespace {

/// Quoted: JSON strings are YAML strings.
class Words {
   public:
    explicit Words(const ExerciseFixture::TextOf& text_of) : text_of_(text_of) {}
    [[nodiscard]] std::string operator()(const std::string& what) const {
        return nlohmann::json(text_of_(what)).dump();
    }

   private:
    const ExerciseFixture::TextOf& text_of_;
};

std::string exercise_file(const Words& w) {
    return fmt::format(
        R"(title: {}
tlp: amber+strict
begins: 2026-12-03T09:00 Europe/Berlin
place: {}
organiser: {}
contact: {}
strategy: off
assumptions: {}
objectives:
  decide: {{title: {}, capability: {}, tasks: [{}]}}
groups:
  staff: {{title: {}, organisation: house}}
participants:
  - {{name: {}, role: controller, organisation: {}, contact: {}}}
  - {{name: {}, role: player, group: staff}}
)",
        w("title"), w("place"), w("organiser"), w("contact"), w("assumptions"), w("objective"),
        w("capability"), w("task"), w("group"), w("controller-name"), w("controller-from"),
        w("controller-contact"), w("player-name"));
}

std::string moves(const Words& w) {
    std::string text = "moves:\n";
    for (const char* number : {"1", "2"}) {
        const auto word = [&](const char* what) { return w(fmt::format("{}-{}", what, number)); };
        text += fmt::format(
            "  move-{}: {{title: {}, takes: 60min, scenario_time: 2022-01-0{}T00:00, "
            "pace: 10, "
            "situation: {}, ground_truth: {}, key_issues: [{}], questions: [{{group: staff, text: "
            "{}}}]}}\n",
            number, word("move-title"), number == std::string("1") ? 3 : 4, word("situation"),
            word("ground-truth"), word("key-issue"), word("question"));
    }
    return text;
}

std::string injects(const Words& w) {
    std::string text = "injects:\n";
    const auto inject = [&](const char* name, const std::string& time, const char* more) {
        const auto word = [&](const char* what) { return w(fmt::format("{}-{}", what, name)); };
        text += fmt::format(
            "  - {{name: {}, {}, {} mode: phone, from: {}, title: {}, message: {}, "
            "expected_action: {}, objective: decide, evaluation_task: {}, controller: {}, notes: "
            "{}}}\n",
            name, time, more, word("from"), word("inject-title"), word("message"), word("expected"),
            word("evaluation"), word("given-by"), word("notes"));
    };
    inject("one", "move: move-1, after: 5min", "");
    inject("spare", "move: move-1, after: 15min", "type: contingency, contingency_for: one,");
    inject("known", "move: move-1, when: {suspected_hosts: 1}", "");
    inject("two", "move: move-2, at: 2022-01-04T02:00", "");
    return text + fmt::format(R"(derived_injects:
  - {{name: drafted, from: simulation, controller: {}}}
decisions:
  - {{name: what-now, move: move-2, question: {}, group: staff, options: [{{name: a, title: {}, strategy: off}}, {{name: b, title: {}}}]}}
)",
                              w("draft-controller"), w("decision"), w("option-a"), w("option-b"));
}

Files files_of(const ExerciseFixture::TextOf& text_of) {
    const Words w(text_of);
    const auto house = [&](const char* id) {
        return fmt::format(
            "  {0}: {{template: house, name: {1}, city: {2}, region: DE-NW, members: 100}}\n", id,
            w(fmt::format("organisation-{}", id)), w("city"));
    };
    Files files;
    files.federation = "organisations:\n  also:\n  " + house("house") + "  " + house("yard") +
                       fmt::format(R"(templates:
  house:
    host_groups: {{servers: {{kind: server, count: 2, zone: z}}}}
    crews: {{it: {{people: 1, shift: round-the-clock}}}}
    services:
      desk: {{title: {}, needs: [servers], demand: {{share: 0.5, profile: always, kind: immediate}}}}
)",
                                   w("service"));
    files.attacker = fmt::format("title: {}{}", w("attacker"), Files::quiet);
    files.scenario = fmt::format(R"(
title: {}
summary: {}
people: {{en: [{}, {}], de: [{}, {}]}}
exercise: exercise.yaml
known_at_start: [{{at: house/servers, hosts: 1, what: suspected, text: {}}}]
strategies:
  "off":
    title: {}
    plays:
      - {{name: switch-off, when: {{suspected_hosts: 1}}, after: 1h, do: [{{shutdown: {{}}}}, {{restore: {{begins_after: 2h}}}}]}}
)",
                                 w("scenario-title"), w("summary"), w("person"), w("people"),
                                 w("person"), w("people"), w("given"), w("strategy"));
    files.further["exercise.yaml"] = exercise_file(w) + moves(w) + injects(w);
    return files;
}

std::vector<std::optional<SimTime>> conditions_of(const model::Plan& plan,
                                                  const model::RunOptions& options) {
    const model::Plan watched(exercise::with_watches(plan.scenario(), options.strategy));
    return exercise::came_true(watched, options, model::run(watched, options));
}

}  // namespace

ExerciseFixture::ExerciseFixture(const TextOf& text_of, Language language)
    : text_(language), plan_(plan_of(files_of(text_of))) {
    const model::RunOptions options;
    model::RunResult world = model::run(plan_, options);
    const scenario::Exercise& exercise = *plan_.scenario().exercise;
    report::RunReport told = report::make_run_report(plan_, options, world, text_);
    exercise::Schedule schedule =
        exercise::schedule_of(exercise, plan_.calendar(), conditions_of(plan_, options),
                              exercise::derived_injects(plan_, options, world));
    material_ = std::make_unique<report::ExerciseMaterial>(
        report::ExerciseMaterial{.plan = plan_,
                                 .exercise = exercise,
                                 .options = options,
                                 .world = std::move(world),
                                 .report = std::move(told),
                                 .schedule = std::move(schedule),
                                 .study = {},
                                 .seen = {}});
}

}  // namespace kammerspiel::test
