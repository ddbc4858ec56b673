#pragma once

#include <algorithm>
#include <bit>
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
    [[nodiscard]] const T& least() const { return at(order_[next_]); }
    void pop() { ++next_; }
    /// The event `steps` after the first, if the front reaches so far.
    [[nodiscard]] const T* ahead(std::size_t steps) const {
        return next_ + steps < order_.size() ? &at(order_[next_ + steps]) : nullptr;
    }

    /// Room for so many, so that they will not make it grow.
    void reserve(std::size_t events) {
        events_.reserve(events);
        order_.reserve(events);
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
        place_bits_ = static_cast<int>(std::bit_width(events_.size()));
        const bool fits = last - first <= UINT64_MAX >> place_bits_;
        for (std::size_t i = 0; i < events_.size(); ++i) {
            const std::uint64_t since = fits ? instant(events_[i]) - first : 0;
            order_.push_back(since << place_bits_ | i);
        }
        std::sort(order_.begin(), order_.end());
        settle_ties();
    }
    template <class Predicate>
    void remove_if(Predicate is_unwanted) {
        const auto kept =
            std::remove_if(order_.begin() + static_cast<std::ptrdiff_t>(next_), order_.end(),
                           [&](std::uint64_t word) { return is_unwanted(at(word)); });
        order_.erase(kept, order_.end());
    }
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        for (std::size_t i = next_; i < order_.size(); ++i) visit(at(order_[i]));
    }
    [[nodiscard]] std::size_t bytes() const {
        return events_.capacity() * sizeof(T) + order_.capacity() * sizeof(std::uint64_t);
    }

   private:
    [[nodiscard]] const T& at(std::uint64_t word) const {
        return events_[word & ~(UINT64_MAX << place_bits_)];
    }
    [[nodiscard]] bool same_time(std::size_t i, std::size_t j) const {
        return order_[i] >> place_bits_ == order_[j] >> place_bits_;
    }
    void settle_ties() {
        for (std::size_t i = 1; i < order_.size(); ++i) {
            if (!same_time(i - 1, i)) continue;
            std::size_t end = i + 1;
            while (end < order_.size() && same_time(end, i)) ++end;
            std::sort(order_.begin() + static_cast<std::ptrdiff_t>(i - 1),
                      order_.begin() + static_cast<std::ptrdiff_t>(end),
                      [this](std::uint64_t a, std::uint64_t b) { return at(a).key < at(b).key; });
            i = end;
        }
    }

    std::vector<T> events_;
    std::vector<std::uint64_t> order_;  ///< time since the front's first instant, place in events_
    std::size_t next_ = 0;
    int place_bits_ = 0;  ///< as many as the number of events needs
};

}  // namespace kammerspiel::kernel
