#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/kernel/outbox.hpp"

// What an executive asks of a model.

namespace kammerspiel::kernel {

inline constexpr std::size_t max_event_bytes = 40;

template <class Event>
concept EventPayload = std::is_trivially_copyable_v<Event> && sizeof(Event) <= max_event_bytes;

/// A model is a value: copying it copies a run. Its processes are numbered from 0.
///
/// `handle` carries out one event. For an event whose target is process A it reads and writes A's
/// state only, besides what never changes during a run: the parallel executive calls it for several
/// processes at once. What one process wants of another it sends, at least the lookahead ahead.
template <class Model>
concept SimulationModel = std::copyable<Model> && EventPayload<typename Model::Event> &&
    requires(Model& model, const Model& unchanged, const EventKey& key,
             const typename Model::Event& event, Outbox<typename Model::Event>& out) {
    { unchanged.processes() } -> std::convertible_to<std::size_t>;
    model.handle(key, event, out);
};

/// A model may say what memory an event at a process will touch; executives then ask for it a few
/// events ahead. It changes nothing but the speed.
template <class Model>
concept Prefetching = requires(const Model& model, ProcessId process) {
    model.prefetch(process);
};

}  // namespace kammerspiel::kernel
