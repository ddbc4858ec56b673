#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kammerspiel/kernel/event_key.hpp"

namespace kammerspiel::kernel {

/// The events that come next, sorted. What is sorted are words of (time, place), not the events:
/// comparing and moving 8 bytes instead of 24 and 64. Keys decide between equal times only.
template <class T>
class Front {
   public:
    [[nodiscard]] bool empty() const { return next_ == order_.size(); }
    [[nodiscard]] std::size_t size() const { return order_.size() - next_; }
    [[nodiscard]] const T& least() const { return events_[order_[next_] & place_mask]; }
    void pop() { ++next_; }
    /// The event `steps` after the first, if the front reaches so far.
    [[nodiscard]] const T* ahead(std::size_t steps) const {
        return next_ + steps < order_.size() ? &events_[order_[next_ + steps] & place_mask]
                                             : nullptr;
    }

    void begin() {
        events_.clear();
        order_.clear();
        next_ = 0;
    }
    void add(const T& event) { events_.push_back(event); }
    /// Precondition: no event is before `first`; microseconds, as `Rung` counts them.
    template <class Instant>
    void sort(std::uint64_t first, std::uint64_t last, Instant instant) {
        const bool fits = (last - first) >> (64 - place_bits) == 0;
        for (std::size_t i = 0; i < events_.size(); ++i) {
            const std::uint64_t since = fits ? instant(events_[i]) - first : 0;
            order_.push_back(since << place_bits | i);
        }
        std::sort(order_.begin(), order_.end());
        settle_ties();
    }
    template <class Predicate>
    void remove_if(Predicate is_unwanted) {
        std::erase_if(order_, [&](std::uint64_t word) {
            return &word >= &order_[next_] && is_unwanted(events_[word & place_mask]);
        });
    }
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        for (std::size_t i = next_; i < order_.size(); ++i) visit(events_[order_[i] & place_mask]);
    }
    [[nodiscard]] std::size_t bytes() const {
        return events_.capacity() * sizeof(T) + order_.capacity() * sizeof(std::uint64_t);
    }

   private:
    static constexpr int place_bits = 24;
    static constexpr std::uint64_t place_mask = (std::uint64_t{1} << place_bits) - 1;

    void settle_ties() {
        for (std::size_t i = 1; i < order_.size(); ++i) {
            if (order_[i - 1] >> place_bits != order_[i] >> place_bits) continue;
            std::size_t end = i + 1;
            while (end < order_.size() && order_[end] >> place_bits == order_[i] >> place_bits) {
                ++end;
            }
            std::sort(order_.begin() + static_cast<std::ptrdiff_t>(i - 1),
                      order_.begin() + static_cast<std::ptrdiff_t>(end),
                      [this](std::uint64_t a, std::uint64_t b) {
                          return events_[a & place_mask].key < events_[b & place_mask].key;
                      });
            i = end;
        }
    }

    std::vector<T> events_;
    std::vector<std::uint64_t> order_;  ///< time since the front's first instant, place in events_
    std::size_t next_ = 0;
};

}  // namespace kammerspiel::kernel
