#pragma once

#include "analysis/report/papers/paper_words.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::report::papers {

/// What evaluators fill in by hand: objective by objective its critical tasks, when to look, boxes
/// for the rating, room for what was seen and why it was rated so.
[[nodiscard]] Paper evaluation_guide(const PaperWords& words);

/// The same to be filled in as a spreadsheet, which `exercise::read_evaluations` reads back.
[[nodiscard]] sheet::SheetTable evaluation_sheet(const PaperWords& words);
/// The recorder's log, which `exercise::read_log` reads back.
[[nodiscard]] sheet::SheetTable log_sheet(const PaperWords& words);

}  // namespace kammerspiel::report::papers
