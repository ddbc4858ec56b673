#pragma once

#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// The situation for the projector: a deck for each move, which tells nothing of a later one. Each
/// print on A4, a slide a page.
[[nodiscard]] std::vector<Paper> slides(const PaperWords& words);

}  // namespace kammerspiel::report::papers
