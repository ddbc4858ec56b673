#pragma once

#include <string>

#include "analysis/report/comparison/comparison_words.hpp"
#include "kammerspiel/report/document.hpp"

namespace kammerspiel::report::charts {

/// What a picture of a study says in words: what is shown, the finding, and the first figures of
/// each row.
[[nodiscard]] std::string alternative(const Picture& picture, const std::string& what,
                                      const Text& text);

}  // namespace kammerspiel::report::charts
