#include "analysis/report/papers/feedback_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::report::papers {
namespace {

using exercise::feedback_asked_for;
const char* const two_lines = "\u00a0\n\u00a0";  ///< a cell with room to write by hand

class Form {
   public:
    Form(const PaperWords& words, Paper& paper) : words_(words), blocks_(paper.blocks) {}

    void write() {
        blocks_.emplace_back(Paragraph{words_("feedback.privacy"), Paragraph::Kind::note});
        for (const char* line : {"feedback.name", "feedback.agency", "feedback.role"})
            lines(line, 1);
        blocks_.emplace_back(Heading{2, words_("feedback.part_one")});
        add_strengths();
        add_improvements();
        lines("feedback.missed", 2);
        for (const char* line : {"feedback.equipment", "feedback.training", "feedback.plans"}) {
            lines(line, 2);
        }
        add_agreement();
        lines("feedback.more", 4);
    }

   private:
    const PaperWords& words_;
    std::vector<Block>& blocks_;

    PageTable::Column column(std::string_view key) const { return {words_(key), true, true}; }
    void lines(std::string_view key, unsigned count) {
        blocks_.emplace_back(WritingLines{words_(key), count});
    }

    void add_strengths() {
        PageTable table;
        table.title = words_("feedback.strengths");
        table.columns = {column("feedback.number"), column("feedback.strength")};
        for (std::size_t i = 1; i <= feedback_asked_for; ++i)
            table.rows.push_back({number(i), two_lines});
        blocks_.emplace_back(Table{table, {0.06, 0.94}});
    }

    void add_improvements() {
        PageTable table;
        table.title = words_("feedback.improvements");
        table.note = words_("feedback.improvements_note");
        table.columns = {column("feedback.number"), column("feedback.improvement"),
                         column("feedback.action"), column("feedback.priority"),
                         column("feedback.responsible")};
        for (std::size_t i = 1; i <= feedback_asked_for; ++i) {
            table.rows.push_back({number(i), two_lines, "", words_("feedback.priorities"), ""});
        }
        blocks_.emplace_back(Table{table, {0.06, 0.28, 0.28, 0.2, 0.18}});
    }

    void add_agreement() {
        blocks_.emplace_back(Heading{2, words_("feedback.part_two")});
        PageTable table;
        table.note = words_("feedback.scale");
        table.columns = {column("feedback.statement")};
        for (int i = 1; i <= exercise::most_agreement; ++i) {
            table.columns.push_back({fmt::format("{}", i), true, true});
        }
        for (const std::string_view statement : exercise::feedback_statements) {
            std::vector<std::string> row(exercise::most_agreement + 1, "☐");
            row.front() = words_(fmt::format("feedback.statement.{}", statement));
            table.rows.push_back(std::move(row));
        }
        blocks_.emplace_back(Table{table, {0.65, 0.07, 0.07, 0.07, 0.07, 0.07}});
    }

    static std::string number(std::size_t n) { return fmt::format("{}", n); }
};

}  // namespace

Paper feedback_form(const PaperWords& words) {
    Paper paper =
        words.paper("everybody/feedback-form",
                    words("feedback.title", {{"exercise", words(words.exercise().title)}}),
                    Audience::everybody);
    Form(words, paper).write();
    return paper;
}

sheet::SheetTable feedback_sheet(const PaperWords& words) {
    constexpr std::size_t room = 40;
    constexpr double narrow = 11;
    constexpr double wide = 28;
    sheet::SheetTable sheet;
    sheet.name = words("feedback.sheet");
    sheet.above = {words("feedback.title", {{"exercise", words(words.exercise().title)}}),
                   words("feedback.sheet.rule")};
    std::vector<std::string> priorities;
    for (const auto priority : Words<exercise::Feedback::Priority>::values) {
        priorities.push_back(words(fmt::format("feedback.priority.{}", word_of(priority))));
    }
    std::vector<std::string> scale;
    for (int i = 1; i <= exercise::most_agreement; ++i) scale.push_back(fmt::format("{}", i));
    for (const std::string_view column : exercise::feedback_columns) {
        const auto& statements = exercise::feedback_statements;
        const bool is_scale =
            std::find(statements.begin(), statements.end(), column) != statements.end();
        const bool is_priority = column.starts_with("priority");
        sheet::SheetColumn made{words(fmt::format("feedback.heading.{}", column)),
                                is_scale || is_priority || column == "form" ? narrow : wide,
                                {}};
        if (is_scale) made.choices = scale;
        if (is_priority) made.choices = priorities;
        sheet.columns.push_back(std::move(made));
    }
    sheet.blank_rows = room;
    return sheet;
}

}  // namespace kammerspiel::report::papers
