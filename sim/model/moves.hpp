#pragma once

#include "sim/model/context.hpp"

// People who turn to others while their own organisation's service is down (rule 28).

namespace kammerspiel::model {

/// The level of an own service is `level` (ppm) now: people turn away after a while, or come back
/// at once.
void people_move(OrganisationContext& org, std::uint32_t position, std::int32_t level);

void move_due(OrganisationContext& org, const event::MoveDue& event);
void moved_here(OrganisationContext& org, const event::MovedHere& event);

/// Of a record that people moved: how many want it there from now on, in millionths of a person.
[[nodiscard]] std::int64_t people_of(const TraceRecord& record);

/// From now on so many of flow `number` come: what was until now is booked, what they were served
/// while the message was under way that they go back is taken back.
void set_flow(const PlanData& plan, federation::ServiceId id, ServiceState& service,
              std::int32_t level, SimTime now, std::uint32_t number, std::int64_t people_ppm);

/// Books what people of others got here since it was last booked, at the level that held since
/// then: hour by hour, as far as the capacity goes beyond what the own people took.
void book_flows(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                std::int32_t level, SimTime now);

}  // namespace kammerspiel::model
