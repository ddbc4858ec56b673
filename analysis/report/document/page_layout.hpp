#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <vector>

#include "kammerspiel/report/page_parts.hpp"

// How the parts of a page are laid out.

namespace kammerspiel::report {

// For a terminal of 100 columns.

/// Lines of a sentence, with an end of line.
[[nodiscard]] std::string paragraph(const std::string& sentence);
[[nodiscard]] std::string bold(const std::string& words, bool colour);
/// Title, rows and note; at most `most` rows.
[[nodiscard]] std::string printed(const PageTable& table, bool colour,
                                  std::size_t most = std::size_t(-1));

// For comparison_table.mustache and the figures of question.html.mustache; what is empty is left
// out.

[[nodiscard]] kainjow::mustache::data tables_of(const std::vector<PageTable>& tables);
[[nodiscard]] kainjow::mustache::data pictures_of(const std::vector<PagePicture>& pictures);
[[nodiscard]] kainjow::mustache::data code_of(const std::string& title, const std::string& code);

}  // namespace kammerspiel::report
