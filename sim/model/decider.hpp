#pragma once

#include "sim/model/context.hpp"

// Those who decide plays: the federation's crisis team, a region's, or an organisation itself.
// They know what messages told them and nothing else (rule 2).

namespace kammerspiel::model {

struct DeciderContext : ProcessContext<DeciderEvent> {
    DeciderState& state;
    const OrganisationState* own = nullptr;  ///< where an organisation decides for itself
    Subject who;                             ///< in whose name it decides
};

void report_received(DeciderContext& decider, const event::Report& report);
void indication_received(DeciderContext& decider, const event::Indication& indication);
void channel_changed(DeciderContext& decider, const event::ChannelChanged& changed);
void evaluate(DeciderContext& decider);
/// Decides a play now, in its own name; what it calls affected is what it then knows to be so.
void play_ordered(DeciderContext& decider, const event::PlayOrdered& ordered);
void decide(DeciderContext& decider, const event::Decide& event);
void carried_out(DeciderContext& decider, const event::CarriedOut& event);
void play_done(DeciderContext& decider, const event::PlayDone& event);

/// Who decides for this organisation at this level.
[[nodiscard]] DeciderAddress decider_over(const PlanData& plan, scenario::Decider by,
                                          federation::OrganisationId organisation);

/// Whether the condition holds, as far as the decider knows, for whom it is asked.
[[nodiscard]] bool holds(const DeciderContext& decider, const ConditionPlan& condition,
                         const Subject& subject);

/// Everyone who decides this play.
[[nodiscard]] std::vector<DeciderAddress> deciders_of(const PlanData& plan, const PlayPlan& play);

/// When a decider looks at its conditions though nothing was reported: at the start, and when a
/// clock that a condition names has come.
struct DecidingMoment {
    SimTime at;
    DeciderAddress who;
};
[[nodiscard]] std::vector<DecidingMoment> deciding_moments(const PlanData& plan,
                                                           std::uint32_t strategy);

}  // namespace kammerspiel::model
