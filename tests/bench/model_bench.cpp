#include <fmt/format.h>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/model/workspace.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/generated.hpp"
#include "tests/bench/measure.hpp"

namespace kammerspiel::bench {
namespace {

using model::Executive;
using model::Plan;
using model::RunOptions;

struct Ran {
    double seconds;
    double events;
    std::uint64_t compromised;
    [[nodiscard]] double rate() const { return events / seconds; }
};

Ran timed_run(const Plan& plan, const RunOptions& options) {
    Ran ran{};
    ran.seconds = seconds_of([&] {
        const model::RunResult result = model::run(plan, options);
        ran.events = static_cast<double>(result.events);
        ran.compromised = result.metrics.hosts.compromised;
    });
    return ran;
}

void measure_worm(std::size_t organisations, std::size_t rounds, Table& table) {
    const Folder folder;
    write_worm(folder.path(), organisations);
    const Plan plan(loaded(folder.path()));
    const std::string name = fmt::format("worm, {} x 1,000 hosts", organisations);
    const double hosts = static_cast<double>(organisations) * 1000;
    // As replications of an ensemble run: figures, no trace.
    const RunOptions alone{
        .world = {.seed = 1}, .executive = Executive::sequential, .keep_trace = false};
    const PeakMemory peak;
    const Ran first = timed_run(plan, alone);
    const double bytes = peak.bytes();
    ensure(static_cast<double>(first.compromised) > 0.99 * hosts,
           "the worm reached only {} of {} hosts", first.compromised, hosts);
    table.add({name, "events", first.events / 1e6, "M"});
    table.add({name, "peak memory", bytes / hosts, "B/host", at_most(200)});
    for (const unsigned threads : {1U, 2U}) {
        RunOptions shared = alone;
        shared.executive = Executive::parallel;
        shared.threads = threads;
        const Compared compared = interleaved(
            rounds, [&] { return timed_run(plan, alone).rate(); },
            [&] { return timed_run(plan, shared).rate(); }, 0);
        if (threads == 1) {
            table.add({name, "sequential", compared.first / 1e6, "M events/s"});
            table.add({name, "sequential, wall", first.events / compared.first, "s", at_most(60)});
        }
        table.add({name, fmt::format("parallel, {} / sequential", threads), compared.ratio, "x",
                   at_least(threads == 1 ? 0.85 : 1.6)});
    }
}

void measure_chambers(std::size_t rounds, Table& table) {
    const Plan plan(loaded(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022"));
    for (std::uint32_t attacker = 0; attacker < plan.scenario().attackers.size(); ++attacker) {
        const RunOptions options{.attacker = attacker, .world = {.seed = 2022}};
        const PeakMemory peak;
        std::vector<double> seconds;
        Ran ran{};
        for (std::size_t round = 0; round < rounds; ++round) {
            ran = timed_run(plan, options);
            seconds.push_back(ran.seconds);
        }
        const std::string name =
            fmt::format("ihk-2022, one world: {}", plan.scenario().attackers[attacker].name.text);
        table.add({name, "events", ran.events, ""});
        table.add({name, "wall", median(seconds) * 1e3, "ms", at_most(200)});
        table.add({name, "rate", ran.events / median(seconds) / 1e6, "M events/s"});
        table.add({name, "peak memory", peak.bytes() / 1e6, "MB"});
    }
}

/// Runs of an ensemble, in one thread: figures, no trace, memory used again.
void measure_ensemble(std::uint64_t worlds, Table& table) {
    const Plan plan(loaded(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022"));
    const auto& strategies = plan.scenario().strategies;
    const auto& attackers = plan.scenario().attackers;
    model::Workspace workspace;
    double all = 0;
    for (std::uint32_t s = 0; s < strategies.size(); ++s) {
        for (std::uint32_t a = 0; a < attackers.size(); ++a) {
            double seconds = 0;
            for (std::uint64_t world = 0; world < worlds; ++world) {
                const RunOptions options{.strategy = s,
                                         .attacker = a,
                                         .world = {.seed = 2022, .replication = world},
                                         .keep_trace = false};
                seconds += seconds_of([&] { (void)model::run(plan, options, workspace); });
            }
            const double each = seconds / static_cast<double>(worlds) * 1e3;
            table.add({fmt::format("ihk-2022, a run: {}", strategies[s].name.text),
                       attackers[a].name.text, each, "ms"});
            all += each;
        }
    }
    const double mean = all / static_cast<double>(strategies.size() * attackers.size());
    table.add({"ihk-2022, a run", "mean of strategies and attackers", mean, "ms", at_most(8)});
}

}  // namespace

void add_model_benchmarks(Table& table, Size size) {
    const bool full = size == Size::full;
    add_benchmark("worm", [full, &table] { measure_worm(full ? 1000 : 5, 1, table); });
    add_benchmark("ihk-2022", [full, &table] { measure_chambers(full ? 9 : 1, table); });
    add_benchmark("ensemble", [full, &table] { measure_ensemble(full ? 50 : 1, table); });
}

}  // namespace kammerspiel::bench
