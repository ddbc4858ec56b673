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
        blocks_.emplace_back(Paragraph{of("privacy"), Paragraph::Kind::note});
        for (const char* line : {"name", "agency", "role"}) lines(line, 1);
        blocks_.emplace_back(Heading{2, of("part_one")});
        add_strengths();
        add_improvements();
        lines("missed", 2);
        for (const char* line : {"equipment", "training", "plans"}) lines(line, 2);
        add_agreement();
        lines("more", 4);
    }

   private:
    const PaperWords& words_;
    std::vector<Block>& blocks_;

    std::string of(std::string_view key) const { return words_(fmt::format("feedback.{}", key)); }
    PageTable::Column column(std::string_view key) const { return {of(key), true, true}; }
    void lines(std::string_view key, unsigned count) {
        blocks_.emplace_back(WritingLines{of(key), count});
    }

    void add_strengths() {
        PageTable table;
        table.title = of("strengths");
        table.columns = {column("number"), column("strength")};
        for (std::size_t i = 1; i <= asked_for; ++i) table.rows.push_back({number(i), two_lines});
        blocks_.emplace_back(Table{table, {0.06, 0.94}});
    }

    void add_improvements() {
        PageTable table;
        table.title = of("improvements");
        table.note = of("improvements_note");
        table.columns = {column("number"), column("improvement"), column("action"),
                         column("priority"), column("responsible")};
        for (std::size_t i = 1; i <= asked_for; ++i) {
            table.rows.push_back({number(i), two_lines, "", of("priorities"), ""});
        }
        blocks_.emplace_back(Table{table, {0.06, 0.28, 0.28, 0.2, 0.18}});
    }

    void add_agreement() {
        constexpr std::size_t most = 5;
        blocks_.emplace_back(Heading{2, of("part_two")});
        PageTable table;
        table.note = of("scale");
        table.columns = {column("statement")};
        for (std::size_t i = 1; i <= most; ++i) table.columns.push_back({number(i), true, true});
        for (const char* statement : {"structure", "plausible", "facilitator", "documents", "fit",
                                      "mix", "practice", "preparedness"}) {
            std::vector<std::string> row(most + 1, "☐");
            row.front() = of(fmt::format("statement.{}", statement));
            table.rows.push_back(std::move(row));
        }
        blocks_.emplace_back(Table{table, {0.65, 0.07, 0.07, 0.07, 0.07, 0.07}});
    }

    static std::string number(std::size_t n) { return fmt::format("{}", n); }
};

}  // namespace

Paper feedback_form(const PaperWords& words) {
    Paper paper = words.paper(
        "everybody/feedback-form",
        words("feedback.title", {{"exercise", words.in_language(words.exercise().title)}}),
        Audience::everybody);
    Form(words, paper).write();
    return paper;
}

}  // namespace kammerspiel::report::papers
