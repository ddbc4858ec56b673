#pragma once

#include "sim/model/context.hpp"

// Restores: which one brings back what, when each begins, what joins it.

namespace kammerspiel::model {

/// The restore that a host group follows. Precondition: it follows one.
[[nodiscard]] const RestorePlan& restore_plan(const OrganisationContext& org, std::uint32_t group);
/// The narrowest restore of a play that runs here and covers the link.
[[nodiscard]] std::optional<std::uint32_t> restore_of_link(const OrganisationContext& org,
                                                           std::uint32_t link);

/// Whether some host of the group is down or known to be bad and a restore brings it back.
[[nodiscard]] bool is_to_come_back(const OrganisationContext& org, std::uint32_t group);
/// Whether restores that run here and cover the link have something left to bring back.
[[nodiscard]] bool has_work_left(const OrganisationContext& org, federation::LinkId link);
/// Whether none that is ordered here is still to begin, and one has begun: of a play, where the
/// strategy has any, as whoever was called in for that waits for it though the usual repair begins.
[[nodiscard]] bool all_restores_have_begun(const OrganisationContext& org);

/// No host of this organisation is repaired before this moment, whatever is still to be ordered.
[[nodiscard]] SimTime repairs_from(const OrganisationContext& org);

void order_restore(OrganisationContext& org, std::uint32_t restore);
void restore_begins(OrganisationContext& org, const event::RestoreBegins& event);

/// Hosts of the group went down: where a restore of a play runs, they join it.
void group_went_down(OrganisationContext& org, std::uint32_t group, Cause cause);
/// A host is known to be compromised or destroyed: where a restore runs, it joins it; what is
/// destroyed calls for the default repair.
void known_bad(OrganisationContext& org, std::uint32_t record, Cause cause);
void repair_due(OrganisationContext& org, const event::RepairDue& event);

}  // namespace kammerspiel::model
