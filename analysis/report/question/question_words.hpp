#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What the answers to questions about a scenario have in common: which assumption decides, what to
// find out first, what to do better.

namespace kammerspiel::report {

/// The parts that every answer has, in their order: sentences, what matters most first; pictures;
/// tables; how it was made.
struct AnswerParts {
    std::string title;
    std::string of_what;  ///< worlds, seed, metric
    std::vector<std::string> answer;
    Code code = {};  ///< to be copied; may be empty
    std::vector<Picture> pictures = {};
    std::vector<PageTable> tables = {};
    std::vector<std::string> notes = {};
    std::string provenance;
};
/// With what it shows as its caption, too.
[[nodiscard]] Picture captioned(Picture picture);
[[nodiscard]] Document document_of(AnswerParts parts, const Text& text);

/// Figures of a question's metric in a language.
class QuestionWords {
   public:
    QuestionWords(const StudyContext& context, const Text& text) : context_(context), text_(text) {}

    [[nodiscard]] std::string title() const;  ///< of the scenario
    [[nodiscard]] std::string metric() const;
    // Titles in quotation marks, to stand in sentences.
    [[nodiscard]] std::string strategy() const { return asked(0); }
    /// What it is compared with; nothing where its own loss is the answer.
    [[nodiscard]] std::string against() const { return asked(1); }
    /// Of any strategy of the scenario; its name where it is none.
    [[nodiscard]] std::string titled(const std::string& strategy) const;
    [[nodiscard]] std::string quoted(const std::string& strategy) const;
    [[nodiscard]] std::string figure(double value) const;
    [[nodiscard]] std::string figure(const stats::Estimate& estimate) const;
    /// A share's estimate, cut to 0 … 100 %.
    [[nodiscard]] std::string share(const stats::Estimate& estimate) const;
    [[nodiscard]] std::string provenance() const;
    /// “file:line” of a figure
    [[nodiscard]] static std::string place(const scenario::Parameter& parameter);
    [[nodiscard]] const Text& text() const { return text_; }

   private:
    const StudyContext& context_;
    const Text& text_;

    [[nodiscard]] std::string asked(std::size_t number) const;
};

}  // namespace kammerspiel::report
