#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/comparison.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"

// The comparison of strategies as people and programs read it.

namespace kammerspiel::report {

/// `all`: on a terminal with the figures of every pair (`--statistics`).
[[nodiscard]] Document comparison_document(const ensemble::Comparison& comparison,
                                           const StudyContext& context, const Text& text, bool all);
[[nodiscard]] std::string comparison_as_json(const ensemble::Comparison& comparison,
                                             const StudyContext& context);
/// One line per metric, strategy and figure; the same in every language.
[[nodiscard]] std::string comparison_as_csv(const ensemble::Comparison& comparison,
                                            const StudyContext& context);
/// How services come back: the share of people who have them, by strategy and hour.
[[nodiscard]] std::string comparison_curve_as_csv(const ensemble::Comparison& comparison);

}  // namespace kammerspiel::report
