#pragma once

#include "sim/model/context.hpp"

// A loss whose root lies in the own house and that comes back by way of another organisation: it is
// the own one's (rule 17). So that each of two that need each other can say how much of what it
// lacks lies with the other, they tell what their nodes would have if nothing were wrong in their
// own house; the rest is worked out with that.

namespace kammerspiel::model {

/// Where `node` is needed by an organisation that we need, too: what it would have without our own
/// causes.
void tell_if_mended(OrganisationContext& org, federation::NodeIndex node);

/// Levels here are settled: tells the others how much of what their views lack is due to them.
void tell_returning_roots(OrganisationContext& org);

void mended_level(OrganisationContext& org, const event::MendedLevel& event);
void roots_return(OrganisationContext& org, const event::RootsReturn& event);

/// What another organisation tells of a node, with what of it has its root here as own causes.
[[nodiscard]] federation::Levels with_own_roots(const OrganisationContext& org,
                                                std::uint32_t view_position,
                                                const federation::SharedLevels& levels);

}  // namespace kammerspiel::model
