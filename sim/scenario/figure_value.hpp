#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/scenario/parameter.hpp"

namespace kammerspiel::scenario {

/// A figure taken apart into its numbers, so that values between two others can be formed.
struct FigureValue {
    std::string form;             ///< shape of a distribution, currency, or the word itself
    std::vector<double> numbers;  ///< as written; spans in microseconds
    bool operator==(const FigureValue&) const = default;
};

/// Nothing where the text is not of this unit.
[[nodiscard]] std::optional<FigureValue> read_figure(Unit unit, std::string_view text);

/// As a scenario writes it. Counts and bytes are rounded to whole ones.
[[nodiscard]] std::string write_figure(Unit unit, const FigureValue& value);

/// Digits and unit of an amount of data, e.g. 40 GB.
[[nodiscard]] std::optional<double> read_bytes(std::string_view text);

}  // namespace kammerspiel::scenario
