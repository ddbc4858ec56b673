#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "kammerspiel/ensemble/search.hpp"
#include "kammerspiel/report/study_context.hpp"

// What `sensitivity`, `evidence` and `improve` have in common; how they and comparisons answer.

namespace kammerspiel::cli {

struct QuestionOptions {
    std::string scenario;
    std::string out;
    std::string strategy;
    std::string against;
    std::string metric = "member_hours_lost";
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool json = false;
    bool csv = false;
};

/// SCENARIO, -o, -s, -m, --seed, --threads, --json, --csv.
void add_question(Parser& command, QuestionOptions& options, const Text& text);

/// A scenario, and what is asked of it.
struct Question {
    scenario::Draft draft;
    ensemble::Aim aim;
    report::StudyContext context;
    std::string folder;                   ///< for results
    std::vector<std::string> strategies;  ///< names of all of the scenario's
};

/// Complains about what is wrong and says by `fault` how the program ends then. A metric that is a
/// time has no mean (rule 19) and is refused.
[[nodiscard]] std::optional<Question> ask(const QuestionOptions& options, const char* command,
                                          const Common& common, Status& fault);

/// What is printed: JSON, CSV, or words with where the files are.
struct Answer {
    std::string json;
    std::string csv;
    std::string words;
    std::string written;  ///< where the files are
};
/// What is asked for instead of words.
struct AskedFor {
    bool json = false;
    bool csv = false;
};
void print_answer(const AskedFor& asked, const Answer& answer, const Common& common);

}  // namespace kammerspiel::cli
