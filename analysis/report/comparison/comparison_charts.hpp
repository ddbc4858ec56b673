#pragma once

#include <string>

#include "analysis/report/comparison/comparison_words.hpp"

// The pictures of a comparison, as SVG. Strategies come in the order of the ranking.

namespace kammerspiel::report {

/// The spread of the leading metric over worlds: 5–95 % thin, 25–75 % thick, median as a mark.
[[nodiscard]] std::string distribution_chart(const ensemble::Comparison& comparison,
                                             const ComparisonWords& words);
/// The same of the differences to the best one in the same worlds, with a line at zero.
[[nodiscard]] std::string difference_chart(const ensemble::Comparison& comparison,
                                           const ComparisonWords& words);
/// Share of people who have their services over time, a panel for each strategy: median and 80 %
/// band.
[[nodiscard]] std::string restoration_chart(const ensemble::Comparison& comparison,
                                            const ComparisonWords& words, Duration horizon);
/// The leading metric against the next one: what lies to the lower left is better.
[[nodiscard]] std::string front_chart(const ensemble::Comparison& comparison,
                                      const ComparisonWords& words);
/// The loss with whatever strategy is best, as each attacker's prior goes from 0 to 1 and the
/// others keep their proportions: at the ends stands which strategy that is.
[[nodiscard]] std::string priors_chart(const ensemble::Comparison& comparison,
                                       const ComparisonWords& words);
/// What each strategy loses more than the right one, against each attacker.
[[nodiscard]] std::string regret_chart(const ensemble::Comparison& comparison,
                                       const ComparisonWords& words);

}  // namespace kammerspiel::report
