#pragma once

#include <vector>

#include "kammerspiel/federation/federation.hpp"

namespace kammerspiel::federation {

/// Whether `selector` chooses the hosts of `group`.
[[nodiscard]] bool matches(const Federation& federation, const scenario::Selector& selector,
                           HostGroupId group);

/// The host groups that `selector` chooses, ascending. Groups without hosts are left out.
[[nodiscard]] std::vector<HostGroupId> select(const Federation& federation,
                                              const scenario::Selector& selector);

/// The same by HostGroupId: whether it is chosen.
[[nodiscard]] std::vector<bool> chosen(const Federation& federation,
                                       const scenario::Selector& selector);

}  // namespace kammerspiel::federation
