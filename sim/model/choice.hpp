#pragma once

#include "sim/model/operation.hpp"

// What the attacker's hands do next: the attempt that leaves the fewest steps to the first goal to
// which anything leads that has not been found closed.

namespace kammerspiel::model {

/// Whether it holds a host of the group with at least so much.
[[nodiscard]] bool holds(const OperationContext& operation, federation::HostGroupId group,
                         Integrity integrity);

/// Whether it controls a host of one of these groups within the organisation.
[[nodiscard]] bool controls_any(const OperationContext& operation, const std::vector<bool>& groups,
                                federation::OrganisationId within);

/// The same for every hand until something is won, lost or learnt. Fewest steps to the goal win; of
/// equals, the route, the earliest holding and the group in the order of names: no chance in it.
[[nodiscard]] const std::optional<OperationState::Intent>& intent(OperationContext& operation);

}  // namespace kammerspiel::model
