#pragma once

#include "sim/model/context.hpp"

// What decided plays do in an organisation.

namespace kammerspiel::model {

void order(OrganisationContext& org, const event::Order& event);
/// What an action that took time or hands does at its end.
void carry_out(OrganisationContext& org, const event::Order& order);
void action_done(OrganisationContext& org, const event::ActionDone& event);
/// Opens what an action had closed until now.
void open_again(OrganisationContext& org, const event::OpenAgain& event);

/// Actions that wait for hands, as far as there are any.
void start_waiting_actions(OrganisationContext& org);

/// Opens an own link again.
void open_link(OrganisationContext& org, std::uint32_t link, Cause cause);

}  // namespace kammerspiel::model
