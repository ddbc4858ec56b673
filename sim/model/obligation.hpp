#pragma once

#include "sim/model/context.hpp"

// Duties with a clock: to tell an authority within so many hours (rule 29).

namespace kammerspiel::model {

/// Whether the clock has begun and neither was the notice sent nor is it late.
[[nodiscard]] bool is_open(const ObligationState& state);

/// Staff here know more than before.
void knowledge_grew(OrganisationContext& org, Cause cause);

/// A service here has another level (ppm) than before, or is a channel that works again.
void service_moved(OrganisationContext& org, std::uint32_t position, std::int32_t level,
                   Cause cause);

void obligation_begins(OrganisationContext& org, const event::ObligationBegins& event);
void obligation_ready(OrganisationContext& org, const event::ObligationReady& event);
void obligation_deadline(OrganisationContext& org, const event::ObligationDeadline& event);

}  // namespace kammerspiel::model
