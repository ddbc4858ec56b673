#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/federation/need_graph.hpp"

namespace kammerspiel::graph {

using federation::NeedGraph;
using federation::NeedNodeId;

/// The level, in parts per million, that a running node has for good once every grace is over:
/// what its needs give it at these `levels`; where that is below `up_from`, at least what a
/// workaround lends that begins by itself and has no limit of time. `without` counts as failed.
[[nodiscard]] std::int32_t lasting_level(const NeedGraph& graph, NeedNodeId node,
                                         const std::vector<std::int32_t>& levels,
                                         std::optional<NeedNodeId> without = {});

}  // namespace kammerspiel::graph
