#pragma once

#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What players said in their feedback, put together: how far they agree, what they found strong,
/// what should be better. Nothing where nobody said anything.
[[nodiscard]] std::vector<Block> feedback_blocks(const PaperWords& words);

}  // namespace kammerspiel::report::papers
