#pragma once

#include <memory>

#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {

/// Looks everything up that the handlers will need. See Plan.
[[nodiscard]] std::unique_ptr<const PlanData> build_plan(scenario::Scenario scenario);

// Parts of it, each for one part of the plan; all need the compiled federation.
[[nodiscard]] AttackPlan plan_attack(const PlanData& plan,
                                     const scenario::AttackerProfile& profile);
[[nodiscard]] StrategyPlan plan_strategy(const PlanData& plan, const scenario::Strategy& strategy);
[[nodiscard]] std::vector<bool> chosen(const federation::Federation& federation,
                                       const scenario::Selector& selector);

}  // namespace kammerspiel::model
