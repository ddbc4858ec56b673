#pragma once

#include <cstdint>
#include <string_view>

#include "kammerspiel/scenario/common.hpp"

// Strategies: who decides what, when, on what knowledge; and how hosts come back.

namespace kammerspiel::scenario {

/// A condition on what the decider knows. A tree of all_of/any_of over counts and clocks.
struct Condition {
    enum class What {
        always,
        all_of,
        any_of,
        alerts,           ///< alerts that analysts have seen
        suspected_hosts,  ///< suspected or confirmed
        confirmed_hosts,
        confirmed_organisations,
        destroyed_hosts,  ///< seen by users
        clock,            ///< `at` has come
        certainty,        ///< about the attacker: `hypothesis`, or whichever is likeliest
        play_done,        ///< `play` has been carried out
        restored,         ///< every host of `hosts` that was down or known to be bad is back
    };
    What what = What::always;
    std::uint32_t at_least = 1;
    Share certainty{1.0};            ///< of `certainty`: the least posterior probability
    std::optional<Name> hypothesis;  ///< likewise; absent: the likeliest
    /// Over what the count is taken: the whole federation, or each region or organisation by itself
    /// (which then become the "affected" ones).
    enum class Within { federation, region, organisation } within = Within::federation;
    SimTime at;
    Name play;
    Selector hosts;  ///< of `restored`
    std::vector<Condition> children;
    Place place;
    bool operator==(const Condition& o) const {
        return certainty == o.certainty && hypothesis == o.hypothesis && what == o.what &&
               at_least == o.at_least && within == o.within && at == o.at && play == o.play &&
               hosts == o.hosts && children == o.children;
    }
};
constexpr auto vocabulary(Condition::Within) {
    using enum Condition::Within;
    return std::array{Word{federation, "federation"}, Word{region, "region"},
                      Word{organisation, "organisation"}};
}

// What plays do, each kind with its word: it stands in a scenario, before its keys in
// sim/scenario/keys_action.cpp, and wherever the program names the kind.

struct Shutdown {
    static constexpr std::string_view word = "shutdown";
    Scope scope;
    bool isolate = false;      ///< network off, power on: evidence stays
    Distribution takes;        ///< in each organisation, from the order to the last host off
    std::uint32_t people = 0;  ///< of the organisation's crews, busy for that time
    bool operator==(const Shutdown&) const = default;
};
struct CloseLink {
    static constexpr std::string_view word = "close_link";
    Scope scope;
    Name link;
    /// Nothing opens it before this holds; absent: a restore that covers it opens it once what lies
    /// at its ends is back.
    std::optional<Condition> until;
    bool operator==(const CloseLink&) const = default;
};
/// Opens links that a play has closed, whatever lies behind them.
struct OpenLink {
    static constexpr std::string_view word = "open_link";
    Scope scope;
    Name link;
    bool operator==(const OpenLink&) const = default;
};
/// Makes credentials that were taken worthless, of the realms of the hosts in scope.
struct ResetCredentials {
    static constexpr std::string_view word = "reset_credentials";
    Scope scope;
    Distribution takes;
    std::uint32_t people = 0;  ///< of the organisation's crews, busy for that time
    bool operator==(const ResetCredentials&) const = default;
};
struct BlockTechnique {
    static constexpr std::string_view word = "block_technique";
    std::string technique;  ///< ATT&CK id
    Scope scope;
    bool operator==(const BlockTechnique&) const = default;
};
/// Looks for compromised hosts that nobody has noticed.
struct Hunt {
    static constexpr std::string_view word = "hunt";
    Scope scope;
    Probability thoroughness{0.5};  ///< that it finds a compromised host in scope
    Distribution takes;
    std::uint32_t people = 0;  ///< of the organisation's crews, busy for that time
    bool operator==(const Hunt&) const = default;
};
/// People of a pool that organisations share, for every organisation in scope.
struct CallIn {
    static constexpr std::string_view word = "call_in";
    Scope scope;
    Name crew;                 ///< a pool
    std::uint32_t people = 1;  ///< asked for by each organisation
    bool operator==(const CallIn&) const = default;
};
/// Begins a service's manual workaround now instead of waiting for a loss.
struct ActivateFallback {
    static constexpr std::string_view word = "activate_fallback";
    Scope scope;
    Name service;
    bool operator==(const ActivateFallback&) const = default;
};
struct Inform {
    static constexpr std::string_view word = "inform";
    std::vector<Name> whom;  ///< members, authorities
    bool operator==(const Inform&) const = default;
};

/// Brings back what plays have switched off or the attacker has damaged.
struct Restore {
    static constexpr std::string_view word = "restore";
    enum class Gate {
        tested,  ///< nothing is switched on that was not inspected and tested
        inspected,
        none,  ///< switched on as it stands
    };
    /// What is rebuilt where inspection finds something; the rest is cleaned.
    enum class Rebuild {
        controlled,  ///< what was controlled or destroyed
        destroyed,   ///< only what was destroyed: quicker, careless
        everything,  ///< every host in scope, even where nothing was found
    };
    Scope scope;
    std::vector<Name> order;  ///< services, first to last; others follow
    Gate gate = Gate::tested;
    Rebuild rebuild = Rebuild::controlled;
    /// Routes reach a restored host only from hosts restored likewise.
    bool into_clean_zone = false;
    Probability thoroughness{0.98};
    Distribution begins_after;  ///< from the play to the first host: forensics, planning
    bool operator==(const Restore&) const = default;
};
constexpr auto vocabulary(Restore::Gate) {
    using enum Restore::Gate;
    return std::array{Word{tested, "tested"}, Word{inspected, "inspected"}, Word{none, "none"}};
}
constexpr auto vocabulary(Restore::Rebuild) {
    using enum Restore::Rebuild;
    return std::array{Word{controlled, "controlled"}, Word{destroyed, "destroyed"},
                      Word{everything, "everything"}};
}

using Action = std::variant<Shutdown, CloseLink, OpenLink, ResetCredentials, BlockTechnique, Hunt,
                            CallIn, ActivateFallback, Inform, Restore>;

[[nodiscard]] std::string_view word_of(const Action& action);
/// Where it takes hold; nullptr for one that does so nowhere.
[[nodiscard]] const Scope* scope_of(const Action& action);

enum class Decider { federation, region, organisation };
constexpr auto vocabulary(Decider) {
    using enum Decider;
    return std::array{Word{federation, "federation"}, Word{region, "region"},
                      Word{organisation, "organisation"}};
}

/// A play may be decided again, on what has been found since it was decided last.
struct Again {
    Duration after;             ///< from that decision on, at the earliest
    std::uint32_t at_most = 1;  ///< further times
    bool operator==(const Again&) const = default;
};

struct Play {
    Name name;  ///< plays with one name share their draws across strategies
    Decider by = Decider::federation;
    Condition when;
    Distribution after;      ///< decision lag
    std::vector<Name> uses;  ///< services without which it takes longer
    std::vector<Action> actions;
    std::optional<Again> again;
    std::string key;  ///< see key_of
    bool operator==(const Play&) const = default;
};

struct Strategy {
    /// Who repairs what is destroyed and no restore of the strategy covers.
    enum class Repair {
        by_default,  ///< the scenario's `default_repair`
        none,
    };
    Name name;
    Localised title;
    Repair repair = Repair::by_default;
    std::vector<Play> plays;
    bool operator==(const Strategy&) const = default;
};

constexpr auto vocabulary(Strategy::Repair) {
    using enum Strategy::Repair;
    return std::array{Word{by_default, "default"}, Word{none, "none"}};
}

/// How what is destroyed comes back where no play has ordered it (docs/model.md, "A fair nothing").
[[nodiscard]] inline Restore usual_repair() {
    Restore repair;
    repair.begins_after = Fixed{spans_of_24h(7)};
    return repair;
}

/// Effort, in hours of one person, of each step of recovery for one kind of host.
struct RecoveryEffort {
    Distribution inspect;
    Distribution clean;                        ///< of a foothold
    Distribution rebuild;                      ///< of what was controlled or destroyed
    std::optional<Distribution> from_scratch;  ///< instead, where no backup is left
    Distribution test;
    Distribution switch_on;
    bool operator==(const RecoveryEffort&) const = default;
};

}  // namespace kammerspiel::scenario
