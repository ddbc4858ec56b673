#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/event_key.hpp"

// What processes have written down, as one story.

namespace kammerspiel::kernel {

/// Merges notebooks into one, in the total order of the events. Each notebook belongs to one
/// process and is in the order in which its handlers have written; `key(record)` is the key of the
/// event being handled. As a key belongs to one process, the result is the same for every
/// executive. Records of one event keep their order. n records of p processes take n log p steps.
template <class Record, class KeyOf>
[[nodiscard]] std::vector<Record> merged(std::span<const std::vector<Record>> notebooks,
                                         KeyOf key) {
    struct Reader {
        EventKey key;
        std::size_t notebook;
        std::size_t position;
        bool operator>(const Reader& other) const { return key > other.key; }
    };
    std::priority_queue<Reader, std::vector<Reader>, std::greater<>> readers;
    std::size_t total = 0;
    for (std::size_t n = 0; n < notebooks.size(); ++n) {
        total += notebooks[n].size();
        if (!notebooks[n].empty()) readers.push({key(notebooks[n].front()), n, 0});
    }
    std::vector<Record> story;
    story.reserve(total);
    while (!readers.empty()) {
        Reader reader = readers.top();
        readers.pop();
        const auto& notebook = notebooks[reader.notebook];
        const EventKey* limit = readers.empty() ? nullptr : &readers.top().key;
        do {  // a process often writes several records before another's turn comes
            story.push_back(notebook[reader.position++]);
        } while (reader.position < notebook.size() &&
                 (limit == nullptr || key(notebook[reader.position]) < *limit));
        if (reader.position < notebook.size()) {
            readers.push({key(notebook[reader.position]), reader.notebook, reader.position});
        }
    }
    return story;
}

}  // namespace kammerspiel::kernel
