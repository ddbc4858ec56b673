#pragma once

#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What each option of a decision leads to by the study: a table, or a sentence that says why there
/// is none.
[[nodiscard]] std::vector<Block> consequences(const PaperWords& words,
                                              const scenario::DecisionPoint& decision);

/// Likewise of a decision that was taken in live play.
[[nodiscard]] std::vector<Block> consequences(const PaperWords& words,
                                              const scenario::DecisionPoint& decision,
                                              const DecisionCost& cost);

}  // namespace kammerspiel::report::papers
