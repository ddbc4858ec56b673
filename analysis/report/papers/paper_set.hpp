#pragma once

#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// Every paper that can be made: those of an exercise where there is one, the comparison where
/// there is a study.
[[nodiscard]] std::vector<Paper> paper_set(const PaperWords& words);

}  // namespace kammerspiel::report::papers
