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
/// People of a pool have stayed for as long as they could.
void aid_must_leave(OrganisationContext& org, const event::AidMustLeave& event);

/// A crew begins to work: should it be for the first time, its time until it tires runs.
void crew_begins(OrganisationContext& org, std::uint32_t number);
void crew_tires(OrganisationContext& org, const event::CrewTires& event);

}  // namespace kammerspiel::model
