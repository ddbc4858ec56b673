#pragma once

#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What each option of a decision leads to by the study: a table, or a sentence that says why there
/// is none.
[[nodiscard]] std::vector<Block> consequences(const PaperWords& words,
                                              const scenario::DecisionPoint& decision);

/// Where each option leads to in the world that is played, from the moment on at which players are
/// asked; nothing where no option has a strategy.
[[nodiscard]] std::vector<Block> branches(const PaperWords& words,
                                          const scenario::DecisionPoint& decision);

/// What is said of a play that the world behind the table decides too early.
[[nodiscard]] std::vector<Argument> early_words(const exercise::EarlyPlay& early,
                                                const PaperWords& words);

/// Likewise of a decision that was taken in live play.
[[nodiscard]] std::vector<Block> consequences(const PaperWords& words,
                                              const scenario::DecisionPoint& decision,
                                              const DecisionCost& cost);

}  // namespace kammerspiel::report::papers
