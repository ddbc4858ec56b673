#pragma once

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// One page for a board: the question, the answer, what it rests on, what is to be decided.
/// Precondition: there is a study.
[[nodiscard]] Paper board_paper(const PaperWords& words);

}  // namespace kammerspiel::report::papers
