#pragma once

#include "sim/model/context.hpp"

// The state of each kind of process as it is before the first event: all hosts clean and on, all
// services up, nothing known. Memory that the last run has left is used again.

namespace kammerspiel::model {

void reset(OrganisationState& state, const PlanData& plan, federation::OrganisationId id);
/// Of someone who decides plays of the strategy.
void reset(DeciderState& state, const PlanData& plan, const StrategyPlan& strategy);
void reset(OperationState& state, const PlanData& plan, const AttackPlan& attack);
void reset(PoolState& state, const PoolPlan& plan);
void reset(ProcessLog& log);

}  // namespace kammerspiel::model
