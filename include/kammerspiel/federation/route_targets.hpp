#pragma once

#include <vector>

#include "kammerspiel/federation/federation.hpp"

// Where a route leads: a rule resolved for every organisation, never an edge for every pair of
// hosts.

namespace kammerspiel::federation {

/// Hosts that attempts over one route can reach from one organisation, with running sums of hosts,
/// so that one uniform number picks one of them.
struct Targets {
    std::vector<HostGroupId> groups;
    std::vector<std::uint64_t> hosts_up_to;  ///< of groups[0..i], inclusive
    [[nodiscard]] bool empty() const { return groups.empty(); }
    [[nodiscard]] std::uint64_t hosts() const {
        return hosts_up_to.empty() ? 0 : hosts_up_to.back();
    }
};

/// By organisation of the source. Empty throughout for a route from a host to itself.
[[nodiscard]] std::vector<Targets> targets_of(const Federation& federation,
                                              const scenario::Route& route);

/// By organisation: those that a link named `name` joins with it, whichever end owns it; ascending.
[[nodiscard]] std::vector<std::vector<OrganisationId>> joined_by(const Federation& federation,
                                                                 std::string_view name);

/// A backup group may be out of reach of all but some zones of its own organisation.
[[nodiscard]] bool is_reachable(const Federation& federation, HostGroupId target, HostGroupId from);

}  // namespace kammerspiel::federation
