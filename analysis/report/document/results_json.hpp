#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/ensemble/vocabulary.hpp"
#include "kammerspiel/report/provenance.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What all results for programs have in common: where they come from, and figures that may be
// missing. Names are those of the table of figures (vocabulary.hpp).

namespace kammerspiel::report {

using Json = nlohmann::ordered_json;

/// The first keys of every result.
[[nodiscard]] Json provenance(const Origin& origin);

/// What is not finite is null.
[[nodiscard]] Json finite(double value);
/// A figure with its interval and its status.
[[nodiscard]] Json figure(const stats::Estimate& estimate);
/// Absent: not defined.
[[nodiscard]] Json figure(const std::optional<stats::Estimate>& estimate);
/// Adds a figure without an interval, and beside it why it is missing where it is.
void add_figure(Json& json, std::string_view name, const std::optional<double>& value,
                ensemble::Status if_missing);

/// Empty where it is not finite.
[[nodiscard]] std::string csv_number(double value);
/// `value,low,high,status`.
[[nodiscard]] std::string csv_figure(const stats::Estimate& estimate);
[[nodiscard]] std::string csv_figure(const std::optional<stats::Estimate>& estimate);
/// `,NAME,NAME_low,NAME_high,NAME_status`.
[[nodiscard]] std::string csv_headings(std::string_view name);

}  // namespace kammerspiel::report
