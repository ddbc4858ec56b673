#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kammerspiel/base/bit_set.hpp"
#include "kammerspiel/base/time.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/kernel/event_queue.hpp"
#include "kammerspiel/kernel/timer.hpp"

// The processes that one thread at a time works on, with all that is pending for them.

namespace kammerspiel::kernel {

/// Shards by their number, of which there are at most 64.
using ShardSet = BitSet<std::size_t, std::uint64_t>;

/// Which shard owns which process: runs of 2^shift neighbouring processes, so that neighbours'
/// state shares cache lines within a shard only.
struct Partition {
    std::size_t processes = 0;
    int shift = EventKey::process_bits;  ///< one shard holds all

    [[nodiscard]] std::size_t shards() const {
        return processes == 0 ? 1 : ((processes - 1) >> shift) + 1;
    }
    [[nodiscard]] std::size_t of(ProcessId process) const { return process.index() >> shift; }
    [[nodiscard]] std::size_t first(std::size_t shard) const { return shard << shift; }
    [[nodiscard]] std::size_t size(std::size_t shard) const {
        const std::size_t width = std::size_t{1} << shift;
        return std::min(width, processes - std::min(processes, first(shard)));
    }
};

/// By process: whether it lives in another address space. Shared by the shards of one part of a
/// run; null: all processes are here.
using Elsewhere = std::shared_ptr<const std::vector<bool>>;

/// A value, like everything that belongs to the state of a run.
template <class Event>
class Shard {
   public:
    using Message = Entry<Event>;

    Shard(Partition partition, std::size_t number, Duration lookahead, Elsewhere elsewhere = {})
        : partition_(partition),
          number_(number),
          first_(partition.first(number)),
          elsewhere_(std::move(elsewhere)),
          lookahead_(lookahead),
          sequences_(partition.size(number)),
          outgoing_{Letters(partition.shards()), Letters(partition.shards())} {}

    /// As if just made, for a run of its own: the memory is kept, nothing else.
    void restart(Partition partition, Duration lookahead) {
        partition_ = partition;
        first_ = partition.first(number_);
        lookahead_ = lookahead;
        queue_.clear();
        void_ = 0;
        sequences_.assign(partition.size(number_), 0);
        for (Timers& timers : timers_) timers.clear();
        if (!timers_.empty()) timers_.resize(sequences_.size());
        for (Letters& set : outgoing_) {
            set.resize(partition.shards());
            for (auto& letters : set) letters.clear();
        }
        begin_window();
        parity_ = 0;
    }

    /// Puts an event in the queue. Precondition: its target is ours.
    void push(const EventKey& key, const Event& event) { queue_.push(key, event); }

    /// When the next live event is due. Throws the void ones before it away.
    [[nodiscard]] std::optional<SimTime> earliest() {
        const Message* first = queue_.first();
        while (first != nullptr && void_ != 0 && is_void(*first)) {
            queue_.pop_first(first);
            --void_;
            first = queue_.first();
        }
        if (first == nullptr) return std::nullopt;
        return first->key.at();
    }
    /// Takes the first live event before `end`, if there is one.
    [[nodiscard]] bool take_before(SimTime end, Message& into) {
        for (;;) {
            const Message* first = queue_.first();
            if (first == nullptr || first->key.at() >= end) return false;
            into = *first;
            queue_.pop_first(first);
            if (into.key.timer() == 0) [[likely]]
                return true;
            Timers& timers = timers_of(into.key.target());
            if (timers.is_pending(TimerId{into.key})) {
                timers.release(TimerId{into.key});
                return true;
            }
            --void_;
        }
    }
    /// A process that will soon have its turn, if one is known.
    [[nodiscard]] const Message* ahead(std::size_t steps) const { return queue_.ahead(steps); }

    [[nodiscard]] std::uint64_t& sequence(ProcessId process) {
        return sequences_[process.index() - first_];
    }
    [[nodiscard]] Timers& timers_of(ProcessId process) {
        if (timers_.empty()) timers_.resize(sequences_.size());  // most models of tests need none
        return timers_[process.index() - first_];
    }
    /// Makes a pending timer void. Its event stays in the queue until it is due or until the queue
    /// holds more void events than live ones: then one pass removes them, so that dead weight never
    /// exceeds the living by more than `few_void`, at a constant cost for each cancellation.
    bool cancel(ProcessId process, TimerId timer) {
        Timers& timers = timers_of(process);
        if (!timers.is_pending(timer)) return false;
        timers.release(timer);
        ++void_;
        if (void_ > few_void && void_ > queue_.size() / 2) sweep();
        return true;
    }

