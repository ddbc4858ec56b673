#pragma once

#include <vector>

#include "kammerspiel/model/metrics.hpp"
#include "sim/model/state.hpp"

namespace kammerspiel::model {

/// Circles of services (with host groups and links between them) that are down and each of which
/// waits for the next to start (rule 7): what a federation shows after a shutdown that it cannot
/// come back from, whatever is repaired. Those that only wait for a circle are not in it.
[[nodiscard]] std::vector<StartCircle> start_circles(
    const PlanData& plan, const std::vector<OrganisationState>& organisations);

}  // namespace kammerspiel::model
