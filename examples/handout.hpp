#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

#include "kammerspiel/kernel.hpp"

// How a cluster gets through a study: rank 0 hands out blocks of worlds and takes what they come to
// in their order, one after the other. A model on the kernel, and a formula beside it.

namespace handout {

using kammerspiel::Duration;
using kammerspiel::SimTime;
namespace kernel = kammerspiel::kernel;

/// All times in seconds.
struct Job {
    std::uint64_t worlds = 0;
    unsigned ranks = 1;
    unsigned threads = 1;             ///< of each rank
    std::vector<double> world_times;  ///< as measured: a world takes one of them, by lot
    double reads = 0;                 ///< before it begins, each rank reads the scenario
    double take_world = 0;  ///< by rank 0, of those who wait for it all the rest waits too
    double take_block = 0;  ///< beside its worlds
    double latency = 1e-3;  ///< of a message, until it is looked for
    double bytes_of_world = 0;
    double bytes_of_block = 0;
    double bytes_per_second = 1e9;  ///< of the network into rank 0

    [[nodiscard]] double mean_world() const {
        double sum = 0;
        for (const double time : world_times) sum += time;
        return sum / static_cast<double>(world_times.size());
    }
    [[nodiscard]] double cores() const { return double(ranks) * double(threads); }
};

struct Outcome {
    double takes = 0;      ///< from the start until the last world is taken
    double taking = 0;     ///< of that, rank 0 was taking
    double computing = 0;  ///< of all cores, in core seconds
    std::uint64_t blocks = 0;
    double bytes = 0;               ///< that came to rank 0
    double most_waiting_bytes = 0;  ///< of blocks that came before others of lower numbers
    [[nodiscard]] double efficiency(const Job& job) const {
        return computing / (takes * job.cores());
    }
};

/// What it comes to as long as nothing but the scarcest counts: cores, or rank 0. Left out is that
/// the last blocks end at different moments.
[[nodiscard]] inline double formula(const Job& job) {
    const auto worlds = static_cast<double>(job.worlds);
    const double computing = worlds * job.mean_world() / job.cores();
    const double network = worlds * job.bytes_of_world / job.bytes_per_second;
    return job.reads + std::max({computing, worlds * job.take_world, network});
}
/// So many cores keep rank 0 busy all the time; more are of no use.
[[nodiscard]] inline double most_cores(const Job& job) { return job.mean_world() / job.take_world; }

/// Process 0 is rank 0's main thread; the others are those who run worlds, of which one is on rank
/// 0, too. The rules are those of kammerspiel-mpi (cluster/rank_runner.cpp).
class Cluster {
   public:
    enum class What : std::uint8_t { begin, block, answer, is_free };
    struct Event {
        What what = What::begin;
        std::uint32_t rank = 0;
        std::uint64_t first = 0, count = 0;
    };

    Cluster(const Job& job, kernel::Draws draws)
        : job_(job), draws_(draws), busy_(job.ranks), world_takes_(job.ranks) {}

    [[nodiscard]] std::size_t processes() const { return 1 + job_.ranks; }

    void handle(const kernel::EventKey& key, const Event& event, kernel::Outbox<Event>& out) {
        switch (event.what) {
            case What::begin: return hand_out(key.at(), out);
            case What::block: return run(key.at(), event, out);
            case What::answer: return hear(key.at(), event, out);
            case What::is_free: return go_on(key.at(), out);
        }
    }

    [[nodiscard]] Outcome outcome() const {
        Outcome all = outcome_;
        for (const double seconds : computed_by_rank()) all.computing += seconds;
        return all;
    }
    [[nodiscard]] std::uint64_t taken() const { return taken_; }

   private:
    static constexpr double shortest_block = 1;
    static constexpr double longest_block = 60;
    static constexpr double most_share_of_taking = 0.1;
    static constexpr double worlds_by_thread = 16;
    static constexpr std::size_t most_waiting_by_rank = 4;
    static constexpr double most_waiting = 512.0 * (1U << 20U);

    struct Given {
        std::uint32_t rank;
        std::uint64_t first, count;
        SimTime since;
        bool is_answered = false;
    };

    Job job_;
    kernel::Draws draws_;
    // Of process 0.
    std::uint64_t next_ = 0, taken_ = 0;
    std::vector<bool> busy_;
    std::vector<double> world_takes_;
    double taking_takes_ = 0;
    std::deque<Given> given_;
    std::vector<Event> unheard_;  ///< came while it was taking
    double waiting_bytes_ = 0;
    bool is_taking_ = false;
    Outcome outcome_;
    // Of the others: what each has computed.
    std::vector<double> computed_ = std::vector<double>(job_.ranks);

    [[nodiscard]] const std::vector<double>& computed_by_rank() const { return computed_; }

    static Duration span(double seconds) {
        return Duration::micros(std::max<std::int64_t>(1, std::llround(seconds * 1e6)));
    }
    static double seconds_between(SimTime from, SimTime to) {
        return static_cast<double>((to - from).count()) / 1e6;
    }
    [[nodiscard]] double bytes_of(std::uint64_t worlds) const {
        return job_.bytes_of_block + static_cast<double>(worlds) * job_.bytes_of_world;
    }

