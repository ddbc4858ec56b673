#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/attack.hpp"

// The attackers' rules with selectors, links and profiles resolved: the one reading for runs, for
// analysis and for `check`. A rule is resolved for every organisation, never into an edge for every
// pair of hosts.

namespace kammerspiel::scenario {
struct Scenario;
}

namespace kammerspiel::federation {

using scenario::Integrity;

/// Hosts of which attempts meet one, with running sums of hosts, so that one uniform number picks
/// one of them.
struct Targets {
    std::vector<HostGroupId> groups;
    std::vector<std::uint64_t> hosts_up_to;  ///< of groups[0..i], inclusive
    [[nodiscard]] bool empty() const { return groups.empty(); }
    [[nodiscard]] std::uint64_t hosts() const {
        return hosts_up_to.empty() ? 0 : hosts_up_to.back();
    }
    void add(HostGroupId group, std::uint32_t hosts);
};

/// A link that a route may run over, between two organisations of which `low` < `high`.
struct Crossing {
    OrganisationId low, high;
    LinkId link;
};

/// A way from hosts to hosts.
struct Route {
    std::uint32_t number = 0;         ///< in the profile
    std::vector<bool> from;           ///< by HostGroupId
    std::vector<bool> to;             ///< by HostGroupId, wherever it lies; none if `to_itself`
    std::vector<Targets> targets;     ///< by organisation of the source; none if `to_itself`
    std::vector<Crossing> crossings;  ///< sorted by (low, high, link)
    bool to_itself = false;           ///< on the same host
    bool crosses = false;             ///< leads over a link to another organisation
    bool needs_credentials = false;   ///< the target's realm must have been taken
    bool yields_credentials = false;  ///< the target's realm
    Integrity requires_integrity = Integrity::foothold;
    std::optional<Integrity> yields;

    /// The links that join two organisations, whichever end owns them: closing any one closes the
    /// way.
    [[nodiscard]] std::span<const Crossing> between(OrganisationId a, OrganisationId b) const;
};

/// What the attacker does with what it holds.
struct Impact {
    scenario::AttackImpact::Do what = scenario::AttackImpact::Do::encrypt;
    std::vector<bool> on;       ///< by HostGroupId
    std::vector<bool> trigger;  ///< by HostGroupId: controlling a host of these arms it
    /// By HostGroupId: controlling a host of these reaches all of `on` within their organisation
    /// and in those that a chain of open links joins with it; none where the impact has no such
    /// means.
    std::vector<bool> through;
};

struct Goal {
    std::vector<bool> groups;  ///< by HostGroupId
    bool in_each_organisation = false;
};

/// How it began, for those attackers who come in here.
struct Entry {
    Targets at;
    Integrity yields = Integrity::foothold;
    std::vector<bool> attackers;  ///< by number of the profile in the scenario
};

[[nodiscard]] Route resolve(const Federation& federation, const scenario::Route& route,
                            std::uint32_t number);
[[nodiscard]] Impact resolve(const Federation& federation, const scenario::AttackImpact& impact);
[[nodiscard]] Goal resolve(const Federation& federation, const scenario::Goal& goal);
/// By number of the entry in the scenario.
[[nodiscard]] std::vector<Entry> entries_of(const scenario::Scenario& scenario,
                                            const Federation& federation);

/// By organisation: those that a link named `name` joins with it, whichever end owns it; ascending.
[[nodiscard]] std::vector<std::vector<OrganisationId>> joined_by(const Federation& federation,
                                                                 std::string_view name);

/// Numbers of the profile's routes that use the technique.
[[nodiscard]] std::vector<std::uint32_t> routes_by(const scenario::AttackerProfile& profile,
                                                   std::string_view technique);

/// A backup group may be out of reach of all but some zones of its own organisation.
[[nodiscard]] bool is_reachable(const Federation& federation, HostGroupId target, HostGroupId from);

}  // namespace kammerspiel::federation
