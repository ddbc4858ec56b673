#pragma once

#include "sim/model/context.hpp"

// Who does what next: an organisation's own crews, and people of pools who have come to help.

namespace kammerspiel::model {

/// Free people are to be given work, after all that happens at this instant: two restores that
/// begin together are both known by then.
void assign_crews(OrganisationContext& org);
/// Gives free people what waits for them: actions that need hands, then hosts.
void give_work(OrganisationContext& org);

void aid_arrives(OrganisationContext& org, const event::AidArrives& event);

}  // namespace kammerspiel::model
