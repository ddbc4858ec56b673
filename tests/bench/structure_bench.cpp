#include <fmt/format.h>

#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/graph/analysis.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/generated.hpp"
#include "tests/bench/measure.hpp"

namespace kammerspiel::bench {
namespace {

void measure(std::size_t chambers, Table& table) {
    const Folder folder;
    write_large_chambers(folder.path(), chambers);
    const PeakMemory peak;
    const scenario::Scenario scenario = loaded(folder.path());
    const federation::Federation federation = federation::compile(scenario);
    const std::string name =
        fmt::format("analyse {} organisations, {} host groups", federation.organisations.size(),
                    federation.host_groups.size());
    const double seconds = seconds_of([&] {
        const graph::NeedGraph graph(federation);
        const auto needs = graph::analyse_needs(scenario, graph);
        ensure(needs.singles.is_complete, "not every failure was tried");
        const auto attacks = graph::analyse_attacks(scenario, graph, needs.singles);
        ensure(!attacks.paths.empty(), "there is no way of attack");
    });
    table.add({name, "seconds", seconds, "s", at_most(10.0)});
    table.add({name, "peak memory, scenario included", peak.bytes() / 1e6, "MB", at_most(2000.0)});
}

}  // namespace

void add_structure_benchmarks(Table& table, Size size) {
    const std::size_t chambers = size == Size::full ? 10'000 : 100;
    add_benchmark(fmt::format("structure/{}", chambers),
                  [chambers, &table] { measure(chambers, table); });
}

}  // namespace kammerspiel::bench
