#pragma once

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What everybody who took part fills in after the exercise.
[[nodiscard]] Paper feedback_form(const PaperWords& words);

}  // namespace kammerspiel::report::papers
