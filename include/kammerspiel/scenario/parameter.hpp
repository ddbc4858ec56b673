#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/words.hpp"

// The figures of a scenario one by one, with what is known about each: the ledger of evidence, and
// what sensitivity analysis and the search for better strategies vary.

namespace kammerspiel::scenario {

/// What a figure is measured in; decides how values between two others are formed.
enum class Unit {
    number,
    whole,         ///< a count
    share,         ///< a share or probability, in [0, 1]
    span,          ///< of time, `4h`
    distribution,  ///< of spans, `lognormal median 4h p90 9h`
    bytes,         ///< `40 GB`
    money,         ///< `0.20 EUR`
    word,          ///< of a few, also `true` and `false`
};

/// Where a figure comes from, best first.
enum class Confidence {
    measured,    ///< counted or timed, there or in a case like it
    derived,     ///< calculated from what was measured
    estimate,    ///< by people who know it
    assumption,  ///< nothing is known that speaks for it or against it
};
constexpr auto vocabulary(Confidence) {
    using enum Confidence;
    return std::array{Word{measured, "measured"}, Word{derived, "derived"},
                      Word{estimate, "estimate"}, Word{assumption, "assumption"}};
}

/// Two values as written; each number of `low` may be the lesser one.
struct Range {
    std::string low;
    std::string high;
    bool operator==(const Range&) const = default;
};

/// One figure of a scenario: `4h`, or with what is known about it
/// `{value: 4h, between: [1h, 12h], source: "…", confidence: estimate}`, and in strategies also
/// `tune: [1h, 24h]` or `choices: [1h, 4h, 1d]`.
struct Parameter {
    /// The keys from the scenario down to it, joined by dots; elements of lists by their names, or
    /// their positions from 1 where they have none; a name that comes again gets a number,
    /// `entry.gfi/servers#2.when`. Unique, and the same as long as the names are:
    /// `recovery.workstation.inspect`,
    /// `federation.templates.chamber.services.mail.needs.wan.grace`. `use`, `plays` and `do`, which
    /// only hold together what has names of its own, are left out:
    /// `strategies.as-happened.everything-off.after`, `attackers.wiper.routes.phishing.success`.
    std::string path;
    /// What its draw goes by: the same with the keys of things in place of their names; of a file
    /// that several use by the first of these; of what has no name by what it says.
    std::string key;
    Place place;  ///< of the value
    Unit unit = Unit::number;
    std::string value;                 ///< as it is written
    bool is_plain = true;              ///< a value only: nothing is said about it
    std::optional<Range> between;      ///< what it may be for all one knows; around `value`
    std::optional<Range> tune;         ///< what one may decide it to be; around `value`
    std::vector<std::string> choices;  ///< or: one of these, `value` among them
    std::string source;                ///< in words; empty: none is given
    std::optional<Confidence> confidence;

    [[nodiscard]] bool is_tunable() const { return tune || !choices.empty(); }
    /// The value at `position` in [0, 1] of `between`: linear in each number, counts and bytes
    /// rounded. Precondition: `between` is there.
    [[nodiscard]] std::string at(double position) const;
    /// Likewise of `tune`; of n choices the one with the number ⌊position · n⌋, the last one at 1.
    /// Precondition: `is_tunable()`.
    [[nodiscard]] std::string tuned(double position) const;

    /// Without the place, and the key, which follows from what else the files say.
    bool operator==(const Parameter& other) const {
        return path == other.path && unit == other.unit && value == other.value &&
               is_plain == other.is_plain && between == other.between && tune == other.tune &&
               choices == other.choices && source == other.source && confidence == other.confidence;
    }
};

}  // namespace kammerspiel::scenario
