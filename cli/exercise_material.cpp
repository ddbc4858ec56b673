#include "cli/exercise_material.hpp"
#include "cli/say.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/comparison_output.hpp"
#include "cli/named.hpp"
#include "cli/paper_folder.hpp"
#include "cli/study_scenario.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/exercise/derived_injects.hpp"
#include "kammerspiel/exercise/early_plays.hpp"
#include "kammerspiel/exercise/watched.hpp"
#include "kammerspiel/live/play.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t enough_worlds = 2;

/// The study's file, where `path` is one or the folder of one.
std::optional<fs::path> study_at(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error) && path.extension() == ".sqlite") return path;
    const fs::path inside = path / "study.sqlite";
    return fs::is_regular_file(inside, error) ? std::optional(inside) : std::nullopt;
}

struct Sources {
    std::optional<scenario::Scenario> scenario;
    std::optional<ensemble::Store> study;
    std::optional<live::SessionFile> session;  ///< of live play, where it is made from one
};

/// A study that is named must be one of the scenario; one that lies where `compare` puts it is used
/// if it is.
bool add_study(const MaterialOptions& options, Sources& sources, const Common& common) {
    const Text& text = common.text;
    const bool is_named = !options.study.empty();
    const fs::path place =
        is_named ? fs::path(options.study) : fs::path("out") / (sources.scenario->id + "-compare");
    const auto file = study_at(place);
    if (!file) {
        if (!is_named) return true;
        complain("kammerspiel: " + text("cli.papers.no_such_study", {{"file", place.string()}}) +
                 "\n");
        return false;
    }
    ensemble::Store study = ensemble::Store::open(*file);
    const auto changes = changes_since(study.about(), *sources.scenario, text);
    const bool is_same = changes && changes->empty();
    const bool is_enough = study.worlds() >= enough_worlds;
    if (is_same && is_enough) {
        if (study.about().definition.program_version != program_version) {
            say(common, text("cli.papers.other_version",
                             {{"there", study.about().definition.program_version}}));
        }
        say(common,
            text("cli.papers.uses_study",
                 {{"file", file->string()}, {"count", static_cast<std::int64_t>(study.worlds())}}));
        sources.study = std::move(study);
        return true;
    }
    complain("kammerspiel: " +
             text(!is_same ? "cli.papers.other_scenario" : "cli.papers.too_few_worlds",
                  {{"file", file->string()},
                   {"scenario", sources.scenario->id},
                   {"changes", in_words(changes, text)}}) +
             "\n");
    return !is_named;
}

std::optional<Sources> sources_of(const MaterialOptions& options, const Common& common) {
    Sources sources;
    if (live::SessionFile::is_one(options.result)) {
        auto opened = live::SessionFile::open(options.result, false);
        if (const auto* unusable = std::get_if<live::UnusableSession>(&opened)) {
            complain("kammerspiel: " + common.text(unusable->message) + "\n");
            return std::nullopt;
        }
        sources.session = std::move(std::get<live::SessionFile>(opened));
        sources.scenario = sources.session->as_played();
        return sources;
    }
    if (const auto study = study_at(options.result)) {
        sources.study = ensemble::Store::open(*study);
        sources.scenario = scenario_of(sources.study->about(), common.text);
        if (!sources.scenario) return std::nullopt;
        if (sources.study->worlds() < enough_worlds) {
            complain("kammerspiel: " +
                     common.text("cli.papers.too_few_worlds",
                                 {{"file", study->string()}, {"scenario", sources.scenario->id}}) +
                     "\n");
            sources.study.reset();
        }
        return sources;
    }
    sources.scenario = load_or_complain(options.result, common.text,
                                        common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!sources.scenario || !add_study(options, sources, common)) return std::nullopt;
    return sources;
}

template <class Items>
std::uint32_t position_of(const Items& items, const std::optional<scenario::Name>& name) {
    if (!name) return 0;
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const auto& one) { return one.name == *name; });
    return found == items.end() ? 0 : static_cast<std::uint32_t>(found - items.begin());
}

/// Where a scenario has no exercise: what pages of its results are marked with.
scenario::Exercise bare(const scenario::Scenario& scenario) {
    scenario::Exercise exercise;
    exercise.title = scenario.title;
    exercise.begins = scenario.starts;
    return exercise;
}

