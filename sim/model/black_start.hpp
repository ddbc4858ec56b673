#pragma once

#include <vector>

#include "kammerspiel/model/metrics.hpp"
#include "sim/model/state.hpp"

namespace kammerspiel::model {

/// Circles of services that are down and each of which waits for the next to start (rule 7): what
/// a federation shows after a shutdown that it cannot come back from. Each circle once, beginning
/// with its first service; services that only wait for a circle are not in it.
[[nodiscard]] std::vector<StartCircle> start_circles(
    const PlanData& plan, const std::vector<OrganisationState>& organisations);

}  // namespace kammerspiel::model
