#pragma once

#include <functional>

#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {

/// Whether an attempt over a route from a group to a group is left out of account.
using LeftOut = std::function<bool(const RoutePlan& route, federation::HostGroupId from,
                                   federation::HostGroupId to)>;

/// Attempts from each (group, integrity) to a goal (by HostGroupId), by breadth from the goal
/// backwards. What credentials are needed on the way is left out: it only orders what to try first.
[[nodiscard]] StepsToGoal steps_to(const federation::Federation& federation,
                                   const std::vector<RoutePlan>& routes,
                                   const std::vector<bool>& goal, const LeftOut& left_out = {});

}  // namespace kammerspiel::model
