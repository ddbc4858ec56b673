#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

// Where an action takes hold: the one reading of a scope, for runs, for analysis and for `check`.

namespace kammerspiel::federation {

/// A scope, resolved as far as the scenario alone tells.
struct Scope {
    /// What is only known when the play is decided: for whom its condition came true.
    enum class Only : std::uint8_t {
        anyone,                  ///< nothing is left open
        affected_regions,        ///< of `organisations` those in such a region
        affected_organisations,  ///< of `organisations` those themselves
    };
    Only only = Only::anyone;
    std::vector<bool> organisations;  ///< by OrganisationId: that it can concern
    std::vector<bool> host_groups;    ///< by HostGroupId, all of them in these organisations

    /// Nothing is left out.
    [[nodiscard]] static Scope everything(const Federation& federation);
};

/// A `service` narrows to the host groups that services of this name need: themselves, through
/// other services, groups and links, their own or another organisation's. Groups without hosts are
/// in no scope.
[[nodiscard]] Scope resolve(const Federation& federation, const scenario::Scope& scope);

/// By LinkId: the links of this name whose own end is one of the organisations'.
[[nodiscard]] std::vector<bool> links_of(const Federation& federation,
                                         const std::vector<bool>& organisations,
                                         std::string_view local_name);

/// By RealmId: the realms of the groups.
[[nodiscard]] std::vector<bool> realms_of(const Federation& federation,
                                          const std::vector<bool>& host_groups);

}  // namespace kammerspiel::federation
