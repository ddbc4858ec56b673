#include "kammerspiel/kernel/stop.hpp"

#include <random>

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "tests/catch.hpp"
#include "tests/unit/kernel/random_model.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;
using namespace kammerspiel::kernel::test;

namespace {

using Stops = StopConditions<RandomModel>;
const ParallelOptions eager{.threads = 2, .shards = 8, .inline_below = 0};

/// The same check for both executives.
template <class Check>
void for_both(const Example& example, Check check) {
    auto sequential = example.begun<Sequential<RandomModel>>();
    check(sequential);
    auto parallel = example.begun<Parallel<RandomModel>>(eager);
    check(parallel);
}

std::vector<Line> whole_trace(const Example& example) {
    auto run = example.begun<Sequential<RandomModel>>();
    run.run();
    return run.model().trace();
}

}  // namespace

TEST_CASE("a run ends when nothing is pending", "[kernel][stop]") {
    for_both(Example{10}, [](auto& run) {
        CHECK(run.run() == Stopped::quiet);
        CHECK(run.run() == Stopped::quiet);
        CHECK(run.run({.horizon = SimTime::start()}) == Stopped::quiet);
    });
}

TEST_CASE("a run of no events is quiet at once", "[kernel][stop]") {
    Sequential<RandomModel> run{RandomModel{1, 3, seconds(1)}, seconds(1)};
    CHECK(run.run() == Stopped::quiet);
    CHECK_FALSE(run.progress().before);
    CHECK(Parallel<RandomModel>{RandomModel{1, 0, seconds(1)}, seconds(1)}.run() == Stopped::quiet);
}

TEST_CASE("what is due at the horizon stays pending", "[kernel][stop]") {
    const Example example{23};
    const auto trace = whole_trace(example);
    const SimTime horizon = trace[trace.size() / 2].key.at();
    const auto end = std::partition_point(
        trace.begin(), trace.end(), [&](const Line& line) { return line.key.at() < horizon; });
    const std::vector<Line> before(trace.begin(), end);
    for_both(example, [&](auto& run) {
        CHECK(run.run({.horizon = horizon}) == Stopped::horizon);
        CHECK(run.model().trace() == before);
        CHECK(run.progress().before == horizon);
    });
}

TEST_CASE("pausing at horizons changes nothing", "[kernel][stop]") {
    for (std::uint64_t number = 1; number <= 60; ++number) {
        const Example example{number};
        auto uninterrupted = example.begun<Sequential<RandomModel>>();
        uninterrupted.run();
        const auto trace = uninterrupted.model().trace();
        for_both(example, [&](auto& run) {
            std::mt19937_64 chance{number};
            std::vector<SimTime> horizons;
            for (int i = 0; i < 20; ++i) {
                horizons.push_back(trace[chance() % trace.size()].key.at() +
                                   Duration::micros(static_cast<std::int64_t>(chance() % 3)));
            }
            std::sort(horizons.begin(), horizons.end());
            for (const SimTime horizon : horizons) run.run({.horizon = horizon});
            CHECK(run.run() == Stopped::quiet);
            CHECK(run.progress().windows == uninterrupted.progress().windows);
            CHECK(run.progress().events == uninterrupted.progress().events);
            if (run.model().trace() != trace) FAIL("other traces of example " << number);
        });
    }
}

TEST_CASE("a predicate stops every executive after the same event", "[kernel][stop]") {
    const Example example{31};
    const auto trace = whole_trace(example);
    const Stops stop{.predicate = [&](const RandomModel& model, SimTime) {
        return model.trace().size() >= trace.size() / 3;
    }};
    std::vector<std::vector<Line>> stories;
    for_both(example, [&](auto& run) {
        CHECK(run.run(stop) == Stopped::predicate);
        stories.push_back(run.model().trace());
        CHECK(run.run() == Stopped::quiet);
        CHECK(run.model().trace() == trace);
    });
    CHECK(stories[0] == stories[1]);
    CHECK(stories[0].size() >= trace.size() / 3);
    CHECK(stories[0].size() < trace.size());
}

TEST_CASE("a predicate is told up to when all has happened", "[kernel][stop]") {
    for_both(Example{31}, [](auto& run) {
        std::optional<SimTime> told;
        run.run({.predicate = [&](const RandomModel& model, SimTime now) {
            told = now;
            return model.trace().back().key.at() >= now;  // never: all is before `now`
        }});
        CHECK(told == run.progress().before);
    });
}

TEST_CASE("an interrupted run is consistent and goes on like the uninterrupted one",
          "[kernel][stop]") {
    const Example example{39};
    const auto trace = whole_trace(example);
    for_both(example, [&](auto& run) {
        std::stop_source user;
        const Stops stop{.predicate =
                             [&](const RandomModel& model, SimTime) {
                                 if (model.trace().size() > trace.size() / 2) user.request_stop();
                                 return false;
                             },
                         .interrupt = user.get_token()};
        CHECK(run.run(stop) == Stopped::interrupted);
        const auto so_far = run.model().trace();
        CHECK(so_far.size() < trace.size());
        CHECK(std::equal(so_far.begin(), so_far.end(), trace.begin()));
        CHECK(run.run(stop) == Stopped::interrupted);
        CHECK(run.run() == Stopped::quiet);
        CHECK(run.model().trace() == trace);
    });
}
