// PHOLD, the usual yardstick of discrete-event kernels (Fujimoto 1990): every event begets another
// one, here or at a process chosen at random. Run by one thread, by several, and by several that go
// on where one was stopped: the same run each time.

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "kammerspiel/kernel.hpp"

namespace {

using namespace kammerspiel;

constexpr std::uint32_t processes = 1024;
constexpr std::uint64_t events_each = 16;
constexpr double remote = 0.25;  // share of events that go elsewhere
constexpr Duration lookahead = Duration::micros(100'000);
constexpr SimTime half_way = SimTime::at(seconds(5));
constexpr SimTime end = SimTime::at(seconds(10));

class Phold {
   public:
    struct Event {
        std::uint64_t ancestors;
    };

    [[nodiscard]] std::size_t processes() const { return handled_.size(); }

    void handle(const kernel::EventKey& key, const Event& event, kernel::Outbox<Event>& out) {
        // State of the event's own process, and of no other.
        const std::uint64_t index = handled_[key.target().index()]++;
        const kernel::EntityId self{key.target().value};
        const auto luck = draws_.four(self, kernel::Purpose{0}, index);
        const SimTime at = key.at() + lookahead + exponential(luck[0]);
        if (luck[1] >= remote) return out.schedule(at, 0, {event.ancestors + 1});
        const auto target = static_cast<std::uint32_t>(luck[2] * ::processes);
        out.send(kernel::ProcessId{target}, at, 0, {event.ancestors + 1});
    }
    [[nodiscard]] static Duration exponential(kernel::Uniform u) {
        return Duration::micros(std::llround(-std::log(u) * 1e6));  // mean 1 s
    }
    [[nodiscard]] const std::vector<std::uint64_t>& handled() const { return handled_; }

   private:
    kernel::Draws draws_{1, 0};
    std::vector<std::uint64_t> handled_ = std::vector<std::uint64_t>(::processes);
};

template <class Executive>
void begin(Executive& run) {
    const kernel::Draws draws{2, 0};
    for (std::uint32_t p = 0; p < processes; ++p) {
        for (std::uint64_t i = 0; i < events_each; ++i) {
            const auto u = draws.uniform(kernel::EntityId{p}, kernel::Purpose{0}, i);
            run.schedule(kernel::ProcessId{p}, SimTime::start() + Phold::exponential(u), 0, {0});
        }
    }
}

template <class Executive>
void go_on(const char* name, Executive& run) {
    const std::uint64_t before = run.progress().events;
    const auto since = std::chrono::steady_clock::now();
    run.run({.horizon = end});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - since;
    const auto events = static_cast<double>(run.progress().events - before);
    fmt::print("{:<12} {:>9} events, {:.1f} million a second\n", name, run.progress().events,
               events / took.count() / 1e6);
}

}  // namespace

int main() {
    kernel::Sequential<Phold> alone(Phold{}, lookahead);
    begin(alone);
    go_on("one thread", alone);

    kernel::Parallel<Phold> together(Phold{}, lookahead, {.threads = 2});
    begin(together);
    go_on("two threads", together);

    kernel::Sequential<Phold> stopped(Phold{}, lookahead);
    begin(stopped);
    stopped.run({.horizon = half_way});
    kernel::Parallel<Phold> continued(stopped.snapshot(), {.threads = 2});
    go_on("continued", continued);

    const bool same = alone.model().handled() == together.model().handled() &&
                      alone.model().handled() == continued.model().handled();
    fmt::print("{}\n", same ? "The same run each time." : "They differ!");
    return same ? EXIT_SUCCESS : EXIT_FAILURE;
}
