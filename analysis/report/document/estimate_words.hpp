#pragma once

#include <functional>
#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/stats/estimate.hpp"

// A figure and how sure it is, in words: one place for all reports.

namespace kammerspiel::report {

/// How the figure itself is written.
using FigureWords = std::function<std::string(double)>;

/// As it is told in a sentence: 574 (16.9 to 1.34 k); the figure alone where it is known.
[[nodiscard]] std::string with_interval(const stats::Estimate& estimate, const Text& text,
                                        const FigureWords& figure);

/// For tables: 12.3 M ±4 % where the interval goes as far to one side as to the other, else with
/// both of its ends: one number would either promise too much on one side or take in a zero that
/// the interval leaves out. `in_share`: the margin as a share of the figure, where it is less.
[[nodiscard]] std::string with_margin(const stats::Estimate& estimate, const Text& text,
                                      const FigureWords& figure, bool in_share);

}  // namespace kammerspiel::report
