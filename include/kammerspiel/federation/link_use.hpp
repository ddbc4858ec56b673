#pragma once

#include <vector>

#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/federation/scope.hpp"

// What lies at the two ends of a link, and which scopes hold a link: the one reading, for runs and
// for `check`.

namespace kammerspiel::federation {

/// Something that names the link in its needs, and what it needs at the link's two ends.
struct LinkUse {
    NeedNodeId by;
    std::vector<HostGroupId> groups;  ///< of the two organisations that the link joins; ascending
};

/// Whatever uses the link. Where nothing does, nothing can be told from the needs.
[[nodiscard]] std::vector<LinkUse> uses_of(const NeedGraph& graph, LinkId link);

/// All host groups with hosts of the two organisations that the link joins, ascending.
[[nodiscard]] std::vector<HostGroupId> groups_joined_by(const Federation& federation, LinkId link);

/// By LinkId: the links that a scope holds, of those whose own end is one of its organisations'.
/// With a `service` these are the links that services of this name need; narrowed to some hosts,
/// those that something uses which needs one of these hosts, too; otherwise all.
[[nodiscard]] std::vector<bool> links_in(const NeedGraph& graph, const scenario::Scope& scope);

}  // namespace kammerspiel::federation
