#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/chunks.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/kernel/front.hpp"
#include "kammerspiel/kernel/rung.hpp"
#include "kammerspiel/kernel/small_heap.hpp"

// The pending events of a shard, in their total order.

namespace kammerspiel::kernel {

/// A ladder of rungs (after Tang, Goh and Thng 2005) whose widths are powers of two. From near to
/// far:
///   front  the bucket that is due, sorted; beside it a small heap for events that come in late,
///          such as settling at the same instant;
///   rungs  each cuts one bucket of the next coarser rung into finer ones, unsorted;
///   far    what lies beyond, unsorted.
/// A bucket with more than a frontful of events becomes a rung of its own, when it is reached: so
/// widths follow the density of events where they are, minutes with 10^5 events and empty weeks
/// alike, and nothing needs tuning while it runs. An event moves once for each rung, usually two.
/// Against one 4-ary heap of everything, on the pushes and pops of the real model (bench
/// queue/recorded): 1.3 times as fast on ihk-2022 (some 1,000 pending), 2.7 times on a worm (10^5
/// pending); 22 times on the hold model with 10^7 pending. See docs/performance.md.
template <class Event>
class EventQueue {
   public:
    using Message = Entry<Event>;

    EventQueue() = default;
    EventQueue(const EventQueue& other) {
        other.for_each([this](const Message& message) { push(message.key, message.event); });
    }
    EventQueue(EventQueue&& other) noexcept { swap(other); }
    EventQueue& operator=(EventQueue other) noexcept {
        swap(other);
        return *this;
    }
    ~EventQueue() = default;

    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t size() const { return size_; }

    void push(const EventKey& key, const Event& event) {
        ++size_;
        place({key, event});
    }
    /// The first event, or nullptr. Valid until the next call that changes the queue.
    [[nodiscard]] const Message* first() {
        if (front_.empty()) [[unlikely]] {
            if (late_.empty() && !refill()) return nullptr;
            if (front_.empty()) return &late_.least();
        }
        const Message& front = front_.least();
        if (late_.empty()) [[likely]]
            return &front;
        return late_.least().key < front.key ? &late_.least() : &front;
    }
    /// Takes out what `first` has just returned.
    void pop_first(const Message* first) {
        --size_;
        if (!late_.empty() && first == &late_.least()) {
            late_.pop();
        } else {
            front_.pop();
        }
    }
    /// Empty, as it was at first; its memory is kept.
    void clear() {
        for (std::size_t i = 0; i < depth_; ++i) rungs_[i].clear(pool_);
        far_.drain(pool_, [](const Message&) {});
        front_.begin();
        late_.clear();
        size_ = depth_ = 0;
        front_last_ = far_final_ = 0;
        far_first_ = UINT64_MAX;
    }
    /// An event that will come soon, if one is known: for prefetching.
    [[nodiscard]] const Message* ahead(std::size_t steps) const { return front_.ahead(steps); }

