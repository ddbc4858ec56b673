#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "kammerspiel/kernel/event_queue.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;

namespace {

struct Number {
    std::uint64_t value = 0;
};

SimTime instant(std::int64_t micros) { return SimTime::at(Duration::micros(micros)); }

/// A queue beside a sorted table; every step is made on both and compared.
class Twin {
   public:
    explicit Twin(std::uint64_t seed) : chance_(seed) {}

    void push(SimTime at, Priority priority = 0) {
        const EventKey key{at, priority, ProcessId{draw(1000)}, ProcessId{draw(1000)}, pushed_};
        queue_.push(key, {pushed_});
        table_.emplace(key, pushed_++);
    }
    void pop() {
        const auto* first = queue_.first();
        REQUIRE(first != nullptr);
        const auto expected = table_.begin();
        if (first->key != expected->first || first->event.value != expected->second) {
            FAIL("the queue gives another event than the sorted table");
        }
        now_ = first->key.at();
        queue_.pop_first(first);
        table_.erase(expected);
    }
    void pop_all() {
        while (!table_.empty()) pop();
        check_size();
        CHECK(queue_.first() == nullptr);
        CHECK(queue_.empty());
    }
    /// Removes about one in `n`.
    void remove_one_in(std::uint64_t n) {
        queue_.remove_if([n](const auto& entry) { return entry.event.value % n == 0; });
        std::erase_if(table_, [n](const auto& entry) { return entry.second % n == 0; });
        check_size();
    }
    void copy() {
        EventQueue<Number> copy = queue_;
        queue_ = std::move(copy);
        check_size();
    }
    /// As it was at first, but for its memory.
    void clear() {
        queue_.clear();
        table_.clear();
        check_size();
        CHECK(queue_.first() == nullptr);
    }
    void check_size() const { CHECK(queue_.size() == table_.size()); }

    [[nodiscard]] std::size_t size() const { return table_.size(); }
    [[nodiscard]] SimTime now() const { return now_; }
    std::uint32_t draw(std::uint64_t below) {
        return static_cast<std::uint32_t>(chance_() % below);
    }
    double uniform() { return (static_cast<double>(chance_() >> 12) + 0.5) * 0x1p-52; }

   private:
    std::mt19937_64 chance_;
    EventQueue<Number> queue_;
    std::map<EventKey, std::uint64_t> table_;
    std::uint64_t pushed_ = 0;
    SimTime now_;
};

/// How far ahead the next event is put, in microseconds.
using Increment = double (*)(Twin&);
struct Workload {
    const char* name;
    Increment ahead;
};

const Workload workloads[] = {
    {"exponential", [](Twin& twin) { return -1e6 * std::log(twin.uniform()); }},
    {"uniform", [](Twin& twin) { return 2e6 * twin.uniform(); }},
    {"often the same instant", [](Twin& twin) { return 1e6 * twin.draw(3); }},
    {"always the next instant", [](Twin&) { return 1.0; }},
    {"minutes and years", [](Twin& twin) { return twin.draw(10) == 0 ? 3e13 : 6e7; }},
    {"heavy tail", [](Twin& twin) { return 10 * std::pow(twin.uniform(), -3.0); }},
    {"two crowds that alternate",
     [](Twin& twin) { return twin.draw(2) == 0 ? twin.uniform() : 1e12 + twin.uniform(); }},
};

}  // namespace

