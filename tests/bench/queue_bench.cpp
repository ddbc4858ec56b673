#include <fmt/format.h>

#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/kernel/event_queue.hpp"
#include "kammerspiel/model/plan.hpp"
#include "sim/model/process.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/generated.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/recorded.hpp"

namespace kammerspiel::bench {
namespace {

using kernel::EventKey;
using kernel::ProcessId;

/// The queue that the kernel does not use: one 4-ary implicit heap of everything.
template <class Event>
class PlainHeap {
   public:
    using Message = kernel::Entry<Event>;
    void push(const EventKey& key, const Event& event) { heap_.push({key, event}); }
    [[nodiscard]] const Message* first() const { return heap_.empty() ? nullptr : &heap_.least(); }
    void pop_first(const Message* /*first*/) { heap_.pop(); }

   private:
    kernel::SmallHeap<Message> heap_;
};

struct Small {
    std::uint64_t content = 0;
};
using Ladder = kernel::EventQueue<Small>;

/// The hold model (Jones 1986): the first event comes out and one goes in, an exponential time
/// later. Increments are drawn beforehand: what is measured is the queue.
template <class Queue>
class Hold {
   public:
    Hold(std::size_t pending, const std::vector<Duration>& increments) : increments_(increments) {
        for (std::size_t i = 0; i < pending; ++i) push(SimTime::start());
    }
    /// Returns holds a second.
    double run(std::size_t holds) {
        const double took = seconds_of([&] {
            for (std::size_t i = 0; i < holds; ++i) {
                const auto* first = queue_.first();
                const SimTime now = first->key.at();
                queue_.pop_first(first);
                push(now);
            }
        });
        return static_cast<double>(holds) / took;
    }
    [[nodiscard]] SimTime now() { return queue_.first()->key.at(); }

   private:
    void push(SimTime now) {
        const SimTime at = now + increments_[next_ & (increments_.size() - 1)];
        queue_.push(EventKey{at, 0, ProcessId{0U}, ProcessId{0U}, next_++}, {});
    }
    const std::vector<Duration>& increments_;
    Queue queue_;
    std::uint64_t next_ = 0;
};

std::vector<Duration> exponential_increments(std::size_t count) {
    std::vector<Duration> increments;
    increments.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double u = kernel::Draws{3, 1}.uniform(kernel::EntityId{1}, kernel::Purpose{1}, i);
        increments.push_back(Duration::micros(std::llround(-std::log(u) * 3.6e9)));
    }
    return increments;
}

void measure_hold(Size size, Table& table) {
    const bool full = size == Size::full;
    const auto increments = exponential_increments(std::size_t{1} << (full ? 22 : 12));
    std::vector<double> rates;
    for (std::size_t pending = 10'000; pending <= (full ? 10'000'000U : 10'000U); pending *= 10) {
        // A round turns the queue over at least once: an event's way through all rungs counts.
        const std::size_t holds = full ? std::max<std::size_t>(2'000'000, pending) : 1000;
        Hold<PlainHeap<Small>> heap(pending, increments);
        Hold<Ladder> ladder(pending, increments);
        const Compared compared = interleaved(
            full ? 3 : 1, [&] { return heap.run(holds); }, [&] { return ladder.run(holds); });
        ensure(heap.now() == ladder.now(), "the two queues differ");
        rates.push_back(compared.second);
        const std::string name = fmt::format("queue, hold model, {} pending", pending);
        table.add({name, "4-ary heap", compared.first / 1e6, "M holds/s"});
        table.add({name, "ladder", compared.second / 1e6, "M holds/s"});
        table.add({name, "ladder / heap", compared.ratio, "x"});
    }
    const auto [least, most] = std::minmax_element(rates.begin(), rates.end());
    table.add({"queue, hold model, all sizes", "fastest / slowest ladder", *most / *least, "x",
               at_most(1.5)});
}

/// Pushes and pops as the model did. Returns operations a second.
template <class Queue>
double replay(const Recorded& recorded, std::size_t times) {
    std::size_t operations = 0;
    const double took = seconds_of([&] {
        for (std::size_t i = 0; i < times; ++i) {
            Queue queue;
            for (const auto& [key, step] : recorded.steps) {
                if (step == Recorded::push) {
                    queue.push(key, model::Event{});
                    continue;
                }
                const auto* first = queue.first();
                ensure(first != nullptr && first->key == key,
                       "the queue gives another event than was recorded");
                queue.pop_first(first);
            }
            operations += recorded.steps.size();
        }
    });
    return static_cast<double>(operations) / took;
}

void measure_recorded(const std::string& name, const Recorded& recorded, std::size_t rounds,
                      Table& table) {
    const std::size_t times = 1 + 2'000'000 / recorded.steps.size();
    const Compared compared = interleaved(
        rounds, [&] { return replay<PlainHeap<model::Event>>(recorded, times); },
        [&] { return replay<kernel::EventQueue<model::Event>>(recorded, times); });
    table.add({name, "pushes and pops", static_cast<double>(recorded.steps.size()), ""});
    table.add({name, "most pending", static_cast<double>(recorded.most_pending), ""});
    table.add({name, "4-ary heap", compared.first / 1e6, "M operations/s"});
    table.add({name, "ladder", compared.second / 1e6, "M operations/s"});
    table.add({name, "ladder / heap", compared.ratio, "x"});
}

void measure_recordings(bool full, Table& table) {
    const std::size_t rounds = full ? 5 : 1;
    const model::Plan chambers(
        loaded(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022"));
    const auto attackers = static_cast<std::uint32_t>(chambers.scenario().attackers.size());
    for (std::uint32_t attacker = 0; attacker < attackers; ++attacker) {
        measure_recorded(
            "queue, recorded ihk-2022: " + chambers.scenario().attackers[attacker].name.text,
            record(chambers, attacker), rounds, table);
    }
    const std::size_t organisations = full ? 100 : 2;
    const Folder folder;
    write_worm(folder.path(), organisations);
    const model::Plan worm(loaded(folder.path()));
    measure_recorded(fmt::format("queue, recorded worm, {} x 1,000 hosts", organisations),
                     record(worm, 0), rounds, table);
}

}  // namespace

void add_queue_benchmarks(Table& table, Size size) {
    add_benchmark("queue/hold", [size, &table] { measure_hold(size, table); });
    add_benchmark("queue/recorded",
                  [size, &table] { measure_recordings(size == Size::full, table); });
}

}  // namespace kammerspiel::bench
