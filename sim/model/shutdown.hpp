#pragma once

#include "sim/model/context.hpp"

namespace kammerspiel::model {

/// Switches the hosts in the action's scope off, or isolates them from the network.
void switch_off(OrganisationContext& org, const ActionPlan& action, bool isolate,
                std::uint32_t play);

}  // namespace kammerspiel::model
