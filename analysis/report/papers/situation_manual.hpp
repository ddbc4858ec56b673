#pragma once

#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// For players, a part for each move, handed out when it begins: the first one with what holds for
/// the whole exercise, each with the situation, questions and decisions of its move.
[[nodiscard]] std::vector<Paper> situation_manual(const PaperWords& words);

}  // namespace kammerspiel::report::papers
