#pragma once

#include "sim/model/context.hpp"

// Holds: nobody repairs hosts before forensics has what it needs of them.

namespace kammerspiel::model {

/// Hosts of the group are down or known to be bad: holds that cover it begin.
void hosts_in_trouble(OrganisationContext& org, std::uint32_t group, Cause cause);
/// All hosts of the group are back: what covers nothing else that is away can begin anew.
void group_is_back(OrganisationContext& org);
[[nodiscard]] bool is_held(const OrganisationContext& org, std::uint32_t group);

void hold_over(OrganisationContext& org, const event::HoldOver& event);
void hold_lifted(OrganisationContext& org, const event::HoldLifted& event);
void back_to_hold(OrganisationContext& org);

// Where the examiners sit.

void hold_asked(OrganisationContext& org, const event::HoldAsked& event);
/// One of the examiners secures traces, for who asked first and not after `before`; false if nobody
/// waits for that.
bool begin_imaging(OrganisationContext& org, SimTime before);
void imaging_over(OrganisationContext& org, const event::ImagingOver& event);

}  // namespace kammerspiel::model
