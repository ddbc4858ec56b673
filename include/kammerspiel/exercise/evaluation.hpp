#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/scenario/exercise.hpp"

// What was seen during an exercise, as evaluators and the recorder have written it down.

namespace kammerspiel::exercise {

/// Of a critical task or an objective, in the manner of HSEEP.
enum class Rating {
    without_challenges,     ///< P: met, no negative effect on other activities
    with_some_challenges,   ///< S: met; effectiveness or efficiency could improve
    with_major_challenges,  ///< M: met, but other activities suffered
    not_met,                ///< U
    not_applicable,         ///< N/A
};
constexpr auto vocabulary(Rating) {
    using enum Rating;
    return std::array{Word{without_challenges, "without_challenges"},
                      Word{with_some_challenges, "with_some_challenges"},
                      Word{with_major_challenges, "with_major_challenges"},
                      Word{not_met, "not_met"}, Word{not_applicable, "not_applicable"}};
}

/// A line of an evaluation guide that was filled in. Everything but the objective may be empty.
struct Observation {
    std::string objective;            ///< name
    std::optional<std::size_t> task;  ///< position in Objective::tasks; absent: the whole objective
    std::optional<Rating> rating;
    std::string evidence;  ///< what was seen; without it a rating does not count
    std::string strength;
    std::string improvement;  ///< area for improvement
    std::string analysis;     ///< why it was so
    std::string action;       ///< corrective action
    std::string element;      ///< planning, organisation, equipment, training, exercise
    std::string responsible;
    std::string contact;
    std::string start, completion;  ///< as written
    std::string evaluator;
};

/// A line of the recorder's log.
struct LogEntry {
    enum class Kind { inject, decision, action, observation, note };
    std::string time;  ///< on the room's clock, as written
    Kind kind = Kind::note;
    std::string subject;  ///< name of an inject or decision point; may be empty
    std::string option;   ///< of a decision: the name of what was chosen; may be empty
    std::string by;
    std::string text;
};
constexpr auto vocabulary(LogEntry::Kind) {
    using enum LogEntry::Kind;
    return std::array{Word{inject, "inject"}, Word{decision, "decision"}, Word{action, "action"},
                      Word{observation, "observation"}, Word{note, "note"}};
}

/// What players say at the end how far they agree with, in the order of the form.
inline constexpr std::array<std::string_view, 8> feedback_statements{
    "structure", "plausible", "facilitator", "documents", "fit", "mix", "practice", "preparedness"};

/// A feedback form that a player has filled in; all of it may be empty. Names are never read.
struct Feedback {
    enum class Priority { high, medium, low };
    struct Improvement {
        std::string what;
        std::string action;
        std::optional<Priority> priority;
        std::string responsible;
    };
    /// By statement: 1 (not at all) to 5 (fully).
    std::array<std::optional<int>, feedback_statements.size()> agreement;
    std::string role;
    std::vector<std::string> strengths;
    std::vector<Improvement> improvements;
    std::string missed, equipment, training, plans, more;
};
constexpr auto vocabulary(Feedback::Priority) {
    using enum Feedback::Priority;
    return std::array{Word{high, "high"}, Word{medium, "medium"}, Word{low, "low"}};
}

struct WhatWasSeen {
    std::vector<Observation> observations;
    std::vector<LogEntry> log;
    std::vector<Feedback> feedback;
    [[nodiscard]] bool is_empty() const {
        return observations.empty() && log.empty() && feedback.empty();
    }
};

/// The rating, where there is evidence for it.
[[nodiscard]] std::optional<Rating> counted(const Observation& observation);

/// Reads evaluation sheets that were filled in, as XLSX or CSV: headings in English or German and
/// in any order, ratings as letter or in full. What a row lacks is said with row, column and hint;
/// the other rows are read all the same.
[[nodiscard]] std::vector<Observation> read_evaluations(const std::filesystem::path& file,
                                                        const scenario::Exercise& exercise,
                                                        Diagnostics& out);
/// Likewise feedback forms, a row each: those of paper, typed in, or of a form on the web.
[[nodiscard]] std::vector<Feedback> read_feedback(const std::filesystem::path& file,
                                                  Diagnostics& out);
/// Likewise the recorder's log.
[[nodiscard]] std::vector<LogEntry> read_log(const std::filesystem::path& file,
                                             const scenario::Exercise& exercise, Diagnostics& out);

}  // namespace kammerspiel::exercise
