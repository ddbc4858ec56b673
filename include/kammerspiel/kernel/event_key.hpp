#pragma once

#include <compare>
#include <cstdint>

#include "kammerspiel/base/id.hpp"
#include "kammerspiel/base/time.hpp"

// Who acts, and in which order: the total order of events that every executive obeys.

namespace kammerspiel::kernel {

/// A logical process: what owns a piece of state and handles its events one after another.
using ProcessId = Id<struct ProcessTag>;

/// Order of the changes at one instant in one process; the lower goes first.
using Priority = std::uint8_t;

/// Position of an event in the total order (time, priority, target, source, source's sequence).
/// No two events of a run have the same key, so that no tie is left to chance or to threads.
/// 24 bytes: with a payload of 40 an event fills one cache line.
class EventKey {
   public:
    static constexpr int process_bits = 28;
    static constexpr std::uint32_t max_processes = 1U << process_bits;
    static constexpr int timer_bits = 24;
    static constexpr std::uint32_t max_timers = (1U << timer_bits) - 1;  ///< pending, per process
    static constexpr std::uint64_t max_sequence = (std::uint64_t{1} << (64 - timer_bits)) - 1;

    constexpr EventKey() = default;

    /// `timer` is 0 for an event that cannot be cancelled, else the place of its timer, from 1.
    /// It stands behind the sequence number, which is unique, and so never decides over the order.
    constexpr EventKey(SimTime at, Priority priority, ProcessId target, ProcessId source,
                       std::uint64_t sequence, std::uint32_t timer = 0)
        : at_(at),
          route_(std::uint64_t{priority} << (2 * process_bits) |
                 std::uint64_t{target.value} << process_bits | source.value),
          sequence_and_timer_(sequence << timer_bits | timer) {}

    [[nodiscard]] constexpr SimTime at() const { return at_; }
    [[nodiscard]] constexpr Priority priority() const {
        return static_cast<Priority>(route_ >> (2 * process_bits));
    }
    [[nodiscard]] constexpr ProcessId target() const {
        return ProcessId{static_cast<std::uint32_t>(route_ >> process_bits & (max_processes - 1))};
    }
    [[nodiscard]] constexpr ProcessId source() const {
        return ProcessId{static_cast<std::uint32_t>(route_ & (max_processes - 1))};
    }
    /// Counts what the source has scheduled and sent, from 0.
    [[nodiscard]] constexpr std::uint64_t sequence() const {
        return sequence_and_timer_ >> timer_bits;
    }
    [[nodiscard]] constexpr std::uint32_t timer() const {
        return static_cast<std::uint32_t>(sequence_and_timer_ & max_timers);
    }
    [[nodiscard]] constexpr std::uint64_t sequence_and_timer() const { return sequence_and_timer_; }

    constexpr auto operator<=>(const EventKey&) const =
        default;  // declaration order is event order

   private:
    SimTime at_;
    std::uint64_t route_ = 0;  ///< priority (8 bits), target (28), source (28)
    std::uint64_t sequence_and_timer_ = 0;
};
static_assert(sizeof(EventKey) == 24);

/// An event with its place in the order, as queues hold it.
template <class Event>
struct Entry {
    EventKey key;
    Event event;
};

}  // namespace kammerspiel::kernel
