#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// One attacker profile's rules against the federation: what paths, reach and cuts are worked out
// from. The federation says where they lead; this adds how long they take.

namespace kammerspiel::graph {

using federation::Crossing;
using scenario::Integrity;

/// A route of the profile. Those that never succeed are left out.
struct RouteRule : federation::Route {
    double hours_per_attempt = 0;  ///< on average
    double success = 0;
};

/// Where the profile comes in.
struct EntryRule {
    std::uint32_t number = 0;  ///< in the scenario
    std::vector<federation::HostGroupId> groups;
    Integrity yields = Integrity::foothold;
};

struct AttackRules {
    const federation::Federation* federation = nullptr;
    const scenario::AttackerProfile* profile = nullptr;
    std::vector<RouteRule> routes;
    std::vector<EntryRule> entries;

    /// Of an autonomous profile, an attempt picks any host of all that the route reaches.
    [[nodiscard]] bool is_autonomous() const {
        return profile->kind == scenario::AttackerProfile::Kind::autonomous;
    }
    [[nodiscard]] const federation::HostGroup& group(federation::HostGroupId id) const {
        return federation->host_groups[id.index()];
    }
    [[nodiscard]] const scenario::Route& written(const RouteRule& route) const {
        return profile->routes[route.number];
    }
};

/// `profile`: its number in the scenario.
[[nodiscard]] AttackRules attack_rules(const scenario::Scenario& scenario,
                                       const federation::Federation& federation,
                                       std::uint32_t profile);

}  // namespace kammerspiel::graph
