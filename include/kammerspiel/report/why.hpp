#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/explain.hpp"

namespace kammerspiel::report {

/// An explanation in words: what was down, what it lacked and would have needed, and how it had
/// come to that, step by step back to the root.
[[nodiscard]] std::string why_in_words(const model::Plan& plan, const model::RunOptions& options,
                                       const model::Explanation& explanation, const Text& text);

/// The same as JSON: a tree of what was lacking, each with its chain of trace records.
[[nodiscard]] std::string why_as_json(const model::Plan& plan, const model::RunOptions& options,
                                      const model::Explanation& explanation);

}  // namespace kammerspiel::report
