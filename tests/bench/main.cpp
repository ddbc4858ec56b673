#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "tests/bench/benchmarks.hpp"

// Runs the benchmarks and prints one table. `--quick` makes all workloads small; Google Benchmark's
// own options work too, such as --benchmark_filter=phold and --benchmark_list_tests.

namespace {

/// Says what is done meanwhile; the figures come together at the end.
class Progress : public benchmark::BenchmarkReporter {
   public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            failed_ = failed_ || run.error_occurred;
            std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(),
                         run.error_occurred ? run.error_message.c_str() : "done");
        }
    }
    [[nodiscard]] bool failed() const { return failed_; }

   private:
    bool failed_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    using namespace kammerspiel::bench;
    char** end = std::remove_if(argv + 1, argv + argc,
                                [](std::string_view word) { return word == "--quick"; });
    const Size size = end == argv + argc ? Size::full : Size::quick;
    argc = static_cast<int>(end - argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    Table table(size);
    add_queue_benchmarks(table, size);
    add_phold_benchmarks(table, size);
    add_model_benchmarks(table, size);
    add_study_benchmarks(table, size);
    add_structure_benchmarks(table, size);
    add_papers_benchmarks(table);
    add_load_benchmarks(table, size);
    Progress progress;
    benchmark::RunSpecifiedBenchmarks(&progress);
    if (!table.empty()) std::fputs(table.text().c_str(), stdout);
    return progress.failed() ? 1 : 0;
}
