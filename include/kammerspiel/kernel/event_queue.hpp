#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "kammerspiel/kernel/event_key.hpp"

// The pending events of a shard, in their total order.

namespace kammerspiel::kernel {

template <class Event>
class EventQueue {
   public:
    using Message = Entry<Event>;
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    [[nodiscard]] const EventKey& min() { return heap_.front().key; }

    void push(const EventKey& key, const Event& event) {
        std::size_t hole = heap_.size();
        heap_.push_back({key, event});
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!(key < heap_[parent].key)) break;
            heap_[hole] = heap_[parent];
            hole = parent;
        }
        heap_[hole] = {key, event};
    }
    void pop(Message& into) {
        into = heap_.front();
        const Message last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sift_down(0, last);
    }
    template <class Predicate>
    void remove_if(Predicate is_unwanted) {
        std::erase_if(heap_, is_unwanted);
        for (std::size_t i = heap_.size() / 4 + 1; i-- > 0;) {
            if (i < heap_.size()) sift_down(i, Message{heap_[i]});
        }
    }
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        for (const Message& message : heap_) visit(message);
    }
    void clear() { heap_.clear(); }
    [[nodiscard]] std::size_t bytes() const { return heap_.capacity() * sizeof(Message); }

   private:
    void sift_down(std::size_t hole, const Message& message) {
        const std::size_t size = heap_.size();
        for (;;) {
            const std::size_t first = 4 * hole + 1;
            if (first >= size) break;
            std::size_t best = first;
            const std::size_t end = std::min(first + 4, size);
            for (std::size_t child = first + 1; child < end; ++child) {
                if (heap_[child].key < heap_[best].key) best = child;
            }
            if (!(heap_[best].key < message.key)) break;
            heap_[hole] = heap_[best];
            hole = best;
        }
        heap_[hole] = message;
    }
    std::vector<Message> heap_;
};

}  // namespace kammerspiel::kernel
