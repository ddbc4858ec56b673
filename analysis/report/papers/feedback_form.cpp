#include "analysis/report/papers/feedback_form.hpp"

#include <fmt/format.h>

namespace kammerspiel::report::papers {
namespace {

constexpr std::size_t asked_for = 3;
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
        for (std::size_t i = 1; i <= asked_for; ++i) table.rows.push_back({number(i), two_lines});
        blocks_.emplace_back(Table{table, {0.06, 0.94}});
    }

    void add_improvements() {
        PageTable table;
        table.title = words_("feedback.improvements");
        table.note = words_("feedback.improvements_note");
        table.columns = {column("feedback.number"), column("feedback.improvement"),
                         column("feedback.action"), column("feedback.priority"),
                         column("feedback.responsible")};
        for (std::size_t i = 1; i <= asked_for; ++i) {
            table.rows.push_back({number(i), two_lines, "", words_("feedback.priorities"), ""});
        }
        blocks_.emplace_back(Table{table, {0.06, 0.28, 0.28, 0.2, 0.18}});
    }

    void add_agreement() {
        constexpr std::size_t most = 5;
        blocks_.emplace_back(Heading{2, words_("feedback.part_two")});
        PageTable table;
        table.note = words_("feedback.scale");
        table.columns = {column("feedback.statement")};
        for (std::size_t i = 1; i <= most; ++i) table.columns.push_back({number(i), true, true});
        for (const char* statement :
             {"feedback.statement.structure", "feedback.statement.plausible",
              "feedback.statement.facilitator", "feedback.statement.documents",
              "feedback.statement.fit", "feedback.statement.mix", "feedback.statement.practice",
              "feedback.statement.preparedness"}) {
            std::vector<std::string> row(most + 1, "☐");
            row.front() = words_(statement);
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

}  // namespace kammerspiel::report::papers
