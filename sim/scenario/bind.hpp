#pragma once

#include "sim/scenario/bind_parts.hpp"
#include "sim/scenario/files.hpp"

// Placed nodes to typed values. Every function goes on after an error.

namespace kammerspiel::scenario {

[[nodiscard]] Scenario bind(const Node& tree, Files& files, const Limits& limits, Diagnostics& out);

[[nodiscard]] std::vector<Organisation> bind_federation(const Node& tree, Files& files,
                                                        const Limits& limits, Diagnostics& out);
[[nodiscard]] AttackerProfile bind_profile(const Node& tree, Diagnostics& out);
[[nodiscard]] Detection bind_detection(const Node& tree, Diagnostics& out);
[[nodiscard]] std::map<HostKind, RecoveryEffort> bind_recovery(const Node& tree, Diagnostics& out);
[[nodiscard]] Strategy bind_strategy(const Name& name, const Node& tree, const Calendar* calendar,
                                     Diagnostics& out);

}  // namespace kammerspiel::scenario
