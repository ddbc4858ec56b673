#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace kammerspiel::kernel {

/// A 4-ary implicit heap, least key first: a node's children lie side by side.
template <class T>
class SmallHeap {
   public:
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    [[nodiscard]] const T& least() const { return heap_.front(); }
    [[nodiscard]] const std::vector<T>& all() const { return heap_; }

    /// Room for so many, so that they will not make it grow.
    void reserve(std::size_t values) { heap_.reserve(values); }
    void push(const T& value) {
        std::size_t hole = heap_.size();
        heap_.push_back(value);
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!(value.key < heap_[parent].key)) break;
            heap_[hole] = heap_[parent];
            hole = parent;
        }
        heap_[hole] = value;
    }
    void pop() {
        const T last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sift_down(0, last);
    }
    template <class Predicate>
    void remove_if(Predicate is_unwanted) {
        std::erase_if(heap_, is_unwanted);
        for (std::size_t i = heap_.size(); i-- > 0;) sift_down(i, T{heap_[i]});
    }
    void clear() { heap_.clear(); }
    [[nodiscard]] std::size_t bytes() const { return heap_.capacity() * sizeof(T); }

   private:
    void sift_down(std::size_t hole, const T& value) {
        for (;;) {
            const std::size_t first = 4 * hole + 1;
            if (first >= heap_.size()) break;
            const std::size_t end = std::min(first + 4, heap_.size());
            std::size_t best = first;
            for (std::size_t child = first + 1; child < end; ++child) {
                if (heap_[child].key < heap_[best].key) best = child;
            }
            if (!(heap_[best].key < value.key)) break;
            heap_[hole] = heap_[best];
            hole = best;
        }
        heap_[hole] = value;
    }
    std::vector<T> heap_;
};

}  // namespace kammerspiel::kernel
