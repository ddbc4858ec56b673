#pragma once

#include <cstdint>

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
        play_done,        ///< `play` has been carried out
    };
    What what = What::always;
    std::uint32_t at_least = 1;
    /// Over what the count is taken: the whole federation, or each region or organisation by itself
    /// (which then become the "affected" ones).
    enum class Within { federation, region, organisation } within = Within::federation;
    SimTime at;
    Name play;
    std::vector<Condition> children;
    Place place;
    bool operator==(const Condition& o) const {
        return what == o.what && at_least == o.at_least && within == o.within && at == o.at &&
               play == o.play && children == o.children;
    }
};

struct Shutdown {
    Scope scope;
    bool isolate = false;  ///< network off, power on: evidence stays
    Distribution takes;    ///< in each organisation, from the order to the last host off
    bool operator==(const Shutdown&) const = default;
};
struct CloseLink {
    Scope scope;
    Name link;
    bool operator==(const CloseLink&) const = default;
};
struct ResetCredentials {
    Scope scope;
    Distribution takes;
    bool operator==(const ResetCredentials&) const = default;
};
struct BlockTechnique {
    std::string technique;  ///< ATT&CK id
    Scope scope;
    bool operator==(const BlockTechnique&) const = default;
};
struct Hunt {
    Scope scope;
    Share thoroughness;  ///< of the compromised hosts in scope that it finds
    Distribution takes;
    bool operator==(const Hunt&) const = default;
};
struct CallIn {
    Name crew;  ///< of the mutual-aid pools
    std::uint32_t people = 1;
    bool operator==(const CallIn&) const = default;
};
struct ActivateFallback {
    Name service;
    bool operator==(const ActivateFallback&) const = default;
};
struct Inform {
    std::vector<Name> whom;  ///< members, authorities
    bool operator==(const Inform&) const = default;
};

/// Brings back what plays have switched off or the attacker has damaged.
struct Restore {
    enum class Gate {
        tested,  ///< nothing is switched on that was not inspected and tested
        inspected,
        none,  ///< switched on as it stands
    };
    Scope scope;
    std::vector<Name> order;  ///< services, first to last; others follow
    Gate gate = Gate::tested;
    bool into_clean_zone =
        false;  ///< routes reach a restored host only from hosts restored likewise
    Probability thoroughness{0.98};
    Distribution begins_after;  ///< from the play to the first host: forensics, planning
    bool operator==(const Restore&) const = default;
};

using Action = std::variant<Shutdown, CloseLink, ResetCredentials, BlockTechnique, Hunt, CallIn,
                            ActivateFallback, Inform, Restore>;

enum class Decider { federation, region, organisation };

struct Play {
    Name name;  ///< plays with one name share their draws across strategies
    Decider by = Decider::federation;
    Condition when;
    Distribution after;      ///< decision lag
    std::vector<Name> uses;  ///< services without which it takes longer
    std::vector<Action> actions;
    bool operator==(const Play&) const = default;
};

struct Strategy {
    Name name;
    Localised title;
    std::vector<Play> plays;
    bool operator==(const Strategy&) const = default;
};

/// Effort, in hours of one person, of each step of recovery for one kind of host.
struct RecoveryEffort {
    Distribution inspect;
    Distribution clean;    ///< of a foothold
    Distribution rebuild;  ///< of what was controlled or destroyed
    Distribution test;
    Distribution switch_on;
    bool operator==(const RecoveryEffort&) const = default;
};

}  // namespace kammerspiel::scenario
