#pragma once

#include "sim/model/context.hpp"

// Service levels follow what they need; what went down starts again when it can.

namespace kammerspiel::model {

/// Notes that a node's own state changed at this instant, and has the levels settled once all
/// changes of the instant are in (rule 3).
void touch(OrganisationContext& org, federation::NodeIndex node, Cause cause);

/// Brings every level into agreement with what it needs: of what runs, the greatest that do. What
/// can rise rises, circles to the top; then what must fall falls. Both steps are monotone on
/// integers, so they end, and the result does not depend on the order in which nodes are looked at.
void settle(OrganisationContext& org);

void start_done(OrganisationContext& org, const event::StartDone& event);
void grace_over(OrganisationContext& org, const event::GraceOver& event);
void grace_full(OrganisationContext& org, const event::GraceFull& event);
void level_changed(OrganisationContext& org, const event::LevelChanged& event);

/// Closes the books of every service at `end`.
void close_books(const PlanData& plan, OrganisationState& state,
                 const federation::Organisation& info, SimTime end);

}  // namespace kammerspiel::model
