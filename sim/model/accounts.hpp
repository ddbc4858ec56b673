#pragma once

#include "kammerspiel/federation/level.hpp"
#include "sim/model/context.hpp"

// Accounts that are issued anew after a reset of credentials, step by step: who has none is as good
// as without a workplace.

namespace kammerspiel::model {

/// Every account of the organisation is worthless from now on.
void accounts_are_void(OrganisationContext& org, Cause cause);
/// Goes on where nobody is at it and it can go on.
void issue_accounts(OrganisationContext& org);
void accounts_issued(OrganisationContext& org, const event::AccountsIssued& event);
/// Working time of a step.
[[nodiscard]] Duration accounts_effort(const OrganisationContext& org, std::uint32_t step);

/// Whether hosts of the group are used with accounts that are not all issued.
[[nodiscard]] bool waits_for_accounts(const OrganisationContext& org, std::uint32_t group);
/// How far these accounts go.
[[nodiscard]] federation::Levels level_of_accounts(const OrganisationContext& org);

}  // namespace kammerspiel::model
