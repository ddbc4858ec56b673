#pragma once

#include "sim/model/context.hpp"

// The way back: inspect, clean or rebuild, test, switch on; by crews, in shifts, in order.

namespace kammerspiel::model {

/// The restore that the organisation follows. Precondition: it follows one.
[[nodiscard]] const ActionPlan& restore_action(const OrganisationContext& org);
[[nodiscard]] const RestorePlan& restore_plan(const OrganisationContext& org);

/// When a restore that has been ordered, or might be ordered now, begins.
[[nodiscard]] SimTime restore_from(const OrganisationContext& org, std::uint32_t play,
                                   const RestorePlan& restore);
/// No host of this organisation is repaired before this moment, whatever is still to be ordered.
[[nodiscard]] SimTime repairs_from(const OrganisationContext& org);

void restore_begins(OrganisationContext& org, const event::RestoreBegins& event);
void found(OrganisationContext& org, const event::Found& event);
void job_done(OrganisationContext& org, const event::JobDone& event);
void repair_due(OrganisationContext& org, const event::RepairDue& event);

/// A host is known to be compromised or destroyed: where a restore is under way, it joins the line.
void repair_known_bad(OrganisationContext& org, std::uint32_t record, Cause cause);

}  // namespace kammerspiel::model
