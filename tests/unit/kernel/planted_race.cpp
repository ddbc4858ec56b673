#include <atomic>
#include <memory>
#include <thread>

#include "kammerspiel/kernel/parallel.hpp"

// A model that breaks the rule of models: two processes write the same number.

using namespace kammerspiel;
using namespace kammerspiel::kernel;

namespace {

struct Nothing {};

struct PlantedRace {
    using Event = Nothing;
    std::shared_ptr<std::atomic<int>> here = std::make_shared<std::atomic<int>>(0);
    int shared = 0;

    [[nodiscard]] static std::size_t processes() { return 2; }
    void handle(const EventKey&, const Event&, Outbox<Event>&) {
        // Both are here at once, so that two threads are. Relaxed: this orders nothing.
        here->fetch_add(1, std::memory_order_relaxed);
        while (here->load(std::memory_order_relaxed) < 2) std::this_thread::yield();
        ++shared;
    }
};

}  // namespace

int main() {
    Parallel<PlantedRace> run{
        PlantedRace{}, seconds(1), {.threads = 2, .shards = 2, .inline_below = 0}};
    run.schedule(ProcessId{0U}, SimTime::start(), 0, {});
    run.schedule(ProcessId{1U}, SimTime::start(), 0, {});
    run.run();
    return run.model().shared == 2 ? 0 : 1;
}
