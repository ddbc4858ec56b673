#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

// Which rank has which organisation.

namespace kammerspiel::cluster {

/// By organisation. Ranks get about as many nodes each, and few organisations need something of
/// another rank's. Hangs on the federation and the number of ranks alone; what comes of a run hangs
/// on neither.
[[nodiscard]] std::vector<std::uint16_t> partition(const federation::Federation& federation,
                                                   std::size_t ranks);

/// Views of nodes of another rank's organisations: what the partition cuts.
[[nodiscard]] std::size_t views_cut(const federation::Federation& federation,
                                    const std::vector<std::uint16_t>& rank_of);

}  // namespace kammerspiel::cluster
