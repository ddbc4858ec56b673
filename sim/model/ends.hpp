#pragma once

#include "sim/model/context.hpp"

// What is back and what is not, where others wait for it: links that a restore opens, the other end
// of another organisation's link, conditions that watch hosts.

namespace kammerspiel::model {

/// Hosts of a group were lost to use, or all of one are back: whoever waits for that is to see it.
void look_round_later(OrganisationContext& org, Cause cause);
void look_round(OrganisationContext& org);

/// A play has closed the link: a restore that runs there and covers it is to open it.
void link_was_closed(OrganisationContext& org, std::uint32_t link);
/// Links follow the restores that now run; those that `restore` covers are to be opened by it.
void links_follow(OrganisationContext& org, std::uint32_t restore);

void end_asked(OrganisationContext& org, const event::EndAsked& event);
void end_stands(OrganisationContext& org, const event::EndStands& event);

}  // namespace kammerspiel::model
