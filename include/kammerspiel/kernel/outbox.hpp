#pragma once

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/kernel/shard.hpp"
#include "kammerspiel/kernel/timer.hpp"

// What a handler may do to the future.

namespace kammerspiel::kernel {

namespace detail {
// Out of line and cold: the checks stay on in Release, their sentences cost nothing until needed.
[[noreturn]] void broken_schedule(const EventKey& current, SimTime at, Priority priority);
[[noreturn]] void broken_send(const EventKey& current, ProcessId target, SimTime at,
                              Duration lookahead);
[[noreturn]] void broken_target(const EventKey& current, ProcessId target, std::size_t processes);
[[noreturn]] void broken_count(const EventKey& current, const char* what);
}  // namespace detail

/// Handed to a model's handler for the event being handled. What goes in has its place in the
/// total order at once, so that it does not matter who carries it out, and when.
template <class Event>
class Outbox {
   public:
    explicit Outbox(Shard<Event>& shard) : shard_(shard) {}

    [[nodiscard]] SimTime now() const { return key_.at(); }
    [[nodiscard]] ProcessId self() const { return key_.target(); }
    [[nodiscard]] Priority priority() const { return key_.priority(); }
    [[nodiscard]] Duration lookahead() const { return shard_.lookahead(); }

    /// An event for this process: later, or now with a greater priority than the present event's,
    /// to settle once what several changes at this instant have done. Else BrokenModel.
    void schedule(SimTime at, Priority priority, const Event& event) {
        check_schedule(at, priority);
        shard_.push(EventKey{at, priority, self(), self(), next_sequence()}, event);
    }

    /// A message to a process, at least the lookahead after now. Else BrokenModel, naming both.
    void send(ProcessId target, SimTime at, Priority priority, const Event& event) {
        if (at < now() || ahead(at) < static_cast<std::uint64_t>(shard_.lookahead().count()))
            [[unlikely]] {
            detail::broken_send(key_, target, at, shard_.lookahead());
        }
        if (target.index() >= shard_.processes()) [[unlikely]] {
            detail::broken_target(key_, target, shard_.processes());
        }
        const EventKey key{at, priority, target, self(), next_sequence()};
        if (shard_.owns(target)) {
            shard_.push(key, event);
        } else {
            shard_.post(key, event);
        }
    }

    /// Like `schedule`, for what may have to be cancelled.
    TimerId schedule_timer(SimTime at, Priority priority, const Event& event) {
        check_schedule(at, priority);
        Timers& timers = shard_.timers_of(self());
        const std::uint32_t place = timers.next_place();
        if (place > EventKey::max_timers) [[unlikely]]
            detail::broken_count(key_, "timers");
        const EventKey key{at, priority, self(), self(), next_sequence(), place};
        timers.occupy(TimerId{key});
        shard_.push(key, event);
        return TimerId{key};
    }
    /// Makes void what this process has scheduled. False if it has happened or was cancelled.
    bool cancel(TimerId timer) { return shard_.cancel(self(), timer); }
    /// Whether it is still to come.
    [[nodiscard]] bool is_pending(TimerId timer) const {
        return shard_.timers_of(self()).is_pending(timer);
    }

    /// By the executive, before each event.
    void begin(const EventKey& key) {
        key_ = key;
        sequence_ = &shard_.sequence(key.target());
    }

   private:
    /// Microseconds from now until `at`, which is not before now. Unsigned: `SimTime::latest()`,
    /// seen from before the start, is farther than a Duration reaches.
    [[nodiscard]] std::uint64_t ahead(SimTime at) const {
        return static_cast<std::uint64_t>(at.since_start().count()) -
               static_cast<std::uint64_t>(now().since_start().count());
    }
    void check_schedule(SimTime at, Priority priority) const {
        if (at > now()) [[likely]]
            return;
        if (at == now() && priority > this->priority()) return;
        detail::broken_schedule(key_, at, priority);
    }
    std::uint64_t next_sequence() {
        if (*sequence_ == EventKey::max_sequence) [[unlikely]] {
            detail::broken_count(key_, "events");
        }
        return (*sequence_)++;
    }

    Shard<Event>& shard_;
    EventKey key_;
    std::uint64_t* sequence_ = nullptr;
};

}  // namespace kammerspiel::kernel
