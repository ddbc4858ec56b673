#pragma once

#include <string>
#include <string_view>
#include <vector>

// What a scenario means, apart from how it is written: which scenario a study is of.

namespace kammerspiel::scenario {

/// Every key that decides a result with its value, typed and in one notation, defaults included.
/// Comments, the order of keys, formatting, the names of files and what only people read (titles,
/// sources, the exercise, what was observed) are no part of it.
struct Meaning {
    struct Entry {
        std::string key;  ///< strategies.segment.plays[0].after
        std::string value;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> values;  ///< sorted by key
    /// What figures may be where they are drawn (`between`), likewise; of no account elsewhere.
    std::vector<Entry> ranges;
    bool operator==(const Meaning&) const = default;
};

/// One line for each entry, `key = value`; with what figures may be, if asked for.
[[nodiscard]] std::string in_lines(const Meaning& meaning, bool with_ranges);
/// The way back, all as values. Lines that are none are left out.
[[nodiscard]] Meaning meaning_in(std::string_view lines);

/// SHA-256 of the lines, in hexadecimal.
[[nodiscard]] std::string hash(const Meaning& meaning, bool with_ranges = false);

/// A key that two scenarios have different values for; empty where one has none.
struct Change {
    std::string key;
    std::string before, after;
    bool operator==(const Change&) const = default;
};
/// Of what `in_lines` writes, in its order.
[[nodiscard]] std::vector<Change> changes(const Meaning& before, const Meaning& after,
                                          bool with_ranges);

}  // namespace kammerspiel::scenario
