#include "analysis/report/papers/evaluation_guide.hpp"

#include <fmt/format.h>

#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::report::papers {
namespace {

using namespace scenario;

class Guide {
   public:
    Guide(const PaperWords& words, Paper& paper)
        : words_(words), exercise_(words.exercise()), blocks_(paper.blocks) {}

    void write() {
        add_rules();
        add_person();
        add_ratings();
        if (exercise_.objectives.empty()) {
            blocks_.emplace_back(
                Paragraph{words_("evaluation.no_objectives"), Paragraph::Kind::caution});
        }
        for (std::size_t o = 0; o < exercise_.objectives.size(); ++o) add_objective(o);
        add_decisions();
        add_other_injects();
    }

   private:
    const PaperWords& words_;
    const Exercise& exercise_;
    std::vector<Block>& blocks_;

    void heading(int level, std::string text) {
        blocks_.emplace_back(Heading{level, std::move(text)});
    }
    void lines(std::string_view key, unsigned count) {
        blocks_.emplace_back(WritingLines{words_(key), count});
    }
    PageTable::Column column(std::string_view key) const { return {words_(key), true, true}; }

    void add_rules() {
        heading(2, words_("evaluation.how"));
        std::vector<std::string> rules;
        for (const char* rule :
             {"evaluation.rule.seen", "evaluation.rule.evidence", "evaluation.rule.not_applicable",
              "evaluation.rule.objective", "evaluation.rule.people", "evaluation.rule.quiet"}) {
            rules.push_back(words_(rule));
        }
        blocks_.emplace_back(List{rules});
    }

    void add_person() {
        heading(2, words_("evaluation.you"));
        for (const char* line : {"evaluation.your_name", "evaluation.your_contact",
                                 "evaluation.your_organisation", "evaluation.your_date"}) {
            lines(line, 1);
        }
    }

    void add_ratings() {
        PageTable table;
        table.columns = {column("evaluation.column.short"), column("evaluation.column.word"),
                         column("evaluation.column.meaning")};
        for (const exercise::Rating rating : Words<exercise::Rating>::values) {
            table.rows.push_back({mark(rating, words_.text()), in_words(rating, words_.text()),
                                  meaning(rating, words_.text())});
        }
        heading(2, words_("evaluation.ratings"));
        blocks_.emplace_back(Table{table, {0.1, 0.35, 0.55}});
    }

    void add_objective(std::size_t number) {
        const Objective& objective = exercise_.objectives[number];
        blocks_.emplace_back(NewPage{});
        heading(2, words_("evaluation.objective", {{"number", fmt::format("{}", number + 1)},
                                                   {"title", words_(objective.title)}}));
        blocks_.emplace_back(
            Facts{{{words_("evaluation.capability"), words_(objective.capability)}}});
        add_injects(words_("evaluation.when"), words_("evaluation.no_injects"),
                    exercise::injects_for(words_.material().schedule, objective));
        if (objective.tasks.empty()) {
            blocks_.emplace_back(Paragraph{words_("evaluation.no_tasks"), Paragraph::Kind::note});
        }
        for (std::size_t t = 0; t < objective.tasks.size(); ++t) {
            heading(3, words_("evaluation.task", {{"number", fmt::format("{}", t + 1)},
                                                  {"task", words_(objective.tasks[t])}}));
            add_boxes();
            lines("evaluation.seen", 4);
            lines("evaluation.explanation", 2);
        }
        heading(3, words_("evaluation.whole"));
        add_boxes();
        lines("evaluation.explanation", 3);
        lines("evaluation.strengths", 3);
        lines("evaluation.improvements", 4);
    }

    /// One box for each rating, side by side.
    void add_boxes() {
        PageTable table;
        std::vector<std::string> boxes;
        for (const exercise::Rating rating : Words<exercise::Rating>::values) {
            table.columns.push_back(
                {words_("evaluation.rating.box", {{"short", mark(rating, words_.text())},
                                                  {"word", in_words(rating, words_.text())}}),
                 true, true});
            boxes.emplace_back("☐");
        }
        table.rows.push_back(boxes);
        blocks_.emplace_back(Table{table, {0.2, 0.2, 0.22, 0.19, 0.19}});
    }

    void add_injects(std::string title, std::string none,
                     const std::vector<const exercise::ScheduledInject*>& injects) {
        if (injects.empty()) {
            blocks_.emplace_back(Paragraph{std::move(none), Paragraph::Kind::note});
            return;
        }
        PageTable table;
        table.title = std::move(title);
        table.note = words_("evaluation.when_note");
        table.columns = {column("evaluation.column.move"),     column("evaluation.column.room"),
                         column("evaluation.column.scenario"), column("evaluation.column.inject"),
                         column("evaluation.column.expected"), column("evaluation.column.look_at")};
        for (const exercise::ScheduledInject* one : injects) {
            const Inject& inject = one->inject;
            table.rows.push_back(
                {words_.move_number(one->move), one->real ? words_.room_time(*one->real) : "–",
                 one->scenario ? words_.scenario_moment(*one->scenario) : "–",
                 words_("evaluation.inject_to",
                        {{"title", words_(inject.title)}, {"groups", words_.groups(inject.to)}}),
                 words_(inject.expected_action), words_(inject.evaluation_task)});
        }
        blocks_.emplace_back(Table{table, {0.13, 0.09, 0.15, 0.21, 0.22, 0.2}});
    }

