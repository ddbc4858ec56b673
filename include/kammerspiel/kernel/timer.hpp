#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/kernel/event_key.hpp"

// Events that can be cancelled without searching the queue.

namespace kammerspiel::kernel {

/// A scheduled event that its process may cancel. It stays valid as a value for ever: once the
/// event has happened or was cancelled, cancelling it again does nothing.
class TimerId {
   public:
    constexpr TimerId() = default;
    constexpr explicit TimerId(const EventKey& key) : word_(key.sequence_and_timer()) {}
    [[nodiscard]] constexpr std::uint32_t place() const {
        return static_cast<std::uint32_t>(word_ & EventKey::max_timers);
    }
    [[nodiscard]] constexpr std::uint64_t word() const { return word_; }
    constexpr auto operator<=>(const TimerId&) const = default;

   private:
    std::uint64_t word_ = 0;  ///< sequence and place; a place is never 0, so 0 is no timer
};

/// The pending timers of one process. A place holds the word of the event it stands for; as a
/// sequence number never returns, it serves as the generation. Places are reused in an order that
/// depends on the process's own events only, and are therefore the same in every executive.
class Timers {
   public:
    /// The place for a new timer, from 1; `occupy` must follow.
    [[nodiscard]] std::uint32_t next_place() const {
        return free_.empty() ? static_cast<std::uint32_t>(words_.size()) + 1 : free_.back();
    }
    void occupy(TimerId timer) {
        if (free_.empty()) {
            words_.push_back(timer.word());
        } else {
            free_.pop_back();
            words_[timer.place() - 1] = timer.word();
        }
    }
    [[nodiscard]] bool is_pending(TimerId timer) const {
        return timer.place() != 0 && timer.place() <= words_.size() &&
               words_[timer.place() - 1] == timer.word();
    }
    /// The timer has happened or is void. Precondition: it is pending.
    void release(TimerId timer) {
        words_[timer.place() - 1] = 0;
        free_.push_back(timer.place());
    }
    void clear() {
        words_.clear();
        free_.clear();
    }

   private:
    std::vector<std::uint64_t> words_;
    std::vector<std::uint32_t> free_;
};

}  // namespace kammerspiel::kernel
