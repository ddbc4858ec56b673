#include "kammerspiel/kernel/workers.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "tests/catch.hpp"

using namespace kammerspiel::kernel;

TEST_CASE("every task is run once, whatever the number of threads", "[kernel][workers]") {
    Workers workers{GENERATE(1U, 2U, 3U, 8U)};
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
        std::vector<std::atomic<int>> runs(count);
        auto task = [&](std::size_t i) { ++runs[i]; };
        for (int batch = 1; batch <= 20; ++batch) {
            workers.run(count, task);
            bool each_once = true;
            for (const auto& run : runs) each_once = each_once && run == batch;
            REQUIRE(each_once);
        }
    }
}

TEST_CASE("what a task throws comes out, and the workers work on", "[kernel][workers]") {
    Workers workers{GENERATE(1U, 2U, 3U, 8U)};
    auto failing = [](std::size_t i) {
        if (i == 5) throw std::runtime_error("task 5 has failed");
    };
    CHECK_THROWS_WITH(workers.run(100, failing), "task 5 has failed");
    std::atomic<int> runs = 0;
    auto counting = [&](std::size_t) { ++runs; };
    workers.run(100, counting);
    CHECK(runs == 100);
}

TEST_CASE("what tasks have written is seen when all are done", "[kernel][workers]") {
    Workers workers{3};
    std::vector<std::size_t> squares(100);
    auto square = [&](std::size_t i) { squares[i] = i * i; };
    workers.run(squares.size(), square);
    std::size_t sum = 0;
    for (const std::size_t one : squares) sum += one;
    CHECK(sum == 328350);
}

TEST_CASE("a copy of workers has as many threads and none in common", "[kernel][workers]") {
    Workers original{2};
    std::atomic<int> runs = 0;
    auto task = [&](std::size_t) { ++runs; };
    original.run(10, task);
    Workers copy = original;
    CHECK(copy.threads() == 2);
    copy.run(10, task);
    original = copy;
    original.run(10, task);
    CHECK(runs == 30);
}

TEST_CASE("no number of threads stands for all that there are", "[kernel][workers]") {
    CHECK(Workers{0}.threads() >= 1);
}
