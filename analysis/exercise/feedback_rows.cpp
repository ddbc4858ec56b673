#include <fmt/format.h>

#include <charconv>

#include "analysis/exercise/evaluation_rows.hpp"
#include "analysis/exercise/filled_sheet.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::exercise {
namespace {

class Forms {
   public:
    Forms(const sheet::ReadSheet& sheet, Diagnostics& out)
        : rows_(sheet, feedback_columns, "feedback.heading.", "structure", out) {}

    std::vector<Feedback> read() {
        std::vector<Feedback> all;
        for (std::size_t r = rows_.first(); r < rows_.end(); ++r) {
            if (!rows_.is_empty(r, {"form", "role"})) all.push_back(form(r));
        }
        return all;
    }

   private:
    Rows<feedback_columns.size()> rows_;

    Feedback form(std::size_t row) const {
        Feedback one;
        for (std::size_t s = 0; s < feedback_statements.size(); ++s) {
            one.agreement[s] = agreement(row, feedback_statements[s]);
        }
        for (const auto& [column, field] : {std::pair{"role", &Feedback::role},
                                            {"missed", &Feedback::missed},
                                            {"equipment", &Feedback::equipment},
                                            {"training", &Feedback::training},
                                            {"plans", &Feedback::plans},
                                            {"more", &Feedback::more}}) {
            one.*field = rows_(row, column);
        }
        for (std::size_t i = 1; i <= feedback_asked_for; ++i) {
            std::string strength = rows_(row, fmt::format("strength_{}", i));
            if (!strength.empty()) one.strengths.push_back(std::move(strength));
            Feedback::Improvement made{.what = rows_(row, fmt::format("improvement_{}", i)),
                                       .action = rows_(row, fmt::format("action_{}", i)),
                                       .priority = priority(row, fmt::format("priority_{}", i)),
                                       .responsible = rows_(row, fmt::format("responsible_{}", i))};
            if (!made.what.empty() || !made.action.empty()) {
                one.improvements.push_back(std::move(made));
            }
        }
        return one;
    }

    /// A figure from 1 to 5; whatever stands behind it says what it means.
    std::optional<int> agreement(std::size_t row, std::string_view column) const {
        const std::string written = rows_(row, column);
        if (written.empty() || written == "-" || written == "–") return std::nullopt;
        int figure = 0;
        const char* end = written.data() + written.size();
        const auto read = std::from_chars(written.data(), end, figure);
        const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
        const bool is_whole = rest.empty() || rest == ".0" || rest.front() == ' ';
        if (read.ec == std::errc{} && figure >= 1 && figure <= most_agreement && is_whole) {
            return figure;
        }
        rows_.warn(row, column, {"feedback.read.agreement", {{"written", written}}});
        return std::nullopt;
    }

    std::optional<Feedback::Priority> priority(std::size_t row, const std::string& column) const {
        const std::string written = rows_(row, column);
        if (written.empty() || written == "-" || written == "–") return std::nullopt;
        const std::string sought = folded_words(written);
        for (const Feedback::Priority one : Words<Feedback::Priority>::values) {
            for (const Text& text : both()) {
                const std::string word =
                    folded_words(text(fmt::format("feedback.priority.{}", word_of(one))));
                // Of the letter alone the first of a word is meant.
                if (sought == word || sought == word.substr(0, 1)) return one;
            }
        }
        rows_.warn(row, column, {"feedback.read.priority", {{"written", written}}});
        return std::nullopt;
    }
};

}  // namespace

std::vector<Feedback> feedback_in(const sheet::ReadSheet& sheet, Diagnostics& out) {
    return Forms(sheet, out).read();
}

}  // namespace kammerspiel::exercise
