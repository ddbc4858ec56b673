#pragma once

#include "sim/model/operation.hpp"

// Ways for a hand at a keyboard outside (rule 8): chains of open links from the internet to a
// foothold. The operation's process hears of every link that is opened or closed, works out from
// outside inwards who can be reached without passing through whom, and tells those for whom that
// has changed. What an organisation's own links close is so at once; of others it hears after two
// latencies.

namespace kammerspiel::model {

/// Whether the own end of the link to `peer` that the route crosses is open. A link belongs to one
/// of the two organisations; the other has no end that it could close.
[[nodiscard]] bool way_is_open(const OrganisationContext& org, const RoutePlan& route,
                               federation::OrganisationId peer);

/// Whether a chain of open links leads here from outside.
[[nodiscard]] bool has_way_in(const OrganisationContext& org);

void way_offered(OrganisationContext& org, const event::WayOffered& event);

/// An own link was opened or closed: the operation hears of it.
void ways_changed(OrganisationContext& org);

/// Who can be reached from outside, without passing through the one who is told.
struct WaysOffered {
    std::vector<bool> over_link;   ///< by LinkId: the other end, without its owner
    std::vector<bool> from_below;  ///< by OrganisationId: any that links there
};
[[nodiscard]] WaysOffered ways_offered(const federation::Federation& federation,
                                       const std::vector<bool>& open);

void link_changed(OperationContext& operation, const event::LinkChanged& event);
void look_for_ways(OperationContext& operation);

}  // namespace kammerspiel::model
