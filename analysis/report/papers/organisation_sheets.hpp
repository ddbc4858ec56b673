#pragma once

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// One page for each organisation that has members: what was out and for how long, against what its
/// operators had set as their aims (the Soll-Ist-Vergleich of BSI-Standard 200-4); duties and
/// dates; what its members felt; and, where there is a study, its means over worlds. The figures
/// are those of the run's report.
[[nodiscard]] Paper organisation_sheets(const PaperWords& words);
/// Each by itself, so that an organisation can be sent its own and nothing of others.
[[nodiscard]] std::vector<Paper> sheet_of_each(const PaperWords& words);

}  // namespace kammerspiel::report::papers
