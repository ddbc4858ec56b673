#pragma once

#include "sim/model/state.hpp"

// Every lost hour, to the cause it belongs to.

namespace kammerspiel::model {

/// Books what `service` lost since it was last booked, at the `levels` that held since then.
/// Nothing before the start of the scenario is booked.
void book(const PlanData& plan, federation::ServiceId id, ServiceState& service,
          const federation::Levels& levels, SimTime now);

/// Notes that the level moves from `from` to `to` (ppm): requests begin to wait, or are served or
/// lost by their patience. Slices of the level are served in the order they come back.
void move_requests(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                   std::int32_t from, std::int32_t to, SimTime now);

/// At the end: what has lost its patience is lost, the rest waits on.
void close_requests(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                    SimTime end);

/// Notes that the service crossed the level from which it counts as up.
void cross(ServiceState& service, bool up, SimTime now);

}  // namespace kammerspiel::model
