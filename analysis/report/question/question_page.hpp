#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/page_parts.hpp"
#include "kammerspiel/report/question_context.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What the answers to questions about a scenario have in common: which assumption decides, what to
// find out first, what to do better. Filled with words, laid out for a terminal and as a page.

namespace kammerspiel::report {

struct QuestionPage {
    std::string title;
    std::string of_what;              ///< worlds, seed, metric
    std::vector<std::string> answer;  ///< sentences, what matters most first
    std::vector<PagePicture> pictures;
    std::vector<PageTable> tables;
    std::string code_title;
    std::string code;                ///< to be copied; may be empty
    std::vector<std::string> notes;  ///< how it was made
    std::string provenance;
};

/// For a terminal of 100 columns.
[[nodiscard]] std::string in_words(const QuestionPage& page, bool colour);
/// Self-contained; prints on A4.
[[nodiscard]] std::string as_html(const QuestionPage& page, const Text& text);

/// Figures of a question's metric in a language.
class QuestionWords {
   public:
    QuestionWords(const QuestionContext& context, const Text& text)
        : context_(context), text_(text) {}

    [[nodiscard]] std::string title() const;  ///< of the scenario
    [[nodiscard]] std::string metric() const;
    [[nodiscard]] std::string figure(double value) const;
    [[nodiscard]] std::string figure(const stats::Estimate& estimate) const;
    /// A share's estimate, cut to 0 … 100 %.
    [[nodiscard]] std::string share(const stats::Estimate& estimate) const;
    [[nodiscard]] std::string provenance() const;
    /// “file:line” of a figure
    [[nodiscard]] static std::string place(const scenario::Parameter& parameter);
    [[nodiscard]] const Text& text() const { return text_; }

   private:
    const QuestionContext& context_;
    const Text& text_;
};

}  // namespace kammerspiel::report
