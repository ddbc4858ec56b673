#pragma once

#include "sim/model/context.hpp"

// Ways for a hand at a keyboard outside (rule 8): chains of open links from the internet to a
// foothold. Ways are passed up from the organisation that owns a link to the one it leads to, and
// from there down to all others that link to it; so every chain of links is followed, as long as
// links do not form a circle.

namespace kammerspiel::model {

/// Whether the own end of the link to `peer` that the route crosses is open. A link belongs to one
/// of the two organisations; the other has no end that it could close.
[[nodiscard]] bool way_is_open(const OrganisationContext& org, const RoutePlan& route,
                               federation::OrganisationId peer);

/// Whether a chain of open links leads here from outside.
[[nodiscard]] bool has_way_in(const OrganisationContext& org);

void way_offered(OrganisationContext& org, const event::WayOffered& event);

/// An own link was opened or closed: those at the other ends hear whether they can still be reached
/// through here.
void ways_changed(OrganisationContext& org);

}  // namespace kammerspiel::model
