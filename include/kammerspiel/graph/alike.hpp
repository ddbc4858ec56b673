#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

namespace kammerspiel::graph {

/// Organisations sorted into classes whose members have the same host groups, services and links
/// with the same needs; numbers of hosts, members and places may differ.
struct Alike {
    std::vector<std::uint32_t> class_of;               ///< by organisation
    std::vector<federation::OrganisationId> first_of;  ///< by class: its first member
    std::vector<std::uint32_t> members_of;             ///< by class: number of organisations
};
[[nodiscard]] Alike alike_organisations(const federation::Federation& federation);

}  // namespace kammerspiel::graph
