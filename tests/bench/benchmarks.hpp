#pragma once

#include <benchmark/benchmark.h>

#include <exception>
#include <string>

#include "tests/bench/table.hpp"

// Each adds benchmarks that put their figures into the table, which must outlive them.

namespace kammerspiel::bench {

/// Registers what measures and adds rows by itself, however long it takes.
template <class Measure>
void add_benchmark(const std::string& name, Measure measure) {
    benchmark::RegisterBenchmark(name.c_str(), [measure](benchmark::State& state) {
        for (auto _ : state) {
            try {
                measure();
            } catch (const std::exception& failure) {
                state.SkipWithError(failure.what());
            }
        }
    })->Iterations(1);
}

void add_queue_benchmarks(Table& table, Size size);
void add_phold_benchmarks(Table& table, Size size);
void add_model_benchmarks(Table& table, Size size);
void add_load_benchmarks(Table& table, Size size);
void add_study_benchmarks(Table& table, Size size);
void add_structure_benchmarks(Table& table, Size size);
void add_papers_benchmarks(Table& table);

}  // namespace kammerspiel::bench