TEST_CASE("the queue gives its events in their total order on any workload", "[kernel][queue]") {
    const Workload& workload = workloads[GENERATE(range(std::size_t{0}, std::size(workloads)))];
    const int pending = GENERATE(1, 10, 300, 20'000);
    CAPTURE(workload.name, pending);
    Twin twin{7};
    const auto next = [&] {
        const double ahead = std::min(workload.ahead(twin), 1e15);
        return twin.now() + Duration::micros(static_cast<std::int64_t>(ahead));
    };
    for (int i = 0; i < pending; ++i) twin.push(next());
    for (int i = 0; i < 2 * pending + 1000; ++i) {
        twin.pop();
        twin.push(next(), static_cast<Priority>(twin.draw(4)));
    }
    twin.pop_all();
}

TEST_CASE("many events at one instant come in the order of the rest of their keys",
          "[kernel][queue]") {
    Twin twin{3};
    for (int burst = 0; burst < 3; ++burst) {
        const SimTime at = twin.now() + hours(burst);
        for (int i = 0; i < 30'000; ++i) twin.push(at, static_cast<Priority>(twin.draw(3)));
        for (int i = 0; i < 10'000; ++i) twin.pop();
        // Settling: more at the same instant while it is under way.
        for (int i = 0; i < 10'000; ++i) twin.push(at, 200);
    }
    twin.pop_all();
}

TEST_CASE("the first and the last instant of all time are instants like any other",
          "[kernel][queue]") {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    Twin twin{5};
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 500; ++i) {
            twin.push(instant(least));
            twin.push(instant(least + twin.draw(3)));
            twin.push(instant(twin.draw(100)));
            twin.push(SimTime::latest());
            twin.push(instant(greatest - twin.draw(3)));
        }
        for (int i = 0; i < 1'200; ++i) twin.pop();
    }
    twin.pop_all();
}

TEST_CASE("an event may be pushed before the one that came last", "[kernel][queue]") {
    Twin twin{11};  // the kernel does not, a queue that is restored or emptied in between may
    for (int i = 0; i < 20'000; ++i) {
        twin.push(instant(twin.draw(1'000'000'000)));
        if (twin.draw(3) == 0) twin.pop();
    }
    twin.pop_all();
    twin.push(instant(-10));
    twin.push(instant(-20));
    twin.pop_all();
}

TEST_CASE("a crowd that comes into the time of the sorted front is spread out", "[kernel][queue]") {
    Twin twin{13};
    twin.push(instant(0));
    twin.push(instant(1'000'000'000'000));
    twin.pop();
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 2'000; ++i) {
            twin.push(twin.now() + Duration::micros(twin.draw(1'000'000'000)));
        }
        for (int i = 0; i < 1'500; ++i) twin.pop();
    }
    twin.pop_all();
}

TEST_CASE("what is removed does not come, all else does", "[kernel][queue]") {
    const int pending = GENERATE(5, 300, 20'000);
    Twin twin{17};
    for (int i = 0; i < pending; ++i) twin.push(instant(twin.draw(1'000'000)));
    for (int round = 2; round < 12; ++round) {
        for (int i = 0; i < pending / 20; ++i) twin.pop();
        for (int i = 0; i < pending / 20; ++i) {
            twin.push(twin.now() + Duration::micros(twin.draw(1'000'000)));
        }
        twin.remove_one_in(static_cast<std::uint64_t>(round));
    }
    twin.pop_all();
    twin.remove_one_in(1);
    twin.push(instant(1));
    twin.remove_one_in(1);
    twin.push(instant(1));
    twin.pop_all();
}

TEST_CASE("a copy holds the same events and goes its own way", "[kernel][queue]") {
    Twin twin{19};
    for (int i = 0; i < 5'000; ++i) twin.push(instant(twin.draw(1'000'000'000)));
    for (int round = 0; round < 10; ++round) {
        for (int i = 0; i < 300; ++i) twin.pop();
        for (int i = 0; i < 200; ++i) twin.push(twin.now() + Duration::micros(twin.draw(1'000)));
        Twin copy = twin;
        copy.pop_all();
        twin.copy();
    }
    twin.pop_all();
}

TEST_CASE("a queue that is cleared begins anew, in the memory it has", "[kernel][queue]") {
    Twin twin{29};
    for (int round = 0; round < 6; ++round) {
        for (int i = 0; i < 4'000; ++i) twin.push(instant(twin.draw(1'000'000'000)));
        for (int i = 0; i < 900 * round; ++i) {
            twin.pop();
            twin.push(twin.now() + Duration::micros(twin.draw(1'000)));
        }
        twin.clear();
    }
    twin.push(instant(-5));  // earlier than whatever was in it
    twin.pop_all();
}

TEST_CASE("the queue gives memory back to itself, not more and more of it", "[kernel][queue]") {
    EventQueue<Number> queue;
    std::mt19937_64 chance{23};
    const auto wait = [&] {
        return Duration::micros(static_cast<std::int64_t>(chance() % 2'000'000));
    };
    std::uint64_t sequence = 0;
    constexpr std::size_t pending = 10'000;
    const auto push = [&](SimTime now) {
        queue.push({now + wait(), 0, ProcessId{0U}, ProcessId{0U}, sequence++}, {});
    };
    const auto hold = [&](std::size_t steps) {
        for (std::size_t i = 0; i < steps; ++i) {
            const auto* first = queue.first();
            const SimTime now = first->key.at();
            queue.pop_first(first);
            push(now);
        }
    };
    for (std::size_t i = 0; i < pending; ++i) push(SimTime::start());
    hold(20 * pending);
    const std::size_t before = queue.bytes();
    hold(200 * pending);
    // Bags in use change by chance, blocks of chunks are taken by the dozen: a fifth is leeway.
    CHECK(queue.bytes() <= before + before / 5);
}
