#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/event_key.hpp"

// What processes have written down, as one trace.

namespace kammerspiel::kernel {

/// Reads logs as one, in the total order of the events. Each log belongs to one process and is in
/// the order in which its handlers have written, or is such a whole itself; `key(record)` is the
/// key of the event being handled. As a key belongs to one process, the result is the same for
/// every executive. Records of one event keep their order. n records of p logs take n log p steps.
template <class Record, class KeyOf>
class MergeReader {
   public:
    /// The logs outlive this.
    MergeReader(std::span<const std::vector<Record>> logs, KeyOf key)
        : logs_(logs), key_(std::move(key)) {
        for (std::size_t n = 0; n < logs.size(); ++n) {
            left_ += logs[n].size();
            if (!logs[n].empty()) readers_.push({key_(logs[n].front()), n, 0});
        }
    }
    [[nodiscard]] std::size_t left() const { return left_; }

    /// Appends the next records to `into`, at most so many.
    void read(std::vector<Record>& into, std::size_t most) {
        most = std::min(most, left_);
        left_ -= most;
        while (most > 0) {
            Reader reader = readers_.top();
            readers_.pop();
            const auto& log = logs_[reader.log];
            const EventKey* limit = readers_.empty() ? nullptr : &readers_.top().key;
            do {  // a process often writes several records before another's turn comes
                into.push_back(log[reader.position++]);
                --most;
            } while (most > 0 && reader.position < log.size() &&
                     (limit == nullptr || key_(log[reader.position]) < *limit));
            if (reader.position < log.size()) {
                readers_.push({key_(log[reader.position]), reader.log, reader.position});
            }
        }
    }

   private:
    struct Reader {
        EventKey key;
        std::size_t log;
        std::size_t position;
        bool operator>(const Reader& other) const { return key > other.key; }
    };
    std::span<const std::vector<Record>> logs_;
    KeyOf key_;
    std::priority_queue<Reader, std::vector<Reader>, std::greater<>> readers_;
    std::size_t left_ = 0;
};

/// All of it at once.
template <class Record, class KeyOf>
[[nodiscard]] std::vector<Record> merged(std::span<const std::vector<Record>> logs, KeyOf key) {
    MergeReader<Record, KeyOf> reader(logs, std::move(key));
    std::vector<Record> trace;
    trace.reserve(reader.left());
    reader.read(trace, reader.left());
    return trace;
}

}  // namespace kammerspiel::kernel
