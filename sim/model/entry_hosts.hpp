#pragma once

#include <vector>

#include "sim/model/context.hpp"

// Which host of several the attacker enters at, or is known of: drawn by names, so that neither the
// order of a file nor anything that is added moves what is drawn for the others.

namespace kammerspiel::model {

/// One host of the groups; each is as likely. Of the groups the one whose own draw comes first is
/// taken, in a race in which each runs at the speed of its number of hosts.
[[nodiscard]] HostRef drawn_host(const PlanData& plan, const kernel::Draws& draws,
                                 const std::vector<federation::HostGroupId>& groups,
                                 const kernel::NamePrefix& name);

}  // namespace kammerspiel::model
