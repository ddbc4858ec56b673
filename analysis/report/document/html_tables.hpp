#pragma once

#include <kainjow/mustache.hpp>

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// A list for a template: one entry with `text` for each sentence.
[[nodiscard]] kainjow::mustache::data sentences(const std::vector<std::string>& all);

/// For a part of a template that is left out where there are no words: an empty text would not
/// leave it out, and a name that is not set would be looked for further out.
[[nodiscard]] kainjow::mustache::data if_any(const std::string& words);

/// The tables by service, region and organisation, their common headings and the legend of the
/// causes, put into `page`.
void add_tables(const RunReport& report, const Text& text, kainjow::mustache::data& page);

}  // namespace kammerspiel::report
