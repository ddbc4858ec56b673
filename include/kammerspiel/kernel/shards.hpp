#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/advance.hpp"
#include "kammerspiel/kernel/shard.hpp"
#include "kammerspiel/kernel/workers.hpp"

// The processes of one address space, advanced window by window on several threads.

namespace kammerspiel::kernel {

struct ParallelOptions {
    unsigned threads = 0;              ///< 0: as many as the machine has
    std::size_t shards = 0;            ///< at most 64; 0: a few for each thread, to be stolen
    std::uint64_t inline_below = 256;  ///< events; a window with fewer wakes no thread
    std::uint64_t shuffle = 0;  ///< for tests: not 0, tasks are given out in an order of chance
};

/// What happens in a window cannot influence another process in the same window, so shards of
/// processes run side by side until its end. Messages wait at their sender's, one list for each
/// receiving shard, and are fetched by the receiver when it begins the next window: no list is ever
/// touched by two threads, and there is one barrier a window. The receiver's queue puts them into
/// the total order. A value.
template <class Event>
class Shards {
   public:
    /// `elsewhere`: processes that are not in this address space; null: all are.
    Shards(std::size_t processes, Duration lookahead, ParallelOptions options,
           const Elsewhere& elsewhere = nullptr)
        : options_(options),
          workers_(options.threads),
          partition_(cut(processes, options, workers_.threads())) {
        for (std::size_t s = 0; s < partition_.shards(); ++s) {
            shards_.emplace_back(partition_, s, lookahead, elsewhere);
        }
        next_.resize(shards_.size(), SimTime::latest());
        senders_.resize(shards_.size());
        handled_.resize(shards_.size());
    }

    [[nodiscard]] Shard<Event>& owner(ProcessId process) { return shards_[partition_.of(process)]; }
    [[nodiscard]] const std::vector<Shard<Event>>& all() const { return shards_; }
    [[nodiscard]] std::vector<Shard<Event>>& all() { return shards_; }
    [[nodiscard]] unsigned threads() const { return workers_.threads(); }
    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = 0;
        for (const auto& shard : shards_) sum += shard.bytes();
        return sum;
    }

    /// Events have come from outside a window: `earliest` must be asked before the next one.
    void look_anew() { seen_ = false; }

    /// When the next live event is due; takes note of it for each shard.
    [[nodiscard]] std::optional<SimTime> earliest() {
        if (!seen_) {
            for (std::size_t s = 0; s < shards_.size(); ++s) look(s);
            seen_ = true;
        }
        std::optional<SimTime> first;
        for (std::size_t s = 0; s < shards_.size(); ++s) {
            const SimTime at = std::min(next_[s], shards_[s].earliest_posted());
            if (at != SimTime::latest() || has_any(s)) first = std::min(first.value_or(at), at);
        }
        return first;
    }

    /// A window in three steps: who has something to do, do it, note what comes next. Returns how
    /// many events it had.
    template <class Model>
    std::uint64_t advance(Model& model, SimTime end) {
        find_active(end);
        std::uint64_t events = 0;
        std::size_t first = 0;
        if (last_events_ < options_.inline_below) {
            // Begin alone; a window that turns out to be large wakes the others for what is left.
            while (first < active_.size() && events < options_.inline_below) {
                events += work(model, active_[first], end, options_.inline_below);
                if (events < options_.inline_below) ++first;
            }
        }
        events += finish(model, first, end);
        last_events_ = events;
        return events;
    }

   private:
    static constexpr std::size_t max_shards = 64;  // see ShardSet

    /// Four shards a thread: enough to even out what is unequal, few enough lists between them.
    static Partition cut(std::size_t processes, ParallelOptions options, unsigned threads) {
        std::size_t wanted = options.shards;
        if (wanted == 0) wanted = threads == 1 ? 1 : std::size_t{4} * threads;
        wanted = std::clamp(wanted, std::size_t{1}, max_shards);
        Partition partition{.processes = processes, .shift = 0};
        while (partition.shards() > wanted) ++partition.shift;
        return partition;
    }

    bool has_any(std::size_t s) {
        return shards_[s].pending() > 0 || !shards_[s].posted_to().empty();
    }
    void look(std::size_t s) { next_[s] = shards_[s].earliest().value_or(SimTime::latest()); }

    template <class Model>
    std::uint64_t finish(Model& model, std::size_t first, SimTime end) {
        const std::size_t count = active_.size() - first;
        if (count == 0) return 0;
        if (count == 1 || workers_.threads() == 1) {
            std::uint64_t events = 0;
            for (std::size_t i = first; i < active_.size(); ++i) {
                events += work(model, active_[i], end, UINT64_MAX);
            }
            return events;
        }
        auto task = [&](std::size_t i) {
            const std::size_t s = active_[first + i];
            handled_[s].events = work(model, s, end, UINT64_MAX);
        };
        workers_.run(count, task);
        std::uint64_t events = 0;
        for (std::size_t i = first; i < active_.size(); ++i) events += handled_[active_[i]].events;
        return events;
    }
    template <class Model>
    std::uint64_t work(Model& model, std::size_t s, SimTime end, std::uint64_t limit) {
        Shard<Event>& shard = shards_[s];
        std::exchange(senders_[s], {}).for_each([&](std::size_t from) {
            shard.receive_from(shards_[from], parity_);
        });
        const std::uint64_t events = kernel::advance(model, shard, end, limit);
        look(s);
        return events;
    }
    /// Turns last window's letters over to their receivers and lists the shards with work.
    void find_active(SimTime end) {
        for (std::size_t s = 0; s < shards_.size(); ++s) {
            shards_[s].posted_to().for_each([&](std::size_t to) { senders_[to].add(s); });
        }
        parity_ = shards_.front().parity();
        active_.clear();
        for (std::size_t s = 0; s < shards_.size(); ++s) {
            shards_[s].begin_window();
            if (!senders_[s].empty() || next_[s] < end) active_.push_back(s);
        }
        if (options_.shuffle != 0) shuffle_active();
    }
    void shuffle_active() {
        for (std::size_t i = active_.size(); i > 1; --i) {
            options_.shuffle = options_.shuffle * 6364136223846793005U + 1442695040888963407U;
            std::swap(active_[i - 1], active_[(options_.shuffle >> 33) % i]);
        }
    }

    struct alignas(64) Handled {  // a cache line each: written by different threads
        std::uint64_t events = 0;
    };

    ParallelOptions options_;
    Workers workers_;
    Partition partition_;
    std::vector<Shard<Event>> shards_;
    std::vector<SimTime> next_;      ///< by shard: of its queue, without letters
    std::vector<ShardSet> senders_;  ///< by shard: those with letters for it
    std::vector<Handled> handled_;
    std::vector<std::size_t> active_;
    std::uint64_t last_events_ = 0;
    unsigned parity_ = 0;
    bool seen_ = false;
};

}  // namespace kammerspiel::kernel
