#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/plan.hpp"

// Names as scenario files have them, for the positions that runs and figures are asked by. Where
// there is no such name, nothing.

namespace kammerspiel::model {

/// Position in Scenario::strategies, for RunOptions::strategy.
[[nodiscard]] std::optional<std::uint32_t> find_strategy(const Plan& plan, std::string_view name);
/// Position in Scenario::attackers, for RunOptions::attacker.
[[nodiscard]] std::optional<std::uint32_t> find_attacker(const Plan& plan, std::string_view name);
/// Of an organisation's service, as `ihk-ulm/email`: its place in Metrics::services.
[[nodiscard]] std::optional<federation::ServiceId> find_service(const Plan& plan,
                                                                std::string_view name);

}  // namespace kammerspiel::model
