#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::cli {

/// What is wrong with the scenario at `path`, for programs: editors, pipelines. Described in
/// docs/results.md. `scenario`: null where it cannot be read.
[[nodiscard]] std::string diagnostics_json(const std::string& path,
                                           const scenario::Scenario* scenario,
                                           const Diagnostics& diagnostics, const Text& text);

/// How many errors, warnings and findings left out there are, and the findings as a list.
void add_findings(nlohmann::ordered_json& json, const Diagnostics& diagnostics, const Text& text);

}  // namespace kammerspiel::cli
