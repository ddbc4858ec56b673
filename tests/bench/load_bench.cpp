#include <fmt/format.h>

#include "kammerspiel/model/plan.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/generated.hpp"
#include "tests/bench/measure.hpp"

namespace kammerspiel::bench {
namespace {

void measure(std::size_t chambers, std::size_t rounds, Table& table) {
    const Folder folder;
    write_chambers(folder.path(), chambers);
    std::vector<double> reading;
    std::vector<double> compiling;
    const PeakMemory peak;
    for (std::size_t round = 0; round < rounds; ++round) {
        std::optional<scenario::Scenario> scenario;
        reading.push_back(seconds_of([&] { scenario = loaded(folder.path()); }));
        compiling.push_back(seconds_of([&] { model::Plan plan(std::move(*scenario)); }));
    }
    const std::string name = fmt::format("load ihk-2022 with {} chambers", chambers);
    const std::optional<Target> target =
        chambers == 10'000 ? std::optional(at_most(2.0)) : std::nullopt;
    table.add({name, "YAML to scenario", median(reading), "s", target});
    table.add({name, "scenario to plan", median(compiling), "s"});
    table.add({name, "peak memory", peak.bytes() / 1e6, "MB"});
}

}  // namespace

void add_load_benchmarks(Table& table, Size size) {
    const bool full = size == Size::full;
    for (const std::size_t chambers : {std::size_t{79}, full ? std::size_t{10'000} : 200}) {
        add_benchmark(fmt::format("load/{}", chambers),
                      [chambers, full, &table] { measure(chambers, full ? 3 : 1, table); });
    }
}

}  // namespace kammerspiel::bench
