#pragma once

#include "sim/model/context.hpp"

// Duties with a clock: to tell an authority within so many hours (rule 29).

namespace kammerspiel::model {

/// Staff here know more than before.
void knowledge_grew(Here& here, Cause cause);

/// A service here has another level (ppm) than before, or is a channel that works again.
void service_moved(Here& here, std::uint32_t position, std::int32_t level, Cause cause);

void obligation_begins(Here& here, const event::ObligationBegins& event);
void obligation_ready(Here& here, const event::ObligationReady& event);
void obligation_deadline(Here& here, const event::ObligationDeadline& event);

}  // namespace kammerspiel::model
