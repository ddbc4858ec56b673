#pragma once

#include "sim/model/context.hpp"

// The attacker's programs and hands as an organisation meets them: attempts on hosts, strikes.

namespace kammerspiel::model {

void enter(Here& here, const event::Enter& event);
void attempt_due(Here& here, const event::AttemptDue& event);
void hand_try(Here& here, const event::HandTry& event);
void hand_due(Here& here, const event::HandDue& event);
void arrive(Here& here, const event::Arrive& event);
void strike(Here& here, const event::Strike& event);
void strike_group(Here& here, const event::StrikeGroup& event);
void strike_host(Here& here, const event::StrikeHost& event);
void wake(Here& here, const event::Wake& event);
void way_offered(Here& here, const event::WayOffered& event);

/// A host was switched on again: what was due on it runs (rule 9).
void switched_on(Here& here, std::uint32_t record, Cause cause);

/// An own link was opened or closed: those at the other ends hear whether a hand at a keyboard
/// outside can still come through here (rule 8). Ways are passed up from the organisation that
/// owns a link to the one it leads to, and from there down to all others that link to it; so every
/// chain of links is followed, as long as links do not form a circle.
void ways_changed(Here& here);

/// Tells the operation that something it can see has been done against it.
void countermeasure_seen(Here& here, Cause cause);

/// Picks the host that the uniform number `u` stands for.
struct Pick {
    federation::HostGroupId group;
    std::uint32_t number = 0;
};
[[nodiscard]] Pick pick(const std::vector<federation::HostGroupId>& groups,
                        const std::vector<std::uint64_t>& hosts_up_to, double u);

}  // namespace kammerspiel::model
