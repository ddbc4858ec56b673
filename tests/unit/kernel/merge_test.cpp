#include "kammerspiel/kernel/merge.hpp"

#include <algorithm>
#include <random>

#include "tests/catch.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;

namespace {

struct Line {
    EventKey key;
    int text = 0;
    bool operator==(const Line&) const = default;
};

EventKey key_at(std::int64_t micros, std::uint32_t process) {
    return {SimTime::at(Duration::micros(micros)), 0, ProcessId{process}, ProcessId{process}, 0};
}

std::vector<Line> merge(const std::vector<std::vector<Line>>& notebooks) {
    return merged<Line>(notebooks, [](const Line& line) { return line.key; });
}

}  // namespace

TEST_CASE("notebooks become one story in the order of the events", "[kernel][merge]") {
    std::mt19937_64 chance{1};
    std::vector<std::vector<Line>> notebooks(17);
    std::vector<Line> expected;
    for (std::uint32_t process = 0; process < notebooks.size(); ++process) {
        std::int64_t at = 0;
        for (int line = 0; line < static_cast<int>(chance() % 50); ++line) {
            at += static_cast<std::int64_t>(chance() % 3);  // often the same event or instant
            notebooks[process].push_back({key_at(at, process), line});
        }
        expected.insert(expected.end(), notebooks[process].begin(), notebooks[process].end());
    }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Line& a, const Line& b) { return a.key < b.key; });
    CHECK(merge(notebooks) == expected);
}

TEST_CASE("empty notebooks make an empty story", "[kernel][merge]") {
    CHECK(merge({}).empty());
    CHECK(merge({{}, {}}).empty());
}