    // Those who run worlds.

    /// Each thread takes the next world when it is done with one.
    void run(SimTime now, const Event& block, kernel::Outbox<Event>& out) {
        std::priority_queue<double, std::vector<double>, std::greater<>> threads;
        for (unsigned t = 0; t < job_.threads; ++t) threads.push(0);
        double end = 0;
        for (std::uint64_t world = block.first; world < block.first + block.count; ++world) {
            const double luck = draws_.uniform(kernel::EntityId{world}, kernel::Purpose{1}, 0);
            const auto place = static_cast<std::size_t>(luck * double(job_.world_times.size()));
            const double takes = job_.world_times[std::min(place, job_.world_times.size() - 1)];
            const double done = threads.top() + takes;
            threads.pop();
            threads.push(done);
            end = std::max(end, done);
            computed_[block.rank] += takes;
        }
        const double on_the_way = job_.latency + bytes_of(block.count) / job_.bytes_per_second;
        out.send(kernel::ProcessId{0U}, now + span(end + on_the_way), 0,
                 {What::answer, block.rank, block.first, block.count});
    }

    // Rank 0.

    [[nodiscard]] std::uint64_t worlds_for(std::uint32_t rank) const {
        double wanted = job_.threads;
        if (world_takes_[rank] > 0) {
            const double block = std::clamp(taking_takes_ * job_.ranks / most_share_of_taking,
                                            shortest_block, longest_block);
            const double by_thread = longest_block / (world_takes_[rank] * job_.threads);
            wanted = std::max(block / world_takes_[rank],
                              job_.threads * std::clamp(by_thread, 1.0, worlds_by_thread));
            wanted = std::min(wanted, 1e6);
        }
        const std::uint64_t left = job_.worlds - next_;
        const std::uint64_t share = std::max<std::uint64_t>(1, left / (2 * job_.ranks));
        return std::min(left, std::min(static_cast<std::uint64_t>(wanted), share));
    }

    void hand_out(SimTime now, kernel::Outbox<Event>& out) {
        for (std::uint32_t rank = job_.ranks; rank-- > 0;) {
            const bool may = next_ < job_.worlds && waiting_bytes_ < most_waiting &&
                             given_.size() < most_waiting_by_rank * job_.ranks;
            if (!may) return;
            if (busy_[rank]) continue;
            const std::uint64_t count = worlds_for(rank);
            given_.push_back({rank, next_, count, now});
            out.send(kernel::ProcessId{1 + rank}, now + span(job_.latency), 0,
                     {What::block, rank, next_, count});
            next_ += count;
            busy_[rank] = true;
            ++outcome_.blocks;
        }
    }

    void hear(SimTime now, const Event& answer, kernel::Outbox<Event>& out) {
        unheard_.push_back(answer);
        if (!is_taking_) take(now, out);
    }

    /// Everything that has come, and of it what is next in the order of worlds.
    void take(SimTime now, kernel::Outbox<Event>& out) {
        for (const Event& answer : unheard_) {
            const auto of = std::find_if(given_.begin(), given_.end(), [&](const Given& one) {
                return one.first == answer.first;
            });
            of->is_answered = true;
            busy_[answer.rank] = false;
            waiting_bytes_ += bytes_of(answer.count);
            world_takes_[answer.rank] =
                seconds_between(of->since, now) / static_cast<double>(answer.count);
            outcome_.bytes += bytes_of(answer.count);
        }
        unheard_.clear();
        outcome_.most_waiting_bytes = std::max(outcome_.most_waiting_bytes, waiting_bytes_);
        double takes = 0;
        while (!given_.empty() && given_.front().is_answered) {
            const std::uint64_t count = given_.front().count;
            taking_takes_ = job_.take_block + static_cast<double>(count) * job_.take_world;
            takes += taking_takes_;
            taken_ += count;
            waiting_bytes_ -= bytes_of(count);
            given_.pop_front();
        }
        outcome_.taking += takes;
        outcome_.takes = std::max(outcome_.takes, seconds_between(SimTime::start(), now) + takes);
        is_taking_ = true;
        out.schedule(now + span(takes), 0, {What::is_free, 0, 0, 0});
    }

    void go_on(SimTime now, kernel::Outbox<Event>& out) {
        is_taking_ = false;
        hand_out(now, out);
        if (!unheard_.empty()) take(now, out);
    }
};

/// Plays the job through once.
[[nodiscard]] inline Outcome simulate(const Job& job, std::uint64_t seed = 1) {
    const auto begins = SimTime::start() + Duration::micros(std::llround(job.reads * 1e6));
    kernel::Sequential<Cluster> run{Cluster(job, {seed, 0}),
                                    Duration::micros(std::llround(job.latency * 1e6))};
    run.schedule(kernel::ProcessId{0U}, begins, 0, {});
    run.run();
    return run.model().outcome();
}

}  // namespace handout
