#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "tests/catch.hpp"
#include "tests/unit/kernel/random_model.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;
using namespace kammerspiel::kernel::test;

namespace {

constexpr std::uint64_t examples = 300;

struct Told {
    std::vector<Line> trace;
    Progress progress;
};

Told sequential(const Example& example) {
    auto run = example.begun<Sequential<RandomModel>>();
    CHECK(run.run() == Stopped::quiet);
    CHECK(run.pending() == 0);
    return {run.model().trace(), run.progress()};
}

Told parallel(const Example& example, ParallelOptions options) {
    auto run = example.begun<Parallel<RandomModel>>(options);
    CHECK(run.run() == Stopped::quiet);
    return {run.model().trace(), run.progress()};
}

}  // namespace

TEST_CASE("the sequential executive tells what a sorted table tells", "[kernel][executives]") {
    std::size_t events = 0;
    for (std::uint64_t number = 1; number <= examples; ++number) {
        const Example example{number};
        Plain plain{example.model()};
        plain.model().seed([&](auto... parts) { plain.schedule(parts...); }, example.energy);
        plain.run();
        const Told told = sequential(example);
        if (told.trace != plain.model().trace()) FAIL("other traces of example " << number);
        CHECK(told.progress.events == told.trace.size());
        events += told.trace.size();
    }
    CHECK(events > 100'000);  // else little was tried
}

TEST_CASE("every executive tells the same story", "[kernel][executives]") {
    const unsigned threads = GENERATE(1U, 2U, 3U, 8U);
    for (std::uint64_t number = 1; number <= examples; ++number) {
        const Example example{number};
        const Told told = sequential(example);
        // No two of these agree in how shards are cut, tasks ordered, threads woken.
        const ParallelOptions options{.threads = threads,
                                      .shards = std::array{0U, 1U, 5U, 64U}[number % 4],
                                      .inline_below = std::array{0U, 3U, 256U}[number % 3],
                                      .shuffle = number % 2 == 0 ? number : 0};
        const Told other = parallel(example, options);
        if (told.trace != other.trace) FAIL("other traces of example " << number);
        if (told.progress != other.progress) FAIL("other progress in example " << number);
    }
}

TEST_CASE("the order in which tasks are given out does not matter", "[kernel][executives]") {
    const Example example{47};
    const Told told = sequential(example);
    for (std::uint64_t shuffle = 1; shuffle <= 50; ++shuffle) {
        const Told other =
            parallel(example, {.threads = 2, .shards = 16, .inline_below = 0, .shuffle = shuffle});
        if (told.trace != other.trace) FAIL("other traces with shuffle " << shuffle);
    }
}

TEST_CASE("the story is in the total order, and no two events have the same key",
          "[kernel][executives]") {
    for (std::uint64_t number = 1; number <= 40; ++number) {
        const Told told = sequential(Example{number});
        const auto out_of_order =
            std::adjacent_find(told.trace.begin(), told.trace.end(),
                               [](const Line& a, const Line& b) { return !(a.key < b.key); });
        CHECK(out_of_order == told.trace.end());
    }
}

TEST_CASE("a copied executive is a branch that goes its own way", "[kernel][executives]") {
    const Example example{41};
    const auto trace = sequential(example).trace;
    const SimTime middle = trace[trace.size() / 2].key.at();
    auto original = example.begun<Parallel<RandomModel>>(ParallelOptions{.threads = 2});
    original.run({.horizon = middle});
    auto branch = original;
    branch.schedule(ProcessId{0U}, middle, 0, {5, 4711});
    branch.run();
    CHECK(branch.model().trace() != trace);
    original.run();
    CHECK(original.model().trace() == trace);
}

TEST_CASE("a restarted executive tells what a new one tells, wherever it stood",
          "[kernel][executives]") {
    auto used = Example{1}.begun<Sequential<RandomModel>>();
    for (std::uint64_t number = 1; number <= 60; ++number) {
        const Example example{number};
        const Told told = sequential(example);
        used.model() = example.model();
        used.restart(example.lookahead);
        example.start(used);
        const SimTime middle = told.trace[told.trace.size() / 2].key.at();
        used.run(number % 3 == 0 ? StopConditions<RandomModel>{.horizon = middle}
                                 : StopConditions<RandomModel>{});
        if (number % 3 == 0) continue;  // something is pending, timers and all
        CHECK(used.model().trace() == told.trace);
        CHECK(used.progress() == told.progress);
    }
}

TEST_CASE("what a handler throws comes out of the run", "[kernel][executives]") {
    struct Failing {
        using Event = RandomEvent;
        [[nodiscard]] static std::size_t processes() { return 40; }
        static void handle(const EventKey& key, const Event&, Outbox<Event>&) {
            if (key.target() == ProcessId{33U}) broken("process 33 contradicts itself");
        }
    };
    Parallel<Failing> run{Failing{}, seconds(1), {.threads = 3, .inline_below = 0}};
    for (std::size_t p = 0; p < 40; ++p) run.schedule(ProcessId{p}, SimTime::start(), 0, {});
    CHECK_THROWS_WITH(run.run(), "process 33 contradicts itself");
}

TEST_CASE("draws are the same whoever asks, in whatever order", "[kernel][executives]") {
    /// Each process writes the luck of its events down.
    struct Gambler {
        using Event = RandomEvent;
        std::vector<std::vector<double>> luck = std::vector<std::vector<double>>(64);
        [[nodiscard]] static std::size_t processes() { return 64; }
        void handle(const EventKey& key, const Event& event, Outbox<Event>& out) {
            auto& mine = luck[key.target().index()];
            const EntityId me = NamePrefix{"gambler#"}.numbered(key.target().value);
            mine.push_back(Draws{7, 7}.uniform(me, Purpose{1}, mine.size()).value());
            if (event.energy > 0) out.schedule(key.at() + seconds(1), 0, {event.energy - 1, 0});
        }
    };
    const auto gamble = [](auto run) {
        for (std::size_t p = 0; p < 64; ++p)
            run.schedule(ProcessId{p}, SimTime::start(), 0, {9, 0});
        run.run();
        return run.model().luck;
    };
    const auto luck = gamble(Sequential<Gambler>{Gambler{}, seconds(1)});
    CHECK(luck[63].size() == 10);
    CHECK(luck[0] != luck[1]);
    CHECK(gamble(Parallel<Gambler>{Gambler{}, seconds(1), {.threads = 2, .inline_below = 0}}) ==
          luck);
}
