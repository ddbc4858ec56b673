#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/kernel/shard.hpp"
#include "kammerspiel/kernel/timer.hpp"
#include "kammerspiel/kernel/windows.hpp"

// The state of a run, apart from who computes it.

namespace kammerspiel::kernel {

/// All that decides how a run goes on. Taken from one executive, it can be continued by either
/// kind, any number of times; each continues like the uninterrupted run, byte for byte.
/// Executives are values too: copying one branches a run without this detour.
template <class Model>
struct Snapshot {
    using Event = typename Model::Event;

    Model model;
    Duration lookahead;
    Windows windows;
    std::vector<Entry<Event>> pending;     ///< in the total order
    std::vector<std::uint64_t> sequences;  ///< by process
    std::vector<Timers> timers;            ///< by process

    /// Adds what a shard holds. Shards come in the order of their processes.
    void add(const Shard<Event>& shard) {
        shard.for_each_pending([this](const Entry<Event>& entry) { pending.push_back(entry); });
        sequences.insert(sequences.end(), shard.sequences().begin(), shard.sequences().end());
        timers.insert(timers.end(), shard.timers().begin(), shard.timers().end());
        timers.resize(sequences.size());
    }
    void sort() {
        std::sort(pending.begin(), pending.end(),
                  [](const auto& a, const auto& b) { return a.key < b.key; });
    }
};

}  // namespace kammerspiel::kernel
