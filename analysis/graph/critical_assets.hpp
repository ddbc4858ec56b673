#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/graph/attack_paths.hpp"

namespace kammerspiel::graph {

/// The kind of asset that a host group is by itself.
[[nodiscard]] std::optional<AssetKind> asset_kind(const federation::HostGroup& group);

/// By organisation: its own members and those of organisations that need something of it directly.
[[nodiscard]] std::vector<std::uint64_t> members_behind(const federation::Federation& federation);

/// By ServiceId: of the host groups that it needs, directly or not, the one that falls first; none
/// where none of them falls. `cost` by HostGroupId; infinite: does not fall. Linear in the
/// federation but for sorting.
[[nodiscard]] std::vector<std::optional<federation::HostGroupId>> weakest_below(
    const federation::Federation& federation, const std::vector<double>& cost);

}  // namespace kammerspiel::graph