    /// A message for another shard, kept until the window is over.
    void post(const EventKey& key, const Event& event) {
        if (!is_here(key.target())) {
            abroad_.push_back({key, event});
            return;
        }
        const std::size_t to = partition_.of(key.target());
        outgoing_[parity_][to].push_back({key, event});
        posted_to_.add(to);
        if (key.at() < earliest_posted_) earliest_posted_ = key.at();
    }
    [[nodiscard]] bool owns(ProcessId process) const {
        return partition_.of(process) == number_ && is_here(process);
    }
    [[nodiscard]] bool is_here(ProcessId process) const {
        return elsewhere_ == nullptr || !(*elsewhere_)[process.index()];
    }
    [[nodiscard]] std::size_t processes() const { return partition_.processes; }
    [[nodiscard]] Duration lookahead() const { return lookahead_; }
    [[nodiscard]] std::size_t pending() const { return queue_.size() - void_; }
    [[nodiscard]] std::size_t void_events() const { return void_; }
    [[nodiscard]] std::size_t bytes() const { return queue_.bytes(); }

    // Exchange between shards, by the parallel executive. Letters of one window are read during
    // the next, while that one's are written to the other of the two sets.
    [[nodiscard]] ShardSet posted_to() const { return posted_to_; }
    [[nodiscard]] SimTime earliest_posted() const { return earliest_posted_; }
    void begin_window() {
        parity_ ^= 1U;
        posted_to_ = {};
        earliest_posted_ = SimTime::latest();
    }
    void receive_from(Shard& other, unsigned parity) {
        auto& letters = other.outgoing_[parity][number_];
        for (const Message& letter : letters) queue_.push(letter.key, letter.event);
        letters.clear();
    }
    [[nodiscard]] unsigned parity() const { return parity_; }
    /// Messages for processes that are elsewhere. Whoever carries them there empties the list.
    [[nodiscard]] std::vector<Message>& abroad() { return abroad_; }

    /// Every live event that is pending or on its way, in no order.
    template <class Visitor>
    void for_each_pending(Visitor&& visit) const {
        queue_.for_each([&](const Message& message) {
            if (!is_void(message)) visit(message);
        });
        for (const Letters& set : outgoing_) {
            for (const auto& letters : set) {
                for (const Message& letter : letters) visit(letter);
            }
        }
    }
    [[nodiscard]] const std::vector<std::uint64_t>& sequences() const { return sequences_; }
    [[nodiscard]] const std::vector<Timers>& timers() const { return timers_; }
    void restore(ProcessId process, std::uint64_t sequence, Timers timers) {
        sequences_[process.index() - first_] = sequence;
        timers_of(process) = std::move(timers);
    }

   private:
    using Letters = std::vector<std::vector<Message>>;
    static constexpr std::size_t few_void = 64;

    [[nodiscard]] bool is_void(const Message& message) const {
        return message.key.timer() != 0 &&
               !timers_[message.key.target().index() - first_].is_pending(TimerId{message.key});
    }
    void sweep() {
        queue_.remove_if([this](const Message& message) { return is_void(message); });
        void_ = 0;
    }

    Partition partition_;
    std::size_t number_;
    std::size_t first_;
    Elsewhere elsewhere_;
    Duration lookahead_;
    EventQueue<Event> queue_;
    std::size_t void_ = 0;
    std::vector<std::uint64_t> sequences_;  ///< by process, ours only
    std::vector<Timers> timers_;            ///< likewise; empty until someone wants a timer
    Letters outgoing_[2];                   ///< by receiving shard
    std::vector<Message> abroad_;           ///< for other address spaces
    unsigned parity_ = 0;
    ShardSet posted_to_;  ///< receiving shards
    SimTime earliest_posted_ = SimTime::latest();
};

}  // namespace kammerspiel::kernel
