#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/model/run.hpp"

// The scenarios that are shipped, loaded once each, and what tests ask of their runs.

namespace kammerspiel::test {

/// Names of the folders in scenarios/, sorted.
[[nodiscard]] std::vector<std::string> shipped_scenarios();

/// A shipped scenario; one that cannot be loaded fails the test with its diagnostics.
[[nodiscard]] const model::Plan& shipped(const std::string& name);

/// One world; strategy and attacker by their names.
[[nodiscard]] model::RunResult play(const model::Plan& plan, std::string_view strategy,
                                    std::string_view attacker, std::uint64_t world = 0);

/// Services of this local name, of one organisation or of all; without a name, all with demand.
[[nodiscard]] std::vector<federation::ServiceId> services(const model::Plan& plan,
                                                          std::string_view name = {},
                                                          std::string_view organisation = {});

/// Member-hours lost, all services, of all causes or of these.
[[nodiscard]] double lost(const model::Plan& plan, const model::Metrics& metrics);
[[nodiscard]] double lost(const model::Plan& plan, const model::Metrics& metrics,
                          std::initializer_list<federation::Loss> causes);

}  // namespace kammerspiel::test
