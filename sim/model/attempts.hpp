#pragma once

#include "sim/model/context.hpp"

// Attempts of hosts that try by themselves. Most of them fail by their own draws, whatever they
// meet, and are not seen either. As draws are known beforehand, such attempts are passed over
// without an event; their times count all the same. What happens is the same, to the microsecond.

namespace kammerspiel::model {

/// The uniform draws that decide over an attempt, and the entity and index of any further draw that
/// belongs to it.
struct AttemptDraws {
    kernel::EntityId entity;
    std::uint64_t index = 0;
    double success = 0;
    double evidence = 0;
};

/// Whether a route's own conditions on its source hold.
[[nodiscard]] bool can_use(const RoutePlan& route, federation::HostGroupId group,
                           Integrity integrity);

/// Whether an attempt whose draw for evidence is this one is recorded by a sensor of its target,
/// should it get there.
[[nodiscard]] bool is_seen(const OrganisationContext& org, const RoutePlan& route, HostRef target,
                           double evidence);

/// Draws of an attempt that a worm's host makes over a route; `number` counts those of the two.
[[nodiscard]] AttemptDraws draws_of_host(const OrganisationContext& org, HostRef from,
                                         std::uint32_t route, std::uint32_t number);

/// A host that has just come into the hands of a worm, or further into them, begins to try what it
/// could not try before.
void begin_attempts(OrganisationContext& org, std::uint32_t record, Cause cause);

/// A host in repair is about to be out of a worm's hands: nothing is under way any more.
void end_attempts(OrganisationContext& org, std::uint32_t record);

/// An attempt that is made now.
struct DueAttempt {
    HostRef target;
    std::uint32_t number = 0;
};
/// The attempt that an event stands for, if it is still to be made; the next one is planned.
[[nodiscard]] std::optional<DueAttempt> take_due(OrganisationContext& org,
                                                 const event::AttemptDue& event);

/// What was due while the host was off or isolated is made up for now, once for each route.
void make_up_for_attempts(OrganisationContext& org, std::uint32_t record, Cause cause);

}  // namespace kammerspiel::model
