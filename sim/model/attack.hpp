#pragma once

#include "sim/model/context.hpp"

// The attacker's programs and hands as an organisation meets them: attempts on its hosts.

namespace kammerspiel::model {

void enter(OrganisationContext& org, const event::Enter& event);
void attempt_due(OrganisationContext& org, const event::AttemptDue& event);
/// Sends an attempt on its way; one within the organisation is ruled at once.
void send_attempt(OrganisationContext& org, const event::Arrive& attempt);
void arrive(OrganisationContext& org, const event::Arrive& event);

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
