#pragma once

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// Two pages for decision makers: the question, the answer with its uncertainty, three charts, and
/// what the answer depends on. Precondition: there is a study.
[[nodiscard]] Paper strategy_comparison(const PaperWords& words);

}  // namespace kammerspiel::report::papers
