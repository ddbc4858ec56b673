#pragma once

#include "tests/bench/table.hpp"

// Each adds benchmarks that put their figures into the table, which must outlive them.

namespace kammerspiel::bench {

void add_queue_benchmarks(Table& table, Size size);
void add_phold_benchmarks(Table& table, Size size);
void add_model_benchmarks(Table& table, Size size);
void add_load_benchmarks(Table& table, Size size);

}  // namespace kammerspiel::bench