    /// What players decide is what most objectives are about: when, and out of what.
    void add_decisions() {
        if (exercise_.decisions.empty()) return;
        blocks_.emplace_back(NewPage{});
        heading(2, words_("evaluation.decisions"));
        PageTable table;
        table.columns = {column("evaluation.column.move"), column("evaluation.column.group"),
                         column("evaluation.column.question"), column("evaluation.column.options")};
        for (const DecisionPoint& decision : exercise_.decisions) {
            std::vector<std::string> options;
            for (const auto& option : decision.options) options.push_back(words_.option(option));
            table.rows.push_back(
                {words_.move(decision.move),
                 decision.group ? words_.group(*decision.group) : words_.groups({}),
                 words_(decision.question), fmt::format("{}", fmt::join(options, "\n"))});
        }
        table.note = words_("evaluation.decisions_note");
        blocks_.emplace_back(Table{table, {0.2, 0.2, 0.3, 0.3}});
        lines("evaluation.seen", 6);
    }

    void add_other_injects() {
        std::vector<const exercise::ScheduledInject*> others;
        for (const exercise::ScheduledInject& one : words_.material().schedule.injects) {
            const bool is_watched = one.inject.evaluation_task != Localised{} ||
                                    one.inject.expected_action != Localised{};
            if (!one.inject.objective && is_watched) others.push_back(&one);
        }
        if (others.empty()) return;
        blocks_.emplace_back(NewPage{});
        heading(2, words_("evaluation.other_injects"));
        add_injects("", "", others);
        lines("evaluation.seen", 8);
    }
};

double width_of(std::string_view column) {
    constexpr double narrow = 10;
    constexpr double middle = 16;
    constexpr double wide = 34;
    for (const std::string_view one : {"task", "rating", "start", "completion", "time", "kind"}) {
        if (column == one) return narrow;
    }
    for (const std::string_view one :
         {"task_text", "evidence", "strength", "improvement", "analysis", "action", "text"}) {
        if (column == one) return wide;
    }
    return middle;
}

}  // namespace

Paper evaluation_guide(const PaperWords& words) {
    Paper paper =
        words.paper("evaluators/evaluation-guide",
                    words("evaluation.title", {{"exercise", words(words.exercise().title)}}),
                    Audience::evaluators);
    Guide(words, paper).write();
    return paper;
}

sheet::SheetTable evaluation_sheet(const PaperWords& words) {
    constexpr std::size_t room = 30;
    sheet::SheetTable sheet;
    sheet.name = words("evaluation.sheet");
    sheet.above = {words("evaluation.sheet.title", {{"exercise", words(words.exercise().title)}}),
                   words("evaluation.sheet.rule")};
    std::vector<std::string> marks;
    for (const exercise::Rating rating : Words<exercise::Rating>::values) {
        marks.push_back(mark(rating, words.text()));
        sheet.above.push_back(
            words("evaluation.rating.box",
                  {{"short", marks.back()}, {"word", meaning(rating, words.text())}}));
    }
    std::vector<std::string> of_what;
    for (const std::string_view element : exercise::elements) {
        of_what.push_back(words(fmt::format("evaluation.element.{}", element)));
    }
    for (const std::string_view column : exercise::evaluation_columns) {
        sheet::SheetColumn made{
            words(fmt::format("evaluation.heading.{}", column)), width_of(column), {}};
        if (column == "rating") made.choices = marks;
        if (column == "element") made.choices = of_what;
        sheet.columns.push_back(std::move(made));
    }
    for (const Objective& objective : words.exercise().objectives) {
        const auto add = [&](std::string number, std::string task) {
            std::vector<std::string> row{objective.name.text, std::move(number), std::move(task)};
            row.resize(exercise::evaluation_columns.size());
            sheet.rows.push_back(std::move(row));
        };
        for (std::size_t t = 0; t < objective.tasks.size(); ++t) {
            add(fmt::format("{}", t + 1), words(objective.tasks[t]));
        }
        add("", words("evaluation.sheet.whole"));
    }
    sheet.blank_rows = room;
    return sheet;
}

sheet::SheetTable log_sheet(const PaperWords& words) {
    constexpr std::size_t room = 150;
    sheet::SheetTable sheet;
    sheet.name = words("evaluation.log.sheet");
    sheet.above = {words("evaluation.log.title", {{"exercise", words(words.exercise().title)}}),
                   words("evaluation.log.rule")};
    for (const DecisionPoint& decision : words.exercise().decisions) {
        std::vector<std::string> options;
        for (const auto& option : decision.options) options.push_back(option.name.text);
        sheet.above.push_back(words("evaluation.log.decision",
                                    {{"decision", decision.name.text}, {"options", options}}));
    }
    std::vector<std::string> kinds;
    for (const std::string_view kind : Words<exercise::LogEntry::Kind>::list) {
        kinds.push_back(words(fmt::format("evaluation.log.kind.{}", kind)));
    }
    for (const std::string_view column : exercise::log_columns) {
        sheet::SheetColumn made{
            words(fmt::format("evaluation.log.heading.{}", column)), width_of(column), {}};
        if (column == "kind") made.choices = kinds;
        sheet.columns.push_back(std::move(made));
    }
    sheet.blank_rows = room;
    return sheet;
}

}  // namespace kammerspiel::report::papers
