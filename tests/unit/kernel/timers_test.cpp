#include "kammerspiel/kernel/timer.hpp"

#include <random>
#include <set>
#include <vector>

#include "kammerspiel/kernel/outbox.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "kammerspiel/kernel/shard.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;

namespace {

struct Number {
    std::uint64_t value = 0;
};
using TestShard = Shard<Number>;

/// A shard of one process, and an outbox that stands at its beginning.
struct Bench {
    TestShard shard{Partition{.processes = 1}, 0, seconds(1)};
    Outbox<Number> out{shard};
    Bench() { out.begin(EventKey{SimTime::start(), 0, ProcessId{0U}, ProcessId{0U}, 0}); }

    TimerId timer(std::int64_t at, std::uint64_t value = 0) {
        return out.schedule_timer(SimTime::at(seconds(at)), 0, {value});
    }
    std::vector<std::uint64_t> all_that_happens() {
        std::vector<std::uint64_t> values;
        Entry<Number> next;
        while (shard.take_before(SimTime::latest(), next)) values.push_back(next.event.value);
        return values;
    }
};

}  // namespace

TEST_CASE("a cancelled timer does not happen, the others do", "[kernel][timer]") {
    Bench bench;
    bench.timer(1, 1);
    const TimerId second = bench.timer(2, 2);
    bench.timer(3, 3);
    CHECK(bench.out.is_pending(second));
    CHECK(bench.out.cancel(second));
    CHECK_FALSE(bench.out.is_pending(second));
    CHECK(bench.shard.pending() == 2);
    CHECK(bench.all_that_happens() == std::vector<std::uint64_t>{1, 3});
}

TEST_CASE("cancelling what has happened or was cancelled does nothing", "[kernel][timer]") {
    Bench bench;
    const TimerId timer = bench.timer(1, 1);
    CHECK(bench.all_that_happens() == std::vector<std::uint64_t>{1});
    CHECK_FALSE(bench.out.cancel(timer));
    const TimerId other = bench.timer(2, 2);
    CHECK(bench.out.cancel(other));
    CHECK_FALSE(bench.out.cancel(other));
    CHECK_FALSE(bench.out.cancel(TimerId{}));
    CHECK(bench.all_that_happens().empty());
}

TEST_CASE("an old timer never touches the new one in its place", "[kernel][timer]") {
    Bench bench;
    const TimerId old = bench.timer(1, 1);
    bench.out.cancel(old);
    const TimerId fresh = bench.timer(1, 2);
    CHECK(fresh.place() == old.place());
    CHECK(fresh != old);
    CHECK_FALSE(bench.out.cancel(old));
    CHECK(bench.out.is_pending(fresh));
    CHECK(bench.all_that_happens() == std::vector<std::uint64_t>{2});
}

TEST_CASE("dead weight never exceeds the living by more than a constant", "[kernel][timer]") {
    constexpr std::size_t constant = 64;
    std::mt19937_64 chance{1};
    Bench bench;
    std::vector<TimerId> held;
    std::size_t most_dead = 0;
    bool bounded = true;
    for (int i = 0; i < 100'000; ++i) {
        // Long stretches in which nearly all are cancelled, and others in which few are.
        const std::uint64_t in_ten = i / 10'000 % 2 == 0 ? 9 : 4;
        if (held.empty() || chance() % 10 >= in_ten) {
            for (int more = 0; more < 3; ++more) {
                held.push_back(bench.timer(1 + static_cast<std::int64_t>(chance() % 100'000)));
            }
        } else {
            std::swap(held[chance() % held.size()], held.back());
            bench.out.cancel(held.back());
            held.pop_back();
        }
        most_dead = std::max(most_dead, bench.shard.void_events());
        bounded = bounded && bench.shard.void_events() <= bench.shard.pending() + constant;
        if (bench.shard.pending() != held.size()) FAIL("a living event was lost");
    }
    CHECK(bounded);
    CHECK(most_dead > constant);  // else nothing was tried
}

TEST_CASE("places of timers are used again", "[kernel][timer]") {
    Bench bench;
    std::set<std::uint32_t> places;
    for (int i = 0; i < 10'000; ++i) {
        const TimerId a = bench.timer(1);
        const TimerId b = bench.timer(2);
        places.insert({a.place(), b.place()});
        bench.out.cancel(a);
        bench.out.cancel(b);
    }
    CHECK(places.size() == 2);
    CHECK(bench.shard.void_events() <= 64);
}
