#pragma once

#include "sim/model/context.hpp"

// People who turn to others while their own organisation's service is down (rule 28).

namespace kammerspiel::model {

/// The level of an own service is `level` (ppm) now: people turn away after a while, or come back
/// at once.
void people_move(OrganisationContext& org, std::uint32_t position, std::int32_t level);

void move_due(OrganisationContext& org, const event::MoveDue& event);
void moved_here(OrganisationContext& org, const event::MovedHere& event);

/// Books what people of others got here since it was last booked, at the level that held since
/// then: hour by hour, as far as the capacity goes beyond what the own people took.
void book_flows(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                std::int32_t level, SimTime now);

}  // namespace kammerspiel::model
