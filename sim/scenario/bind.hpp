#pragma once

#include "sim/scenario/bind_parts.hpp"
#include "sim/scenario/files.hpp"

// Placed nodes to typed values. Every function goes on after an error.

namespace kammerspiel::scenario {

[[nodiscard]] Scenario bind(const Node& tree, Files& files, const Limits& limits, Diagnostics& out);

[[nodiscard]] std::vector<Organisation> bind_federation(const Node& tree, Files& files,
                                                        const Limits& limits, Diagnostics& out);
/// Moments need to know where the scenario's time begins; without a calendar they are only checked.
[[nodiscard]] AttackerProfile bind_profile(const Node& tree, const Calendar* calendar,
                                           Diagnostics& out);
[[nodiscard]] std::optional<Forensics> bind_forensics(const Fields& detection);
/// Pools, dates, obligations, valuation, and what people use.
void bind_people(const Fields& fields, const Calendar* calendar, Scenario& scenario);
[[nodiscard]] Detection bind_detection(const Node& tree, Diagnostics& out);
[[nodiscard]] std::map<HostKind, RecoveryEffort> bind_recovery(const Node& tree, Diagnostics& out);
[[nodiscard]] Strategy bind_strategy(const Name& name, const Node& tree, const Calendar* calendar,
                                     Diagnostics& out);

}  // namespace kammerspiel::scenario
