#include <atomic>
#include <cstdlib>
#include <new>

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "tests/bench/phold.hpp"
#include "tests/catch.hpp"

// No event costs an allocation in steady state. This program counts its own.

using namespace kammerspiel;
using namespace kammerspiel::kernel;
using namespace kammerspiel::bench;

namespace {

std::atomic<std::uint64_t> allocations = 0;

void* counted(std::size_t bytes, std::size_t alignment) {
    ++allocations;
    void* memory = nullptr;
    if (posix_memalign(&memory, std::max(alignment, sizeof(void*)), bytes) != 0) {
        throw std::bad_alloc();
    }
    return memory;
}

struct Steady {
    std::uint64_t events = 0;
    std::uint64_t allocations = 0;
};

/// Runs PHOLD until it has seen about a million events, then counts during `measured` more.
template <class Executive>
Steady steady(Executive run, const Phold& phold, std::uint64_t measured) {
    seed_phold(phold, [&](ProcessId p, SimTime at) { run.schedule(p, at, 0, {}); });
    const auto until = [&](std::uint64_t events) {
        while (run.progress().events < events) {
            run.run({.horizon = run.progress().before.value_or(SimTime::start()) + seconds(1)});
        }
    };
    until(1'000'000);
    const std::uint64_t before = allocations;
    const std::uint64_t begun = run.progress().events;
    until(begun + measured);
    return {run.progress().events - begun, allocations - before};
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

TEST_CASE("allocations are counted here", "[no-allocation]") {
    const std::uint64_t before = allocations;
    const std::vector<int> some(100);
    CHECK(allocations > before);
}

// The queue may grow, by doubling, when more is pending at once or in one bucket than ever before.
// PHOLD's number of pending events is constant; after a million events it has seen its maxima.
TEST_CASE("an event allocates nothing in steady state, with one thread", "[no-allocation]") {
    const Phold phold{.processes = 1024, .remote = GENERATE(0.1, 0.25, 1.0)};
    const Steady sequential =
        steady(Sequential<PholdModel>{PholdModel{phold}, phold.shortest()}, phold, 1'000'000);
    CHECK(sequential.events >= 1'000'000);
    CHECK(sequential.allocations == 0);
}

// The parallel executive has lists of letters between its shards besides. They are many and short,
// so that chance goes on finding a fuller one for a while: a few dozen times, where one allocation
// for each window would be 600 and one for each event a million.
TEST_CASE("an event allocates nothing in steady state, in parallel", "[no-allocation]") {
    const Phold phold{.processes = 1024, .remote = 0.25};
    const unsigned threads = GENERATE(1U, 2U);
    const ParallelOptions options{.threads = threads, .shards = 8};
    const Steady steadily = steady(
        Parallel<PholdModel>{PholdModel{phold}, phold.shortest(), options}, phold, 1'000'000);
    CHECK(steadily.allocations <= 64);
}
