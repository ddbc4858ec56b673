#pragma once

#include "sim/model/context.hpp"

// `play_done`: a decider hears of it when what it ordered has been carried out (rule 39).

namespace kammerspiel::model {

/// An action of this play is done here; whoever decided it hears of it, if anything waits for it.
void action_is_done(OrganisationContext& org, std::uint32_t play, Cause cause);

/// A restore of the strategy has been ordered. It is carried out once it has begun and every host
/// that it covers here works.
void await_restore(OrganisationContext& org, std::uint32_t restore);

/// Hosts here have come back, or a restore begins.
void look_at_awaited(OrganisationContext& org);

}  // namespace kammerspiel::model
