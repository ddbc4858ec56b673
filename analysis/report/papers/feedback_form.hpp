#pragma once

#include "analysis/report/papers/paper_words.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::report::papers {

/// What everybody who took part fills in after the exercise.
[[nodiscard]] Paper feedback_form(const PaperWords& words);

/// Where the forms are typed in, a row each, for `exercise::read_feedback`.
[[nodiscard]] sheet::SheetTable feedback_sheet(const PaperWords& words);

}  // namespace kammerspiel::report::papers
