#pragma once

#include "sim/model/context.hpp"

namespace kammerspiel::model {

/// Starts and ends the clocks of needs that have a grace, once levels are settled.
void watch_graces(OrganisationContext& org);

}  // namespace kammerspiel::model
