#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {

/// What a plan has of its scenario.
enum class Keeps {
    everything,
    what_runs_read,  ///< organisations are let go of as soon as they have been looked up
};

/// Looks everything up that the handlers will need. See Plan.
[[nodiscard]] std::unique_ptr<const PlanData> build_plan(scenario::Scenario scenario,
                                                         Keeps keeps = Keeps::everything);

// Parts of it, each for one part of the plan; all need the compiled federation.
[[nodiscard]] AttackPlan plan_attack(const PlanData& plan,
                                     const scenario::AttackerProfile& profile);
[[nodiscard]] RestorePlan plan_restore(const PlanData& plan, const scenario::Restore& written);
[[nodiscard]] RepairPlan plan_repair(const PlanData& plan);
/// Precondition: the strategies are there.
[[nodiscard]] std::vector<std::vector<federation::LinkUse>> plan_link_uses(const PlanData& plan);
[[nodiscard]] StrategyPlan plan_strategy(const PlanData& plan, const scenario::Strategy& strategy);
/// Number of the timeline of a shift in an organisation's region; made when there is none yet.
using TimelineOf =
    std::function<std::uint32_t(Shift shift, federation::OrganisationId organisation)>;
void plan_people(PlanData& plan, const TimelineOf& timeline);
void plan_stages(PlanData& plan);
/// What someone in this organisation uses of these services, in their order.
[[nodiscard]] std::vector<Used> used_by(const PlanData& plan, federation::OrganisationId id,
                                        const std::vector<scenario::Name>& names);
/// Whether the organisation is one that the selector's organisation and region choose.
[[nodiscard]] bool concerns(const federation::Federation& federation,
                            const scenario::Selector& selector, federation::OrganisationId id);

}  // namespace kammerspiel::model
