#include "kammerspiel/ensemble/study.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <limits>
#include <mutex>

namespace kammerspiel::ensemble {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// Long enough for all threads to be busy nearly always, short enough for people to see it move.
constexpr Seconds wanted_block{0.5};
/// What a crash loses at most, unless writing takes so long that it would slow the study down.
constexpr Seconds between_writings{1.0};
constexpr double most_share_of_writing = 0.03;
/// Rows that wait to be written take no more memory than this.
constexpr std::size_t most_rows = 200'000;

}  // namespace

struct Study::State {
    const model::Plan& plan;
    Store& store;
    Driver& driver;
    PlanOf plan_of;
    DrawnOf drawn_of;
    Ensemble ensemble;
    std::vector<std::uint32_t> strategies;  ///< of the study, by place in the scenario
    std::vector<Site> sites;
    std::vector<federation::ServiceId> demanded;
    std::uint64_t worlds = 0;
    std::vector<CellSums> sums;
    std::vector<std::mutex> adding;  ///< by cell
    std::vector<Row> rows;           ///< of worlds that no writing has begun for

    std::future<Seconds> writing;  ///< the one that is under way: how long it takes
    Clock::time_point writing_began;
    Seconds writing_takes{0.0};
    Seconds world_takes{0.0};

    State(const model::Plan& of, Store& into, Driver& with)
        : plan(of),
          store(into),
          driver(with),
          sites(ensemble::sites(of.federation())),
          demanded(services_with_demand(of.federation())),
          worlds(into.worlds()),
          sums(into.sums()),
          adding(sums.size()) {
        const auto& all = of.scenario().strategies;
        for (const std::string& name : into.about().definition.strategies) {
            const auto found = std::find_if(all.begin(), all.end(),
                                            [&](const auto& s) { return s.name.text == name; });
            ensure(found != all.end(), "there is no strategy {}", name);
            strategies.push_back(static_cast<std::uint32_t>(found - all.begin()));
        }
        for (std::uint32_t a = 0; a < of.scenario().attackers.size(); ++a) {
            ensemble.attackers.push_back(a);
        }
        ensemble.seed = into.about().definition.seed;
        for (CellSums& cell : sums) cell.sites.resize(sites.size());
        writing_began = Clock::now();
    }

    [[nodiscard]] std::uint64_t worlds_of_block(std::uint64_t left) const {
        std::uint64_t wanted = driver.threads();
        if (world_takes.count() > 0) {
            const double fits = wanted_block / world_takes;
            wanted = static_cast<std::uint64_t>(std::clamp(fits, 1.0, 1e6));
        }
        const std::uint64_t room =
            std::max<std::uint64_t>(1, most_rows / store.rounds().whole(0, 1).runs_between(0, 1));
        return std::min({left, wanted, room});
    }

    /// The round that the next world belongs to; without rounds, one without end.
    [[nodiscard]] Round current() const {
        for (const Round& round : store.rounds().all()) {
            if (worlds < round.end) return round;
        }
        return store.rounds().whole(worlds, std::numeric_limits<std::uint64_t>::max());
    }

    void run_block(std::uint64_t left, std::stop_token stop) {
        const auto began = Clock::now();
        const Round round = current();
        ensemble.strategies.clear();
        for (const std::uint32_t s : round.strategies) {
            ensemble.strategies.push_back(strategies[s]);
        }
        ensemble.of_batch =
            store.rounds().is_full() ? std::vector<std::uint32_t>{} : round.of_batch;
        ensemble.first_world = worlds;
        ensemble.worlds = worlds_of_block(std::min(left, round.end - worlds));
        ensemble.stop = std::move(stop);
        const std::size_t before = rows.size();
        rows.resize(before + ensemble.tasks());
        const std::vector<CellSums> sums_before = sums;
        std::atomic<std::size_t> visited = 0;
        // Places in the study of the scenario's strategies.
        std::vector<std::uint32_t> place(plan.scenario().strategies.size());
        for (const std::uint32_t s : round.strategies) place[strategies[s]] = s;
        const Duration horizon = plan.scenario().horizon;
        const Visit visit = [&](std::size_t number, const Task& task, const model::Plan& run_with,
                                model::RunResult&& result) {
            ++visited;
            const std::uint32_t strategy = place[task.strategy];
            rows[before + number] = {.world = task.world,
                                     .strategy = strategy,
                                     .attacker = task.attacker,
                                     .figures = headline(run_with, result.metrics, demanded)};
            const std::size_t cell = strategy * ensemble.attackers.size() + task.attacker;
            const std::scoped_lock lock(adding[cell]);
            sums[cell].add(run_with.federation(), sites, demanded, horizon, result.metrics,
                           result.events);
        };
        std::uint64_t done =
            plan_of ? driver.run(plan_of, ensemble, visit) : driver.run(plan, ensemble, visit);
        // Of a world that was given up, the sums hold what its rows would not.
        if (visited != ensemble.tasks_before(ensemble.first_world + done)) {
            done = 0;
            sums = sums_before;
        }
        rows.resize(before + ensemble.tasks_before(ensemble.first_world + done));
        worlds += done;
        if (done > 0) world_takes = Seconds(Clock::now() - began) / static_cast<double>(done);
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
        return Clock::now() - writing_began >= wait || rows.size() >= most_rows;
    }
};

Study::Study(const model::Plan& plan, Store& store, Driver& driver)
    : state_(std::make_unique<State>(plan, store, driver)) {}
Study::~Study() = default;

void Study::use(PlanOf plan_of, DrawnOf drawn_of) {
    state_->plan_of = std::move(plan_of);
    state_->drawn_of = std::move(drawn_of);
}

void Study::use_patience(std::chrono::milliseconds patience) {
    state_->ensemble.patience = patience;
}

void Study::advance(std::uint64_t worlds, Clock::time_point until, std::stop_token stop,
                    const Report& report) {
    State& state = *state_;
    while (state.worlds < worlds && !stop.stop_requested() && Clock::now() < until) {
        const std::size_t before = state.rows.size();
        state.run_block(worlds - state.worlds, stop);
        if (report) {
            report({.worlds = state.worlds, .block = std::span(state.rows).subspan(before)});
        }
        if (state.should_write()) state.begin_writing();
    }
    state.begin_writing();
    state.finish_writing();
}

std::uint64_t Study::worlds() const { return state_->worlds; }

const std::vector<CellSums>& Study::sums() const { return state_->sums; }

}  // namespace kammerspiel::ensemble
