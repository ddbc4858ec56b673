#pragma once

#include "sim/model/context.hpp"

// What each service that is not wholly there waits for: where the time goes on the way back.

namespace kammerspiel::model {

/// A stage has begun or ended: what waits is looked at once the levels of this instant are settled.
void waiting_may_have_changed(OrganisationContext& org);
/// Notes what each service waits for now, and for how long it waited for what it waited for before.
void look_at_waiting(OrganisationContext& org);
/// What holds up a node that others use.
[[nodiscard]] Stage stage_of(const OrganisationContext& org, federation::NodeIndex node);
/// Books what services still wait for at the end.
void close_waiting(OrganisationState& state, SimTime end);

}  // namespace kammerspiel::model
