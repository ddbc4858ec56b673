#pragma once

#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// Whether `selector` chooses the hosts of this group; a group without hosts is never chosen.
[[nodiscard]] bool selects(const Selector& selector, const Organisation& organisation,
                           const HostGroup& group);

/// Whether it chooses any of the organisation's hosts.
[[nodiscard]] bool selects_any(const Selector& selector, const Organisation& organisation);

}  // namespace kammerspiel::scenario
