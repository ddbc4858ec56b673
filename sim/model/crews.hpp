#pragma once

#include "sim/model/context.hpp"

// People who repair: an organisation's own crews, and those of pools who have come to help.

namespace kammerspiel::model {

/// Gives free people what waits for them: actions that need hands, then hosts.
void assign_crews(OrganisationContext& org);

/// One of the people of a crew, by its number in JobDone, has nothing to do again.
void crew_is_free(OrganisationContext& org, std::uint32_t crew);

void aid_arrives(OrganisationContext& org, const event::AidArrives& event);

}  // namespace kammerspiel::model
