#pragma once

#include <cstdint>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/kernel/model.hpp"
#include "kammerspiel/kernel/outbox.hpp"
#include "kammerspiel/kernel/shard.hpp"

// The loop that everything else is about.

namespace kammerspiel::kernel {

inline constexpr std::size_t events_ahead = 4;

/// Handles a shard's events before `end` in their order, at most `limit`; returns how many.
template <SimulationModel Model>
std::uint64_t advance(Model& model, Shard<typename Model::Event>& shard, SimTime end,
                      std::uint64_t limit = UINT64_MAX) {
    Outbox<typename Model::Event> out{shard};
    Entry<typename Model::Event> next;
    std::uint64_t events = 0;
    while (events < limit && shard.take_before(end, next)) {
        if constexpr (Prefetching<Model>) {
            const auto* soon = shard.ahead(events_ahead);
            if (soon != nullptr) model.prefetch(soon->key.target());
        }
        out.begin(next.key);
        model.handle(next.key, next.event, out);
        ++events;
    }
    return events;
}

}  // namespace kammerspiel::kernel
