#pragma once

#include "sim/model/workers.hpp"

// Work on one host: inspect, clean or rebuild, test, switch on.

namespace kammerspiel::model {

/// One of the people begins with the next host of the group.
void begin_repair(OrganisationContext& org, const Workers& people, std::uint32_t group);
void found(OrganisationContext& org, const event::Found& event);
void work_done(OrganisationContext& org, const event::WorkDone& event);

}  // namespace kammerspiel::model
