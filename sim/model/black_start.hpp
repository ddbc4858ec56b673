#pragma once

#include <span>
#include <vector>

#include "kammerspiel/model/part.hpp"
#include "sim/model/state.hpp"

namespace kammerspiel::model {

/// Notes how far the nodes of an organisation work that do not work fully, and whether any is down.
void note_levels(PartFigures& part, const PlanData& plan, const OrganisationState& organisation,
                 federation::OrganisationId id);

/// Circles of services (with host groups and links between them) that are down and each of which
/// waits for the next to start (rule 7): what a federation shows after a shutdown that it cannot
/// come back from, whatever is repaired. Those that only wait for a circle are not in it.
[[nodiscard]] std::vector<StartCircle> start_circles(const PlanData& plan,
                                                     std::span<const PartFigures> parts);

}  // namespace kammerspiel::model
