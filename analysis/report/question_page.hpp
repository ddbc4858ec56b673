#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/question_context.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What the answers to questions about a scenario have in common: which assumption decides, what to
// find out first, what to do better. Filled with words, laid out for a terminal and as a page.

namespace kammerspiel::report {

struct QuestionTable {
    struct Column {
        std::string heading;
        bool on_terminal = true;  ///< what is wider than a terminal stands in the page alone
    };
    std::string title;
    std::string note;  ///< how to read it; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    bool stresses_first = false;
};

struct QuestionPicture {
    std::string svg;
    std::string caption;
};

struct QuestionPage {
    std::string title;
    std::string of_what;              ///< worlds, seed, metric
    std::vector<std::string> answer;  ///< sentences, what matters most first
    std::vector<QuestionPicture> pictures;
    std::vector<QuestionTable> tables;
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