    template <class Predicate>
    void remove_if(Predicate is_unwanted) {
        const auto filter = [&](Bag<Message>& bag) {
            Bag<Message> kept;
            bag.drain(pool_, [&](const Message& message) {
                if (!is_unwanted(message)) kept.add(message, pool_);
            });
            bag = kept;
        };
        front_.remove_if(is_unwanted);
        late_.remove_if(is_unwanted);
        for (std::size_t i = 0; i < depth_; ++i) rungs_[i].edit_bags(filter);
        filter(far_);
        size_ = 0;
        for_each([this](const Message&) { ++size_; });
    }
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        front_.for_each(visit);
        for (const Message& message : late_.all()) visit(message);
        for (std::size_t i = 0; i < depth_; ++i) rungs_[i].for_each(visit);
        far_.for_each(visit);
    }
    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = pool_.bytes() + front_.bytes() + late_.bytes();
        for (const auto& rung : rungs_) sum += rung.bytes();
        return sum;
    }

   private:
    static constexpr std::size_t frontful = 48;
    static constexpr std::size_t per_bucket = 16;
    static constexpr std::size_t many_late = 256;

    /// Microseconds from the beginning of all time.
    static std::uint64_t instant(const Message& message) {
        return static_cast<std::uint64_t>(message.key.at().since_start().count()) ^ std::uint64_t{1}
                                                                                        << 63;
    }

    void place(const Message& message) {
        const std::uint64_t at = instant(message);
        if (at <= front_last_) {
            late_.push(message);
            if (late_.size() > many_late) [[unlikely]]
                spread_late();
            return;
        }
        for (std::size_t i = depth_; i-- > 0;) {
            if (rungs_[i].covers(at)) {
                rungs_[i].add(at, message, pool_);
                return;
            }
        }
        far_.add(message, pool_);
        if (at < far_first_) far_first_ = at;
        if (at > far_final_) far_final_ = at;
    }
    /// Fills the empty front with the next bucket. False if there is none.
    bool refill() {
        if (rungs_.empty()) reserve();
        for (;;) {
            if (depth_ == 0) {
                if (far_.empty()) {
                    front_last_ = 0;  // nothing is pending: the next event may come at any time
                    return false;
                }
                if (open({std::exchange(far_, {}), std::exchange(far_first_, UINT64_MAX),
                          std::exchange(far_final_, 0)})) {
                    return true;
                }
            } else if (rungs_[depth_ - 1].empty()) {
                front_last_ = rungs_[--depth_].last();
            } else if (open(rungs_[depth_ - 1].take_first())) {
                return true;
            }
        }
    }
    /// At the first use: what chance alone would make grow now and then, for a long time.
    void reserve() {
        rungs_.reserve(8);
        front_.reserve(4 * frontful);
        late_.reserve(many_late + 1);
    }
    /// Sorts a bucket into the front, or makes a rung of it. True if it is in the front.
    bool open(typename Rung<Message>::Bucket bucket) {
        if (bucket.bag.size() > frontful && bucket.first != bucket.last) {
            descend(bucket);
            return false;
        }
        front_.begin();
        bucket.bag.drain(pool_, [this](const Message& message) { front_.add(message); });
        front_.sort(bucket.first, bucket.last, instant);
        front_last_ = bucket.last;
        return true;
    }
    void descend(typename Rung<Message>::Bucket& bucket) {
        if (depth_ == rungs_.size()) rungs_.emplace_back();
        Rung<Message>& rung = rungs_[depth_++];
        rung.cover(bucket.first, bucket.last, bucket.bag.size() / per_bucket);
        bucket.bag.drain(
            pool_, [&](const Message& message) { rung.add(instant(message), message, pool_); });
    }
    /// So many events have come into the front's time that they deserve a rung: one that begins
    /// with the first of them. Not for a single instant, nor while the sorted ones are the more.
    void spread_late() {
        const std::uint64_t first =
            std::min(instant(late_.least()), front_.empty() ? UINT64_MAX : instant(front_.least()));
        if (first == front_last_ || first == 0 || late_.size() < front_.size()) return;
        typename Rung<Message>::Bucket bucket{{}, first, front_last_};
        for (const Message& message : late_.all()) bucket.bag.add(message, pool_);
        front_.for_each([&](const Message& message) { bucket.bag.add(message, pool_); });
        late_.clear();
        front_.begin();
        front_last_ = first - 1;
        descend(bucket);
    }
    void swap(EventQueue& other) noexcept {
        std::swap(size_, other.size_);
        std::swap(front_, other.front_);
        std::swap(front_last_, other.front_last_);
        std::swap(late_, other.late_);
        std::swap(rungs_, other.rungs_);
        std::swap(depth_, other.depth_);
        std::swap(far_, other.far_);
        std::swap(far_first_, other.far_first_);
        std::swap(far_final_, other.far_final_);
        pool_.swap(other.pool_);
    }

    std::size_t size_ = 0;
    Front<Message> front_;
    std::uint64_t front_last_ = 0;  ///< events up to here belong to the front
    SmallHeap<Message> late_;
    std::vector<Rung<Message>> rungs_;  ///< coarse to fine; those from depth_ on are unused
    std::size_t depth_ = 0;
    Bag<Message> far_;
    std::uint64_t far_first_ = UINT64_MAX;
    std::uint64_t far_final_ = 0;
    ChunkPool<Message> pool_;
};

}  // namespace kammerspiel::kernel
