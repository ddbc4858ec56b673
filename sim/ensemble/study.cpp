#include "kammerspiel/ensemble/study.hpp"

#include <algorithm>
#include <future>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::ensemble {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// What a crash loses at most, unless writing takes so long that it would slow the study down.
constexpr Seconds between_writings{1.0};
constexpr double most_share_of_writing = 0.03;

}  // namespace

struct Study::State {
    Store& store;
    Runner& runner;
    StudyRuns runs;
    DrawnOf drawn_of;
    std::uint64_t worlds = 0;
    std::vector<CellSums> sums;
    std::vector<Row> rows;  ///< of worlds that no writing has begun for

    std::future<Seconds> writing;  ///< the one that is under way: how long it takes
    Clock::time_point writing_began;
    Seconds writing_takes{0.0};

    State(const model::Plan& plan, Store& into, Runner& with)
        : store(into),
          runner(with),
          runs(plan, into.about().definition),
          worlds(into.worlds()),
          sums(into.sums()) {
        for (CellSums& cell : sums) cell.sites.resize(runs.sites().size());
        writing_began = Clock::now();
    }

    /// What is to be run next, below `end`: no further than the round that it belongs to.
    [[nodiscard]] Round next(std::uint64_t end) const {
        for (Round round : store.rounds().all()) {
            if (worlds >= round.end) continue;
            round.first = worlds;
            round.end = std::min(round.end, end);
            return round;
        }
        return store.rounds().whole(worlds, end);
    }

    void take(Block&& block) {
        ensure(block.worlds == 0 || block.first == worlds, "a block of worlds from {} on after {}",
               block.first, worlds);
        worlds += block.worlds;
        rows.insert(rows.end(), block.rows.begin(), block.rows.end());
        for (std::size_t cell = 0; cell < block.sums.size(); ++cell) {
            if (block.sums[cell].worlds > 0) sums[cell] += block.sums[cell];
        }
    }

    /// Writing goes on while the next worlds are run.
    void begin_writing() {
        finish_writing();
        if (rows.empty()) return;
        writing_began = Clock::now();
        auto addition = std::make_shared<Addition>(
            Addition{.worlds = worlds, .rows = std::move(rows), .drawn = {}, .sums = sums});
        rows.clear();
        writing = std::async(std::launch::async, [this, addition] {
            const auto began = Clock::now();
            for (std::uint64_t world = store.worlds(); drawn_of && world < addition->worlds;
                 ++world) {
                for (DrawnValue& one : drawn_of(world)) addition->drawn.push_back(std::move(one));
            }
            store.append(*addition);
            return Seconds(Clock::now() - began);
        });
    }
    void finish_writing() {
        if (writing.valid()) writing_takes = writing.get();
    }
    [[nodiscard]] bool should_write() const {
        const Seconds wait =
            std::max(between_writings, Seconds(writing_takes / most_share_of_writing));
        return Clock::now() - writing_began >= wait ||
               (!rows.empty() &&
                rows.size() * weight_of_row(rows.front().places.size()) >= most_rows);
    }
};

Study::Study(const model::Plan& plan, Store& store, Runner& runner)
    : state_(std::make_unique<State>(plan, store, runner)) {}
Study::~Study() = default;

void Study::use(PlanOf plan_of, DrawnOf drawn_of) {
    state_->runs.use(std::move(plan_of));
    state_->drawn_of = std::move(drawn_of);
}

void Study::use_patience(std::chrono::milliseconds patience) {
    state_->runs.use_patience(patience);
}

void Study::advance(std::uint64_t worlds, Clock::time_point until, std::stop_token stop,
                    const Report& report) {
    State& state = *state_;
    const RunLimits limits{.until = until, .stop = std::move(stop)};
    const TakeBlock take = [&](Block&& block) {
        const std::size_t before = state.rows.size();
        state.take(std::move(block));
        if (report) {
            report({.worlds = state.worlds, .block = std::span(state.rows).subspan(before)});
        }
        // Whoever has asked for a stop may not wait long for it.
        if (state.should_write() || limits.are_reached()) state.begin_writing();
    };
    while (state.worlds < worlds && !limits.are_reached()) {
        state.runner.run(state.runs, state.next(worlds), limits, take);
    }
    state.begin_writing();
    state.finish_writing();
}

std::uint64_t Study::worlds() const { return state_->worlds; }

const std::vector<CellSums>& Study::sums() const { return state_->sums; }

}  // namespace kammerspiel::ensemble
