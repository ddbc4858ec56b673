#pragma once

#include "sim/model/workers.hpp"

// Work of people: in their shifts, at the pace that what they use allows at each moment.

namespace kammerspiel::model {

/// `work.what`, `crew`, `people`, `left` and `cause` are given; the people are no longer free.
void begin_work(OrganisationContext& org, const Workers& people, WorkState work);

/// What is done now, and by whom; nothing if the pace has changed meanwhile. The people are free.
[[nodiscard]] std::optional<WorkState> take_done(OrganisationContext& org,
                                                 const event::WorkDone& event);
/// The work on a host that has now come to what is wrong with it; nothing likewise.
[[nodiscard]] const HostWork* take_found(OrganisationContext& org, const event::Found& event);

/// A service went up or down: those who use it go on at another pace.
void pace_changed(OrganisationContext& org, std::uint32_t service);
/// So does an own crew, for another reason.
void pace_of_crew_changed(OrganisationContext& org, std::uint32_t crew);

/// Time that people have been at work that is not done at `end`, beyond what is counted.
[[nodiscard]] Duration work_under_way(const PlanData& plan, const OrganisationState& state,
                                      federation::OrganisationId id, SimTime end);

}  // namespace kammerspiel::model
