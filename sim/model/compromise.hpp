#pragma once

#include "sim/model/context.hpp"

// What happens to a host that comes into the attacker's hands, on whatever way, and what is left
// on it afterwards.

namespace kammerspiel::model {

/// The attacker gets `integrity` on a host, which is more than it had. `written` is what was
/// written down of it.
void gain(OrganisationContext& org, std::uint32_t record, Integrity integrity, Cause written);

/// The operation hears of a host that it holds without a hand having tried.
void tell_of_holding(OrganisationContext& org, std::uint32_t record, Cause cause);

/// A crew has cleaned or rebuilt a host, or found nothing on it: what was to come from it will not,
/// but for what was left behind.
void was_repaired(OrganisationContext& org, std::uint32_t record, bool rebuilt, Cause cause);

void wake(OrganisationContext& org, const event::Wake& event);

/// A host was switched on again: what was due on it runs (rule 9).
void switched_on(OrganisationContext& org, std::uint32_t record, Cause cause);

}  // namespace kammerspiel::model
