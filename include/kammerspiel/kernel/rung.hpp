#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kammerspiel/kernel/chunks.hpp"

// A span of time cut into buckets of equal width.

namespace kammerspiel::kernel {

/// Up to 4,096 numbers, with the least of them found in two steps.
class SmallSet {
   public:
    static constexpr std::size_t limit = 4096;

    void insert(std::size_t i) {
        words_[i >> 6] |= std::uint64_t{1} << (i & 63);
        summary_ |= std::uint64_t{1} << (i >> 6);
    }
    void erase(std::size_t i) {
        words_[i >> 6] &= ~(std::uint64_t{1} << (i & 63));
        if (words_[i >> 6] == 0) summary_ &= ~(std::uint64_t{1} << (i >> 6));
    }
    [[nodiscard]] bool empty() const { return summary_ == 0; }
    /// Precondition: not empty.
    [[nodiscard]] std::size_t least() const {
        const auto word = static_cast<std::size_t>(std::countr_zero(summary_));
        return word << 6 | static_cast<std::size_t>(std::countr_zero(words_[word]));
    }

   private:
    std::uint64_t summary_ = 0;
    std::array<std::uint64_t, limit / 64> words_{};
};

/// Instants are unsigned microseconds here, ends are inclusive: so nothing overflows, not even a
/// span of all time. Widths are powers of two, and a bucket is found by a shift.
template <class T>
class Rung {
   public:
    static constexpr std::uint64_t most_buckets = SmallSet::limit;

    /// Covers [first, last]. Precondition: no bag holds anything, first <= last.
    void cover(std::uint64_t first, std::uint64_t last, std::uint64_t buckets_wanted) {
        first_ = first;
        last_ = last;
        const std::uint64_t most =
            std::clamp(std::bit_ceil(buckets_wanted), few_buckets, most_buckets);
        shift_ = 0;
        while ((last - first) >> shift_ >= most) ++shift_;
        const auto buckets = static_cast<std::size_t>((last - first) >> shift_) + 1;
        if (bags_.size() < buckets) bags_.resize(std::bit_ceil(buckets));
    }
    [[nodiscard]] bool covers(std::uint64_t at) const { return at <= last_; }
    [[nodiscard]] std::uint64_t last() const { return last_; }
    [[nodiscard]] bool empty() const { return filled_.empty(); }

    /// Precondition: first <= at <= last.
    void add(std::uint64_t at, const T& value, typename Bag<T>::Pool& pool) {
        const auto bucket = static_cast<std::size_t>((at - first_) >> shift_);
        if (bags_[bucket].empty()) filled_.insert(bucket);
        bags_[bucket].add(value, pool);
    }

    struct Bucket {
        Bag<T> bag;
        std::uint64_t first;
        std::uint64_t last;
    };
    /// Takes out the earliest bucket that holds something. Precondition: not empty.
    [[nodiscard]] Bucket take_first() {
        const std::size_t bucket = filled_.least();
        filled_.erase(bucket);
        const std::uint64_t first = first_ + (std::uint64_t{bucket} << shift_);
        const std::uint64_t width_less_one = (std::uint64_t{1} << shift_) - 1;
        return {std::exchange(bags_[bucket], Bag<T>{}), first,
                std::min(last_ - first, width_less_one) + first};
    }
    /// Empties every bag.
    void clear(typename Bag<T>::Pool& pool) {
        while (!empty()) take_first().bag.drain(pool, [](const T&) {});
    }
    /// `edit` may replace each bag.
    template <class Editor>
    void edit_bags(Editor&& edit) {
        for (std::size_t bucket = 0; bucket < bags_.size(); ++bucket) {
            if (bags_[bucket].empty()) continue;
            edit(bags_[bucket]);
            if (bags_[bucket].empty()) filled_.erase(bucket);
        }
    }
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        for (const Bag<T>& bag : bags_) bag.for_each(visit);
    }
    [[nodiscard]] std::size_t bytes() const { return bags_.capacity() * sizeof(Bag<T>); }

   private:
    static constexpr std::uint64_t few_buckets =
        256;  // fewer need too many steps where time is sparse

    std::uint64_t first_ = 0;
    std::uint64_t last_ = 0;
    int shift_ = 0;
    SmallSet filled_;
    std::vector<Bag<T>> bags_;
};

}  // namespace kammerspiel::kernel
