#include <fmt/format.h>

#include <numeric>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/ensemble/comparison.hpp"
#include "kammerspiel/ensemble/study.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/generated.hpp"
#include "tests/bench/measure.hpp"

namespace kammerspiel::bench {
namespace {

using ensemble::Driver;
using ensemble::Ensemble;
using ensemble::Study;
using model::Plan;

constexpr std::uint64_t seed = 2022;
constexpr auto forever = std::chrono::steady_clock::time_point::max();

template <class Items>
std::vector<std::uint32_t> all_of(const Items& items) {
    std::vector<std::uint32_t> numbers(items.size());
    std::iota(numbers.begin(), numbers.end(), 0U);
    return numbers;
}

/// Seconds for the runs alone, with the figures that a study takes from them and keeps in memory.
double seconds_of_runs(const Plan& plan, const Ensemble& ensemble, unsigned threads) {
    Driver driver(threads);
    const auto demanded = ensemble::services_with_demand(plan.federation());
    std::vector<ensemble::Headline> rows(ensemble.tasks());
    return seconds_of([&] {
        driver.run(plan, ensemble,
                   [&](std::size_t number, const auto&, const Plan& with, auto&& result) {
                       rows[number] = ensemble::headline(with, result.metrics, demanded);
                   });
    });
}

ensemble::Store new_store(const Plan& plan, const std::filesystem::path& path) {
    const scenario::Scenario& scenario = plan.scenario();
    ensemble::About about;
    about.definition = {.program_version = "bench",
                        .scenario_hash = scenario::hash(scenario),
                        .seed = seed,
                        .strategies = {},
                        .uncertain = false};
    for (const auto& strategy : scenario.strategies) {
        about.definition.strategies.push_back(strategy.name.text);
        about.strategy_titles.push_back(strategy.title);
    }
    for (const auto& attacker : scenario.attackers) {
        about.attackers.push_back(attacker.name.text);
        about.attacker_titles.push_back(attacker.title);
        about.weights.push_back(attacker.weight);
    }
    about.horizon = scenario.horizon;
    about.sources = scenario.sources;
    return ensemble::Store::create(path, about, ensemble::sites(plan.federation()));
}

double seconds_of_study(const Plan& plan, std::uint64_t worlds, unsigned threads) {
    const Folder folder;
    ensemble::Store store = new_store(plan, folder.path() / "study.sqlite");
    ensemble::ThreadRunner runner(threads);
    Study study(plan, store, runner);
    return seconds_of([&] {
        study.advance(worlds, forever, {}, {});
        store.finish();
    });
}

void measure_chambers(std::uint64_t worlds, std::size_t rounds, Table& table) {
    const Plan plan(loaded(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022"));
    const Ensemble ensemble{.strategies = all_of(plan.scenario().strategies),
                            .attackers = all_of(plan.scenario().attackers),
                            .worlds = worlds,
                            .seed = seed};
    const std::string name = fmt::format("ihk-2022, {} strategies x {} attackers",
                                         ensemble.strategies.size(), ensemble.attackers.size());
    const auto rate = [&](double seconds) { return static_cast<double>(worlds) / seconds; };
    const Compared threads = interleaved(
        rounds, [&] { return rate(seconds_of_runs(plan, ensemble, 1)); },
        [&] { return rate(seconds_of_runs(plan, ensemble, 2)); }, 0);
    table.add({name, "1 thread", threads.first, "worlds/s"});
    table.add({name, "2 threads", threads.second, "worlds/s"});
    table.add({name, "efficiency of 2 threads", threads.ratio / 2, "", at_least(0.9)});
    const Compared store = interleaved(
        rounds, [&] { return rate(seconds_of_runs(plan, ensemble, 2)); },
        [&] { return rate(seconds_of_study(plan, worlds, 2)); }, 0);
    table.add({name, "time for sums and store", (1 / store.ratio - 1) * 100, "%", at_most(5)});
}

/// Five strategies x 1,000 worlds: each world with one attacker, as often as its prior says.
void measure_thousand(std::uint64_t worlds, Table& table) {
    const Plan plan(loaded(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022"));
    const auto& attackers = plan.scenario().attackers;
    double sum = 0;
    for (const auto& attacker : attackers) sum += attacker.weight;
    double seconds = 0;
    std::uint64_t first = 0;
    for (std::uint32_t a = 0; a < attackers.size(); ++a) {
        const auto share =
            static_cast<std::uint64_t>(static_cast<double>(worlds) * attackers[a].weight / sum);
        seconds += seconds_of_runs(plan,
                                   {.strategies = all_of(plan.scenario().strategies),
                                    .attackers = {a},
                                    .first_world = first,
                                    .worlds = share,
                                    .seed = seed},
                                   2);
        first += share;
    }
    table.add({"ihk-2022, 5 strategies",
               fmt::format("{} worlds, attackers by prior, 2 threads", worlds), seconds, "s",
               at_most(20)});
    const double all = seconds_of_study(plan, worlds, 2);
    table.add({"ihk-2022, 5 strategies",
               fmt::format("{} worlds x 3 attackers, store, 2 threads", worlds), all, "s"});
}

/// One house of 20 hosts: so small that worlds are what takes memory, if anything does.
void measure_memory(std::uint64_t worlds, Table& table) {
    const Folder folder;
    write_house(folder.path());
    const Plan plan(loaded(folder.path()));
    ensemble::Store store = new_store(plan, folder.path() / "study.sqlite");
    ensemble::ThreadRunner runner(2);
    const auto megabytes = [](const PeakMemory& peak) { return peak.bytes() / 1e6; };
    const PeakMemory peak;
    Study study(plan, store, runner);
    study.advance(worlds / 10, forever, {}, {});
    const double early = megabytes(peak);
    const double seconds = seconds_of([&] { study.advance(worlds, forever, {}, {}); });
    table.add({"one house", fmt::format("peak memory, {} worlds", worlds / 10), early, "MB"});
    table.add({"one house", fmt::format("peak memory, {} worlds", worlds), megabytes(peak), "MB",
               at_most(300)});
    table.add({"one house", "with store, 2 threads", static_cast<double>(worlds) * 0.9 / seconds,
               "worlds/s"});
    const double compared = seconds_of([&] {
        (void)ensemble::compare(store, {.by = ensemble::Metric::member_hours_lost,
                                        .also = ensemble::usual_metrics(),
                                        .worlds = worlds});
    });
    table.add({"one house", fmt::format("statistics of {} worlds", worlds), compared, "s"});
    table.add({"one house", "peak memory with statistics", megabytes(peak), "MB", at_most(300)});
}

}  // namespace

void add_study_benchmarks(Table& table, Size size) {
    const bool full = size == Size::full;
    add_benchmark("study",
                  [full, &table] { measure_chambers(full ? 40 : 1, full ? 3 : 1, table); });
    add_benchmark("thousand", [full, &table] { measure_thousand(full ? 1000 : 10, table); });
    add_benchmark("memory", [full, &table] { measure_memory(full ? 100'000 : 100, table); });
}

}  // namespace kammerspiel::bench
