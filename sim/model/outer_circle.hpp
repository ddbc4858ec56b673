#pragma once

#include "sim/model/context.hpp"

// Circles of needs through several organisations (rule 7). Levels that go round by messages only
// ever fall: what was at 60 per cent once would stay there. So when a node of such a circle could
// have more than it has, its organisations work out together how far all of it can go: each takes
// the others' nodes to be full, tells what its own would then have, and comes down with what it is
// told, as levels do. After the time that news take to go round and back, all take over what they
// have come to. Nothing of this is seen before.

namespace kammerspiel::model {

/// Levels here are settled. Begins a round where a node of a circle could have more than before,
/// and goes on with the one that is under way.
void watch_outer_circle(OrganisationContext& org);

void hope_begins(OrganisationContext& org, const event::HopeBegins& event);
void hoped_level(OrganisationContext& org, const event::HopedLevel& event);
void hope_ends(OrganisationContext& org, const event::HopeEnds& event);

/// Whether the real level of a view, told now, was sent before the last round ended: then it knows
/// nothing of what came of that, and a later one is on its way.
[[nodiscard]] bool is_overtaken(const OrganisationContext& org, federation::NodeIndex view);

}  // namespace kammerspiel::model
