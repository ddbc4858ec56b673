#include "kammerspiel/kernel/snapshot.hpp"

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "tests/catch.hpp"
#include "tests/unit/kernel/random_model.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;
using namespace kammerspiel::kernel::test;

namespace {

using Picture = Snapshot<RandomModel>;

Picture paused_sequential(const Example& example, SimTime horizon) {
    auto run = example.begun<Sequential<RandomModel>>();
    run.run({.horizon = horizon});
    return run.snapshot();
}

Picture paused_parallel(const Example& example, SimTime horizon) {
    auto run = example.begun<Parallel<RandomModel>>(
        ParallelOptions{.threads = 2, .shards = 7, .inline_below = 0});
    run.run({.horizon = horizon});
    return run.snapshot();
}

bool same(const Picture& a, const Picture& b) {
    const auto same_entry = [](const auto& x, const auto& y) {
        return x.key == y.key && x.event.tag == y.event.tag && x.event.energy == y.event.energy;
    };
    return std::equal(a.pending.begin(), a.pending.end(), b.pending.begin(), b.pending.end(),
                      same_entry) &&
           a.sequences == b.sequences && a.windows == b.windows && a.lookahead == b.lookahead &&
           a.model.trace() == b.model.trace();
}

struct End {
    std::vector<Line> trace;
    Progress progress;
    bool operator==(const End&) const = default;
};

template <class Executive>
End end_of(Executive run) {
    run.run();
    return {run.model().trace(), run.progress()};
}

}  // namespace

TEST_CASE("a continued run equals the uninterrupted one, by either executive, several times",
          "[kernel][snapshot]") {
    for (std::uint64_t number = 1; number <= 60; ++number) {
        const Example example{number};
        const End whole = end_of(example.begun<Sequential<RandomModel>>());
        for (const std::size_t part : {0U, 1U, 2U, 3U}) {
            const SimTime at = whole.trace[whole.trace.size() * part / 4].key.at();
            const Picture picture = paused_sequential(example, at);
            if (!same(picture, paused_parallel(example, at))) {
                FAIL("other snapshots of example " << number);
            }
            for (int again = 0; again < 2; ++again) {
                const End one = end_of(Sequential<RandomModel>{picture});
                const End other =
                    end_of(Parallel<RandomModel>{picture, {.threads = 3, .inline_below = 0}});
                if (one != whole || other != whole) FAIL("other ends of example " << number);
            }
        }
    }
}

TEST_CASE("a snapshot of a snapshot is the same", "[kernel][snapshot]") {
    const Example example{31};
    const End whole = end_of(example.begun<Sequential<RandomModel>>());
    const SimTime at = whole.trace[whole.trace.size() / 2].key.at();
    const Picture picture = paused_parallel(example, at);
    CHECK(picture.pending.size() > 10);  // else it shows little
    CHECK(same(picture, Sequential<RandomModel>{picture}.snapshot()));
    CHECK(same(picture, Parallel<RandomModel>{picture}.snapshot()));
}

TEST_CASE("a snapshot between windows keeps letters that are on their way", "[kernel][snapshot]") {
    const Example example{38};
    const End whole = end_of(example.begun<Sequential<RandomModel>>());
    auto run = example.begun<Parallel<RandomModel>>(
        ParallelOptions{.threads = 2, .shards = 16, .inline_below = 0});
    int windows = 0;
    while (run.run({.predicate = [](const auto&, SimTime) { return true; }}) ==
           Stopped::predicate) {
        if (++windows % 10 != 0) continue;
        if (end_of(Sequential<RandomModel>{run.snapshot()}) != whole) {
            FAIL("a run continued after window " << windows << " ends otherwise");
        }
    }
    CHECK(windows > 20);
    CHECK(end_of(run) == whole);
}

TEST_CASE("timers can be cancelled after a snapshot, and void ones do not come back",
          "[kernel][snapshot]") {
    /// Sets ten timers, cancels the even ones at 1 s and the fourth-but-one at 5 s.
    struct Canceller {
        using Event = RandomEvent;
        std::vector<TimerId> timers = {};
        std::vector<std::uint64_t> happened = {};
        [[nodiscard]] static std::size_t processes() { return 1; }
        void handle(const EventKey& key, const Event& event, Outbox<Event>& out) {
            if (event.tag == 100) {
                for (std::uint64_t i = 0; i < 10; ++i) {
                    timers.push_back(out.schedule_timer(key.at() + seconds(10), 0, {0, i}));
                }
            } else if (event.tag == 101) {
                for (std::size_t i = 0; i < 10; i += 2) out.cancel(timers[i]);
            } else if (event.tag == 102) {
                CHECK(out.cancel(timers[7]));
            } else {
                happened.push_back(event.tag);
            }
        }
    };
    Sequential<Canceller> run{Canceller{}, seconds(1)};
    for (const std::uint64_t tag : {100U, 101U, 102U}) {
        run.schedule(ProcessId{0U}, SimTime::at(static_cast<std::int64_t>(tag - 100) * seconds(3)),
                     0, {0, tag});
    }
    run.run({.horizon = SimTime::at(seconds(4))});
    const Snapshot<Canceller> picture = run.snapshot();
    CHECK(picture.pending.size() == 6);
    Sequential<Canceller> continued{picture};
    CHECK(continued.void_events() == 0);
    continued.run();
    CHECK(continued.model().happened == std::vector<std::uint64_t>{1, 3, 5, 9});
    Parallel<Canceller> other{picture};
    other.run();
    CHECK(other.model().happened == continued.model().happened);
}
