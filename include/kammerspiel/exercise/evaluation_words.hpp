#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/exercise/evaluation.hpp"

// Words that evaluation guides, their sheets and the report on them share.

namespace kammerspiel::exercise {

/// Columns of the evaluation sheet, in its order; their headings: evaluation.heading.…
inline constexpr std::array<std::string_view, 15> evaluation_columns{
    "objective",   "task",        "task_text", "rating",     "evidence",
    "strength",    "improvement", "analysis",  "action",     "element",
    "responsible", "contact",     "start",     "completion", "evaluator"};
/// Those of the log: evaluation.log.heading.…
inline constexpr std::array<std::string_view, 6> log_columns{"time",   "kind", "subject",
                                                             "option", "by",   "text"};
/// Those of the sheet of feedback forms, a row each: feedback.heading.…
inline constexpr std::size_t feedback_asked_for = 3;  ///< strengths, and improvements
inline constexpr int most_agreement = 5;
inline constexpr std::array<std::string_view, 30> feedback_columns{
    "form",          "role",          "structure",     "plausible",     "facilitator",
    "documents",     "fit",           "mix",           "practice",      "preparedness",
    "strength_1",    "strength_2",    "strength_3",    "improvement_1", "action_1",
    "priority_1",    "responsible_1", "improvement_2", "action_2",      "priority_2",
    "responsible_2", "improvement_3", "action_3",      "priority_3",    "responsible_3",
    "missed",        "equipment",     "training",      "plans",         "more"};
/// Capability elements: evaluation.element.…
inline constexpr std::array<std::string_view, 5> elements{"planning", "organisation", "equipment",
                                                          "training", "exercise"};

/// P, S, M, U, N/A
[[nodiscard]] std::string mark(Rating rating, const Text& text);
/// ohne Einschränkungen erfüllt
[[nodiscard]] std::string in_words(Rating rating, const Text& text);
/// What has to be so.
[[nodiscard]] std::string meaning(Rating rating, const Text& text);

}  // namespace kammerspiel::exercise
