#include "kammerspiel/kernel/distributed.hpp"

#include "kammerspiel/kernel/sequential.hpp"
#include "tests/catch.hpp"
#include "tests/support/thread_exchange.hpp"
#include "tests/unit/kernel/random_model.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;
using namespace kammerspiel::kernel::test;
using kammerspiel::test::on_threads;
using kammerspiel::test::ThreadExchange;

namespace {

using Part = Distributed<RandomModel>;

/// Processes go to parts by lot; parts without any are among them.
std::shared_ptr<const Ownership> by_lot(std::size_t processes, std::size_t parts,
                                        std::uint64_t number) {
    Ownership ownership(processes);
    for (std::size_t p = 0; p < processes; ++p) {
        const auto luck = Draws{number, 7}.bits(EntityId{p}, Purpose{1}, 0);
        ownership[p] = static_cast<std::uint16_t>(luck[0] % parts);
    }
    return std::make_shared<const Ownership>(std::move(ownership));
}

/// What one part has to tell.
struct Told {
    Stopped stopped = Stopped::quiet;
    Progress progress;
    std::vector<Line> trace;
    std::uint64_t letters = 0;
    std::size_t votes = 0;
};

Told told_by(const Part& part, const ThreadExchange& exchange, Stopped stopped) {
    return {stopped, part.progress(), part.model().trace(), part.letters_sent(), exchange.votes()};
}

/// The parts' traces as one, and the run that they come to.
Told joined(const std::vector<Told>& parts) {
    Told all = parts.front();
    std::vector<std::vector<Line>> traces;
    all.progress.events = 0;
    all.letters = 0;
    for (const Told& part : parts) {
        traces.push_back(part.trace);
        all.progress.events += part.progress.events;
        all.letters += part.letters;
        if (part.progress.windows != all.progress.windows) FAIL("parts see other windows");
        if (part.progress.before != all.progress.before) FAIL("parts stand elsewhere");
        if (part.stopped != all.stopped) FAIL("parts stop for other reasons");
        if (part.votes != all.votes) FAIL("parts have voted at other times");
    }
    all.trace = merged<Line>(traces, [](const Line& line) { return line.key; });
    return all;
}

/// `go(part)` says how the run is gone through.
template <class Go>
Told distributed(const Example& example, std::size_t parts, ParallelOptions options, Go go) {
    const auto ownership = by_lot(example.processes, parts, example.number);
    std::vector<Told> told(parts);
    on_threads(parts, [&](ThreadExchange& exchange) {
        Part part{example.model(), example.lookahead, ownership, exchange, options};
        example.start(part);
        const Stopped stopped = go(part);
        told[exchange.part()] = told_by(part, exchange, stopped);
    });
    return joined(told);
}

}  // namespace

TEST_CASE("a run in parts tells the same story, wherever its processes are",
          "[kernel][distributed]") {
    const std::size_t parts = GENERATE(1U, 2U, 3U, 5U);
    std::uint64_t letters = 0;
    for (std::uint64_t number = 1; number <= 90; ++number) {
        const Example example{number};
        auto whole = example.begun<Sequential<RandomModel>>();
        whole.run();
        // Threads within parts, too, and shards that hold few of a part's processes.
        const ParallelOptions options{.threads = static_cast<unsigned>(1 + number % 3 / 2),
                                      .shards = std::array{0U, 1U, 5U}[number % 3],
                                      .inline_below = std::array{0U, 256U}[number % 2],
                                      .shuffle = number % 2 == 0 ? number : 0};
        const Told told =
            distributed(example, parts, options, [](Part& part) { return part.run(); });
        if (told.trace != whole.model().trace()) FAIL("other traces of example " << number);
        if (told.progress != whole.progress()) FAIL("other progress in example " << number);
        if (told.stopped != Stopped::quiet) FAIL("example " << number << " did not end");
        letters += told.letters;
    }
    CHECK((parts == 1 ? letters == 0 : letters > 3000));  // else little was sent
}

TEST_CASE("a run in parts pauses at a horizon and goes on", "[kernel][distributed]") {
    for (std::uint64_t number = 1; number <= 20; ++number) {
        const Example example{number};
        auto whole = example.begun<Sequential<RandomModel>>();
        whole.run();
        const auto& trace = whole.model().trace();
        const SimTime middle = trace[trace.size() / 2].key.at();
        auto first = example.begun<Sequential<RandomModel>>();
        const Stopped paused = first.run({.horizon = middle});
        const Told half = distributed(example, 3, {.threads = 1},
                                      [&](Part& part) { return part.run({.horizon = middle}); });
        CHECK(half.stopped == paused);
        CHECK(half.progress == first.progress());
        CHECK(half.trace == first.model().trace());
        const Told all = distributed(example, 3, {.threads = 1}, [&](Part& part) {
            part.run({.horizon = middle});
            return part.run();
        });
        CHECK(all.trace == trace);
        CHECK(all.progress == whole.progress());
    }
}

TEST_CASE("a request to stop at one part stops all parts at the same window",
          "[kernel][distributed]") {
    const Example example{41};
    auto whole = example.begun<Sequential<RandomModel>>();
    whole.run();
    std::stop_source stop;
    stop.request_stop();
    const Told told = distributed(example, 3, {.threads = 1}, [&](Part& part) {
        const bool asks = part.is_here(ProcessId{0U});
        return part.run({.interrupt = asks ? stop.get_token() : std::stop_token{}});
    });
    CHECK(told.stopped == Stopped::interrupted);
    CHECK(told.progress.windows == 1);  // heard of before the first one, obeyed after it
    CHECK(told.progress.events < whole.progress().events);
    const auto& trace = whole.model().trace();
    REQUIRE(told.trace.size() <= trace.size());
    CHECK(std::equal(told.trace.begin(), told.trace.end(), trace.begin()));
}

TEST_CASE("where a handler throws, its part says what, and all others that one has failed",
          "[kernel][distributed]") {
    struct Failing {
        using Event = RandomEvent;
        [[nodiscard]] static std::size_t processes() { return 40; }
        static void handle(const EventKey& key, const Event&, Outbox<Event>&) {
            if (key.target() == ProcessId{33U}) broken("process 33 contradicts itself");
        }
    };
    Ownership ownership(40, 0);
    ownership[33] = 2;
    const auto shared = std::make_shared<const Ownership>(ownership);
    std::vector<std::string> told(3);
    on_threads(3, [&](ThreadExchange& exchange) {
        Distributed<Failing> part{Failing{}, seconds(1), shared, exchange, {.threads = 1}};
        for (std::size_t p = 0; p < 40; ++p) part.schedule(ProcessId{p}, SimTime::start(), 0, {});
        try {
            part.run();
        } catch (const OtherPartFailed&) {
            told[exchange.part()] = "another";
        } catch (const BrokenModel& error) {
            told[exchange.part()] = error.what();
        }
    });
    CHECK(told == std::vector<std::string>{"another", "another", "process 33 contradicts itself"});
}

TEST_CASE("an ownership that leaves a process out or gives it to nobody is refused",
          "[kernel][distributed]") {
    const Example example{3};
    on_threads(1, [&](ThreadExchange& exchange) {
        const auto made = [&](Ownership ownership) {
            Part part{example.model(), example.lookahead,
                      std::make_shared<const Ownership>(std::move(ownership)), exchange};
        };
        CHECK_THROWS_AS(made(Ownership(example.processes + 1, 0)), BrokenModel);
        CHECK_THROWS_AS(made(Ownership(example.processes, 1)), BrokenModel);
        CHECK_NOTHROW(made(Ownership(example.processes, 0)));
    });
}
