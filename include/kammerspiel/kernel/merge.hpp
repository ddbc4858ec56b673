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

/// Merges logs into one, in the total order of the events. Each log belongs to one
/// process and is in the order in which its handlers have written; `key(record)` is the key of the
/// event being handled. As a key belongs to one process, the result is the same for every
/// executive. Records of one event keep their order. n records of p processes take n log p steps.
template <class Record, class KeyOf>
[[nodiscard]] std::vector<Record> merged(std::span<const std::vector<Record>> logs, KeyOf key) {
    struct Reader {
        EventKey key;
        std::size_t log;
        std::size_t position;
        bool operator>(const Reader& other) const { return key > other.key; }
    };
    std::priority_queue<Reader, std::vector<Reader>, std::greater<>> readers;
    std::size_t total = 0;
    for (std::size_t n = 0; n < logs.size(); ++n) {
        total += logs[n].size();
        if (!logs[n].empty()) readers.push({key(logs[n].front()), n, 0});
    }
    std::vector<Record> trace;
    trace.reserve(total);
    while (!readers.empty()) {
        Reader reader = readers.top();
        readers.pop();
        const auto& log = logs[reader.log];
        const EventKey* limit = readers.empty() ? nullptr : &readers.top().key;
        do {  // a process often writes several records before another's turn comes
            trace.push_back(log[reader.position++]);
        } while (reader.position < log.size() &&
                 (limit == nullptr || key(log[reader.position]) < *limit));
        if (reader.position < log.size()) {
            readers.push({key(log[reader.position]), reader.log, reader.position});
        }
    }
    return trace;
}

}  // namespace kammerspiel::kernel
