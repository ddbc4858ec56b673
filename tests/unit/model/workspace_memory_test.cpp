#include <atomic>
#include <cstdlib>
#include <new>

#include "kammerspiel/model/workspace.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/catch.hpp"

// What a workspace spares, and that it does not grow. This program counts its own allocations.

using namespace kammerspiel;
using namespace kammerspiel::model;

namespace {

std::atomic<std::int64_t> allocations = 0;
std::atomic<std::int64_t> blocks = 0;  ///< that nobody has given back

void* counted(std::size_t bytes, std::size_t alignment) {
    ++allocations;
    ++blocks;
    void* memory = nullptr;
    if (posix_memalign(&memory, std::max(alignment, sizeof(void*)), bytes) != 0) {
        throw std::bad_alloc();
    }
    return memory;
}

void given_back(void* memory) {
    if (memory != nullptr) --blocks;
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { given_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { given_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { given_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { given_back(memory); }

TEST_CASE("a workspace keeps its memory and does not grow", "[workspace]") {
    Diagnostics diagnostics;
    auto loaded = scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022", diagnostics);
    REQUIRE(loaded.scenario.has_value());
    const Plan plan(std::move(*loaded.scenario));
    const auto run_all = [&](Workspace& workspace) {
        const std::int64_t before = allocations;
        for (std::uint32_t number = 0; number < 12; ++number) {
            (void)run(plan,
                      {.strategy = number % 4,
                       .attacker = number % 3,
                       .world = {.seed = 1, .replication = 3},
                       .keep_trace = false},
                      workspace);
        }
        return allocations - before;
    };
    Workspace workspace;
    const std::int64_t first = run_all(workspace);
    const std::int64_t second = run_all(workspace);
    const std::int64_t held = blocks;
    const std::int64_t third = run_all(workspace);
    const std::int64_t held_at_last = blocks;
    CHECK(second < first);
    CHECK(third == second);  // what a run still allocates goes with its result
    CHECK(held_at_last == held);
}
