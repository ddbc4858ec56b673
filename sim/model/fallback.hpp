#pragma once

#include "sim/model/context.hpp"

// Manual workarounds: what members still get while a service is down.

namespace kammerspiel::model {

/// The service itself is up or down now. True if its level changes with that, because a workaround
/// that was in use ends.
bool watch_fallback(OrganisationContext& org, std::uint32_t position, bool is_up);

/// A play begins it without waiting for a loss.
void activate_fallback(OrganisationContext& org, std::uint32_t position, Cause cause);

void fallback_on(OrganisationContext& org, const event::FallbackOn& event);
void fallback_over(OrganisationContext& org, const event::FallbackOver& event);

}  // namespace kammerspiel::model
