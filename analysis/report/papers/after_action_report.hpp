#pragma once

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What came of the exercise, drafted from log, evaluations and simulation, with the improvement
/// plan. There is one as soon as the exercise ends, whatever was filled in: it says what is
/// missing.
[[nodiscard]] Paper after_action_report(const PaperWords& words);

}  // namespace kammerspiel::report::papers
