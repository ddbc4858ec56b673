#pragma once

#include "sim/model/context.hpp"

// Who does what next: an organisation's own crews, and people of pools who have come to help.

namespace kammerspiel::model {

/// Gives free people what waits for them: actions that need hands, then hosts.
void assign_crews(OrganisationContext& org);

void aid_arrives(OrganisationContext& org, const event::AidArrives& event);

}  // namespace kammerspiel::model
