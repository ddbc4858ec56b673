#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/estimate.hpp"

// How the answers to questions about a scenario are written for programs.

namespace kammerspiel::report {

using Json = nlohmann::ordered_json;

/// Where the figures come from.
[[nodiscard]] Json json_of(const StudyContext& context);
/// An end that is not bounded is null.
[[nodiscard]] Json json_of(const stats::Estimate& estimate);

/// Empty where it is not finite.
[[nodiscard]] std::string csv_number(double value);

}  // namespace kammerspiel::report
