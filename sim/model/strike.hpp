#pragma once

#include "sim/model/context.hpp"

// The attacker's impacts: encrypt, wipe, copy. On a host that the attacker controls an impact runs
// by itself; on others it is pushed over the network, to the hosts of a group together.

namespace kammerspiel::model {

/// Plans the impacts that a controlled host of an autonomous attack carries with it.
void arm_host(OrganisationContext& org, std::uint32_t record, Cause cause);

void strike(OrganisationContext& org, const event::Strike& event);
void strike_group(OrganisationContext& org, const event::StrikeGroup& event);
void strike_host(OrganisationContext& org, const event::StrikeHost& event);

}  // namespace kammerspiel::model