model::RunOptions played_world(const scenario::Scenario& scenario) {
    const scenario::Exercise& exercise = *scenario.exercise;
    return {.strategy = position_of(scenario.strategies, exercise.strategy),
            .attacker = position_of(scenario.attackers, exercise.attacker),
            .world = {.seed = exercise.seed, .replication = exercise.world},
            .keep_trace = true,
            .stop = {}};
}

/// Whether an exercise can be played in it: it agrees with the start that the scenario gives, and
/// leaves to players what they are asked.
bool is_fit(const model::Plan& plan, const model::RunOptions& options,
            const model::RunResult& world) {
    return world.metrics.hosts.destroyed_before_start == 0 &&
           exercise::early_plays(plan, options, world).empty();
}

/// The first world that is fit.
std::string other_world(const model::Plan& plan, model::RunOptions options, const Text& text) {
    constexpr std::uint64_t tried = 50;
    for (options.world.replication = 0; options.world.replication < tried;
         ++options.world.replication) {
        if (is_fit(plan, options, model::run(plan, options))) {
            return text("cli.papers.try_world",
                        {{"world", fmt::format("{}", options.world.replication)}});
        }
    }
    return text("cli.papers.no_world");
}

void warn_of_world(const model::Plan& plan, const model::RunOptions& options,
                   const model::RunResult& world, const std::vector<exercise::EarlyPlay>& early,
                   const Text& text) {
    if (is_fit(plan, options, world)) return;
    const std::string number = fmt::format("{}", options.world.replication);
    const std::uint64_t destroyed = world.metrics.hosts.destroyed_before_start;
    std::string found;
    if (destroyed > 0) {
        found =
            text("cli.papers.wrong_world",
                 {{"world", number}, {"count", text.whole(static_cast<std::int64_t>(destroyed))}});
    } else {
        const Calendar& calendar = plan.calendar();
        found = text("cli.papers.early_play",
                     {{"world", number},
                      {"play", early.front().play},
                      {"decision", early.front().decision},
                      {"decided", text.short_moment(calendar.local(early.front().decided))},
                      {"asked", text.short_moment(calendar.local(early.front().asked))}});
    }
    complain("kammerspiel: " + found + " " + other_world(plan, options, text) + "\n");
}

/// What was filled in where it lies is read without being named.
void add_filled_in(const fs::path& folder, std::vector<fs::path>& evaluations,
                   std::vector<fs::path>& feedback, std::optional<fs::path>& log,
                   const Common& common) {
    std::vector<fs::path> given = evaluations;
    if (log) given.push_back(*log);
    given.insert(given.end(), feedback.begin(), feedback.end());
    FilledIn filled = sheets_filled_in(folder, given);
    std::vector<std::string> names;
    for (fs::path& file : filled.evaluations) {
        names.push_back(file.string());
        evaluations.push_back(std::move(file));
    }
    for (fs::path& file : filled.feedback) {
        names.push_back(file.string());
        feedback.push_back(std::move(file));
    }
    if (!log && filled.log) {
        log = filled.log;
        names.push_back(log->string());
    }
    if (names.empty()) return;
    say(common, common.text("cli.papers.reads_filled_in",
                            {{"files", fmt::format("{}", fmt::join(names, ", "))}}));
}

/// Whatever rows can be read; what is wrong with others is said. Nothing where a file cannot be
/// read.
std::optional<exercise::WhatWasSeen> what_was_seen(const MaterialOptions& options,
                                                   const scenario::Exercise& exercise,
                                                   Gathered& gathered, const Common& common) {
    exercise::WhatWasSeen seen;
    Diagnostics diagnostics;
    std::vector<fs::path> evaluations(options.evaluations.begin(), options.evaluations.end());
    std::vector<fs::path> feedback(options.feedback.begin(), options.feedback.end());
    std::optional<fs::path> log;
    if (!options.log.empty()) log = options.log;
    add_filled_in(gathered.folder, evaluations, feedback, log, common);
    gathered.inputs = evaluations;
    gathered.inputs.insert(gathered.inputs.end(), feedback.begin(), feedback.end());
    if (log) gathered.inputs.push_back(*log);
    for (const fs::path& file : evaluations) {
        auto read = exercise::read_evaluations(file, exercise, diagnostics);
        seen.observations.insert(seen.observations.end(), read.begin(), read.end());
    }
    for (const fs::path& file : feedback) {
        auto read = exercise::read_feedback(file, diagnostics);
        std::move(read.begin(), read.end(), std::back_inserter(seen.feedback));
    }
    if (log) seen.log = exercise::read_log(*log, exercise, diagnostics);
    complain_of(diagnostics, NoLines(), common.text, common.uses_colour(STDERR_FILENO),
                !common.quiet);
    if (diagnostics.has_errors()) return std::nullopt;
    return seen;
}

}  // namespace

