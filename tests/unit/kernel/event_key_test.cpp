#include "kammerspiel/kernel/event_key.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <vector>

#include "tests/catch.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;

namespace {

SimTime instant(std::int64_t micros) { return SimTime::at(Duration::micros(micros)); }

/// Every combination of extreme and ordinary parts.
std::vector<EventKey> all_kinds_of_keys() {
    const std::uint32_t last_process = EventKey::max_processes - 1;
    std::vector<EventKey> keys;
    for (const std::int64_t at : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                  std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
        for (const int priority : {0, 1, 255}) {
            for (const std::uint32_t target : {0U, 7U, last_process}) {
                for (const std::uint32_t source : {0U, 7U, last_process}) {
                    for (const std::uint64_t sequence :
                         {std::uint64_t{0}, std::uint64_t{1}, EventKey::max_sequence}) {
                        keys.emplace_back(instant(at), static_cast<Priority>(priority),
                                          ProcessId{target}, ProcessId{source}, sequence);
                    }
                }
            }
        }
    }
    return keys;
}

auto parts(const EventKey& key) {
    return std::tuple{key.at(), key.priority(), key.target(), key.source(), key.sequence()};
}

}  // namespace

TEST_CASE("a key gives back what it was made of", "[kernel][key]") {
    const EventKey key{instant(-5),
                       3,
                       ProcessId{EventKey::max_processes - 1},
                       ProcessId{12345U},
                       EventKey::max_sequence,
                       EventKey::max_timers};
    CHECK(key.at() == instant(-5));
    CHECK(key.priority() == 3);
    CHECK(key.target() == ProcessId{EventKey::max_processes - 1});
    CHECK(key.source() == ProcessId{12345U});
    CHECK(key.sequence() == EventKey::max_sequence);
    CHECK(key.timer() == EventKey::max_timers);
}

TEST_CASE("events are ordered by time, priority, target, source and sequence, in this order",
          "[kernel][key]") {
    const std::vector<EventKey> keys = all_kinds_of_keys();
    bool agree = true;
    for (const EventKey& a : keys) {
        for (const EventKey& b : keys) agree = agree && (a <=> b) == (parts(a) <=> parts(b));
    }
    CHECK(agree);
}

TEST_CASE("the place of a timer does not decide over the order", "[kernel][key]") {
    const EventKey early{instant(1), 0, ProcessId{0U}, ProcessId{0U}, 4, EventKey::max_timers};
    const EventKey late{instant(1), 0, ProcessId{0U}, ProcessId{0U}, 5, 0};
    CHECK(early < late);
}
