#include "kammerspiel/exercise/derived_injects.hpp"
#include "kammerspiel/report/exercise_papers.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/generated.hpp"
#include "tests/bench/measure.hpp"

namespace kammerspiel::bench {
namespace {

/// From the text of the scenario to all papers in one language, but for those that need a study.
void measure(Table& table) {
    std::size_t files = 0;
    const double seconds = seconds_of([&] {
        const Text text(Language::de);
        const model::Plan plan(loaded(KAMMERSPIEL_ROOT "/scenarios/ihk-2022"));
        const scenario::Exercise& exercise = *plan.scenario().exercise;
        const model::RunOptions options{
            .world = {.seed = exercise.seed, .replication = exercise.world}, .stop = {}};
        model::RunResult world = model::run(plan, options);
        report::RunReport told = report::make_run_report(plan, options, world, text);
        exercise::Schedule schedule = exercise::schedule_of(
            exercise, plan.calendar(), std::vector<std::optional<SimTime>>(exercise.injects.size()),
            exercise::derived_injects(plan, options, world));
        const report::ExerciseMaterial material{.plan = plan,
                                                .exercise = exercise,
                                                .options = options,
                                                .world = std::move(world),
                                                .report = std::move(told),
                                                .schedule = std::move(schedule),
                                                .study = {},
                                                .seen = {}};
        files = report::exercise_papers(material, text).files.size();
    });
    ensure(files > 20, "there are only {} files", files);
    table.add({"papers of ihk-2022, one language, no study, no PDF", "seconds", seconds, "s",
               at_most(10.0)});
}

}  // namespace

void add_papers_benchmarks(Table& table) {
    add_benchmark("papers/ihk-2022", [&table] { measure(table); });
}

}  // namespace kammerspiel::bench
