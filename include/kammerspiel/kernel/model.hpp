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

/// It says what its events carry: `using Event = ...;`.
template <class Model>
concept NamesEvents = requires {
    typename Model::Event;
};

template <class Model>
concept CountsProcesses = requires(const Model& unchanged) {
    { unchanged.processes() } -> std::convertible_to<std::size_t>;
};

template <class Model>
concept HandlesEvents = requires(Model& model, const EventKey& key,
                                 const typename Model::Event& event,
                                 Outbox<typename Model::Event>& out) {
    model.handle(key, event, out);
};

/// A model is a value: copying it copies a run. Its processes are numbered from 0.
///
/// `handle` carries out one event. For an event whose target is process A it reads and writes A's
/// state only, besides what never changes during a run: the parallel executive calls it for several
/// processes at once. What one process wants of another it sends, at least the lookahead ahead.
template <class Model>
concept SimulationModel = std::copyable<Model> && NamesEvents<Model> &&
    EventPayload<typename Model::Event> && CountsProcesses<Model> && HandlesEvents<Model>;

/// Says in a sentence what a model lacks. Executives ask this instead of the concept, of which
/// compilers say that it is not satisfied, and what is missing in a note that may not be shown.
template <class Model>
constexpr bool is_complete_model() {
    static_assert(std::copyable<Model>, "a model is a value: it can be copied and assigned");
    static_assert(NamesEvents<Model>, "a model names what its events carry: `using Event = ...;`");
    static_assert(CountsProcesses<Model>,
                  "a model says how many processes it has: `std::size_t processes() const`");
    if constexpr (NamesEvents<Model>) {
        static_assert(EventPayload<typename Model::Event>,
                      "a model's Event can be copied byte for byte, and has at most 40 of them");
        static_assert(HandlesEvents<Model>,
                      "a model handles its events: `void handle(const kernel::EventKey&, const "
                      "Event&, kernel::Outbox<Event>&)`");
    }
    return true;
}
static_assert(max_event_bytes == 40, "as the sentence above says");

/// A model may say what memory an event at a process will touch; executives then ask for it a few
/// events ahead. It changes nothing but the speed.
template <class Model>
concept Prefetching = requires(const Model& model, ProcessId process) {
    model.prefetch(process);
};

}  // namespace kammerspiel::kernel