std::vector<std::optional<SimTime>> moments_of_conditions(const scenario::Scenario& scenario) {
    const auto& injects = scenario.exercise->injects;
    const bool any = std::any_of(injects.begin(), injects.end(),
                                 [](const auto& inject) { return inject.when.has_value(); });
    if (!any) return std::vector<std::optional<SimTime>>(injects.size());
    const model::RunOptions options = played_world(scenario);
    const model::Plan plan(exercise::with_watches(scenario, options.strategy));
    return exercise::came_true(plan, options, model::run(plan, options));
}

exercise::Schedule played_schedule(const scenario::Scenario& scenario) {
    const model::RunOptions options = played_world(scenario);
    const model::Plan plan(scenario);
    std::vector<scenario::Inject> drafts;
    if (!scenario.exercise->derived.empty()) {
        drafts = exercise::derived_injects(plan, options, model::run(plan, options));
    }
    return exercise::schedule_of(*scenario.exercise, plan.calendar(),
                                 moments_of_conditions(scenario), drafts);
}

std::optional<Gathered> gather(const MaterialOptions& options, const Common& common) {
    const Text& text = common.text;
    auto sources = sources_of(options, common);
    if (!sources) return std::nullopt;
    scenario::Scenario& scenario = *sources->scenario;
    Gathered gathered;
    gathered.scenario = scenario.id;
    gathered.folder = options.out.empty() ? "out/" + scenario.id + "-papers" : options.out;
    if (!scenario.exercise) {
        say(common, text("cli.papers.no_exercise", {{"scenario", scenario.id}}));
        scenario.exercise = bare(scenario);
    }
    const scenario::Exercise exercise = *scenario.exercise;
    const model::RunOptions run = played_world(scenario);
    auto seen = what_was_seen(options, exercise, gathered, common);
    if (!seen) return std::nullopt;
    const auto came_true = moments_of_conditions(scenario);
    std::optional<report::StudyMaterial> study;
    if (sources->study) {
        StudyReport found =
            report_of(*sources->study, scenario, ensemble::Metric::member_hours_lost, false);
        study = {std::move(found.comparison), std::move(found.context)};
    }
    if (sources->session) {
        exercise::WhatWasSeen live = sources->session->what_was_seen(text);
        std::move(live.observations.begin(), live.observations.end(),
                  std::back_inserter(seen->observations));
        std::move(live.log.begin(), live.log.end(), std::back_inserter(seen->log));
        std::move(live.feedback.begin(), live.feedback.end(), std::back_inserter(seen->feedback));
    }
    gathered.plan = std::make_unique<const model::Plan>(std::move(scenario));
    const model::Plan& plan = *gathered.plan;
    model::RunResult world = model::run(plan, run);
    auto early = exercise::early_plays(plan, run, world);
    warn_of_world(plan, run, world, early, text);
    report::RunReport report = report::make_run_report(plan, run, world, text);
    exercise::Schedule schedule = exercise::schedule_of(
        exercise, plan.calendar(), came_true, exercise::derived_injects(plan, run, world));
    // The exercise that it refers to is the plan's, as `gathered` itself may move.
    gathered.material = std::make_unique<report::ExerciseMaterial>(
        report::ExerciseMaterial{.plan = plan,
                                 .exercise = *plan.scenario().exercise,
                                 .options = run,
                                 .world = std::move(world),
                                 .report = std::move(report),
                                 .schedule = std::move(schedule),
                                 .study = std::move(study),
                                 .seen = std::move(*seen)});
    gathered.material->early = std::move(early);
    if (sources->session) {
        constexpr std::uint64_t worlds = 200;
        gathered.material->is_live = true;
        gathered.material->costs = sources->session->costs(worlds, {});
    } else {
        gathered.material->branches = live::option_branches(plan.scenario());
    }
    return gathered;
}

}  // namespace kammerspiel::cli
