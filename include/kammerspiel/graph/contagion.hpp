#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// How contagious an attacker is: the next-generation matrix over host groups and its spectral
// radius, R (Diekmann, Heesterbeek & Metz 1990; van den Driessche & Watmough 2002). R is how many
// further compromises one compromised host causes on average while it is active, once an outbreak
// has found its pace among the groups: above 1 it can grow, at or below 1 it dies out by itself.
//
// It counts as if every host that an attempt hits were still clean, as is so at the beginning; a
// group of a few hosts is used up sooner. Attempts come at the rate 1 / mean time of their route.

namespace kammerspiel::graph {

/// A spectral radius with the bounds that surely hold it (Collatz 1942, Wielandt 1950).
struct Reproduction {
    double number = 0;  ///< further compromises by one compromised host; ≥ 0
    double at_least = 0, at_most = 0;
    bool operator==(const Reproduction&) const = default;
};

/// Something that defenders can do, taken by itself and done everywhere at once.
struct Countermeasure {
    enum class Kind {
        technique,    ///< `block_technique`: its routes fail
        link,         ///< `close_link`: nothing crosses links of this name
        credentials,  ///< `reset_credentials`: routes that need them fail
        strategy,     ///< what all plays of a strategy close, block, reset and switch off
        play,         ///< one play of a strategy of which several do such things
    };
    Kind kind = Kind::technique;
    std::string name;          ///< ATT&CK id, local name of a link, empty, strategy, play
    std::size_t strategy = 0;  ///< its number, of a strategy or play
    Place place;
};

/// R once a countermeasure is in force.
struct Contained {
    Countermeasure by;
    Reproduction reproduction;
};

/// R if every compromised host is found and isolated after an exponential time of this mean.
struct AtRemoval {
    Duration removed_after;
    Reproduction reproduction;
};

/// An autonomous profile: every compromised host attempts over every route by itself.
struct Spread {
    std::size_t attacker = 0;  ///< its number in the scenario
    /// Without any countermeasure: a host is active until the attacker's own impact destroys it.
    Reproduction unchecked;
    /// No impact ends some hosts that spread: they count as active for the whole horizon.
    bool until_horizon = false;
    std::vector<AtRemoval> by_removal;  ///< quickest removal first
    /// An outbreak dies out by itself if compromised hosts are isolated within this time on
    /// average; absent where it does so anyway.
    std::optional<Duration> dies_out_within;
    /// While most hosts are clean, the number of compromised hosts doubles in ln 2 times the above:
    /// removal at a rate r and growth at a rate r enter the matrix alike (Euler, Lotka).
    std::optional<Duration> doubles_in;
    std::vector<Contained> contained;  ///< techniques, links, credentials, strategies with plays
};

/// An operated profile's pace under a countermeasure.
struct Slowed {
    Countermeasure by;
    double compromises_a_day = 0;
};

/// An operated profile has no R: people make its attempts, not the hosts that they hold. What
/// bounds it is the pace of its hands.
struct Pace {
    std::size_t attacker = 0;
    std::uint32_t hands = 0;
    /// hands × success / mean time over the route on which that is most; not more than this.
    double compromises_a_day = 0;
    std::optional<std::size_t> route;  ///< its number in the profile; absent: none leads anywhere
    std::vector<Slowed> slowed;
};

struct Contagion {
    std::vector<Spread> autonomous;
    std::vector<Pace> operated;
};

/// Of every profile of the scenario that `federation` was compiled from. Time and memory are linear
/// in host groups, links and routes, for each countermeasure.
[[nodiscard]] Contagion contagion(const federation::Federation& federation,
                                  const scenario::Scenario& scenario);

/// R of one autonomous profile; with `removed_after` > 0 where compromised hosts are isolated after
/// an exponential time of this mean. `horizon` > 0: how long hosts stay active that nothing ends.
[[nodiscard]] Reproduction reproduction(const federation::Federation& federation,
                                        const scenario::AttackerProfile& profile, Duration horizon,
                                        std::optional<Duration> removed_after = std::nullopt);

}  // namespace kammerspiel::graph
