#pragma once

#include "sim/model/context.hpp"

// The attacker's programs and hands as an organisation meets them: attempts on its hosts.

namespace kammerspiel::model {

void enter(OrganisationContext& org, const event::Enter& event);
void attempt_due(OrganisationContext& org, const event::AttemptDue& event);
void hand_try(OrganisationContext& org, const event::HandTry& event);
void hand_due(OrganisationContext& org, const event::HandDue& event);
void arrive(OrganisationContext& org, const event::Arrive& event);
void wake(OrganisationContext& org, const event::Wake& event);

/// A host was switched on again: what was due on it runs (rule 9).
void switched_on(OrganisationContext& org, std::uint32_t record, Cause cause);

/// Tells the operation that something it can see has been done against it.
void countermeasure_seen(OrganisationContext& org, Cause cause);

/// Picks the host that the uniform number `u` stands for.
struct Pick {
    federation::HostGroupId group;
    std::uint32_t number = 0;
};
[[nodiscard]] Pick pick(const std::vector<federation::HostGroupId>& groups,
                        const std::vector<std::uint64_t>& hosts_up_to, double u);

}  // namespace kammerspiel::model
