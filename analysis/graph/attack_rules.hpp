#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/federation/route_targets.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// One attacker profile's rules resolved against the federation: what paths, reach and cuts are
// worked out from. The same reading of a route as in runs (sim/model/attack.cpp).

namespace kammerspiel::graph {

using scenario::Integrity;

/// A link that a route may run over, between two organisations of which `low` < `high`.
struct Crossing {
    federation::OrganisationId low, high;
    federation::LinkId link;
};

/// A route of the profile. Those that never succeed are left out.
struct RouteRule {
    const scenario::Route* written = nullptr;
    std::uint32_t number = 0;                  ///< in the profile
    std::vector<bool> from;                    ///< by HostGroupId
    std::vector<federation::Targets> targets;  ///< by organisation of the source
    std::vector<Crossing> crossings;           ///< of `over`; sorted by (low, high, link)
    double hours_per_attempt = 0;              ///< on average
    double success = 0;

    [[nodiscard]] bool crosses() const { return written->over.has_value(); }
    [[nodiscard]] bool takes_a_realm() const { return written->yields_credentials; }
    /// The links that join two organisations, of which closing any one closes the way.
    [[nodiscard]] std::span<const Crossing> between(federation::OrganisationId a,
                                                    federation::OrganisationId b) const;
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
};

[[nodiscard]] AttackRules attack_rules(const scenario::Scenario& scenario,
                                       const federation::Federation& federation,
                                       const scenario::AttackerProfile& profile);

}  // namespace kammerspiel::graph
