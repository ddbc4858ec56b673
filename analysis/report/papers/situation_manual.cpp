#include "analysis/report/papers/situation_manual.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/papers/player_view.hpp"

namespace kammerspiel::report::papers {
namespace {

class Manual {
   public:
    Manual(const PlayerView& view, const PaperWords& words, Paper& paper)
        : view_(view), words_(words), blocks_(paper.blocks) {}

    void whole_exercise() {
        add_overview();
        add_objectives();
        add_rules();
        add_who_needs_whom();
        add_schedule();
        add_people();
        for (const PlayerView::Group& group : view_.groups) add_group(group);
        blocks_.emplace_back(NewPage{});
    }

    void present_move() {
        const PlayerView::MoveView& move = view_.present;
        blocks_.emplace_back(Heading{2, move.title});
        blocks_.emplace_back(
            Facts{{{words_("sitman.room"),
                    words_("sitman.from_to", {{"from", move.begins}, {"to", move.ends}})},
                   {words_("sitman.scenario_time"), move.scenario_begins}}});
        blocks_.emplace_back(Heading{3, words_("sitman.situation")});
        blocks_.emplace_back(Paragraph{move.situation, Paragraph::Kind::message});
        if (!move.key_issues.empty()) {
            blocks_.emplace_back(Heading{3, words_("sitman.key_issues")});
            blocks_.emplace_back(List{move.key_issues});
        }
        add_questions(move);
        add_decisions(move);
        blocks_.emplace_back(WritingLines{words_("sitman.notes"), 5});
    }

   private:
    const PlayerView& view_;
    const PaperWords& words_;
    std::vector<Block>& blocks_;

    static void add_fact(Facts& facts, std::string term, const std::string& value) {
        if (!value.empty()) facts.rows.emplace_back(std::move(term), value);
    }

    void add_overview() {
        Facts facts;
        add_fact(facts, words_("sitman.type"), view_.type);
        add_fact(facts, words_("sitman.when"),
                 words_("sitman.from_to", {{"from", view_.begins}, {"to", view_.ends}}));
        add_fact(facts, words_("sitman.place"), view_.place);
        add_fact(facts, words_("sitman.organiser"), view_.organiser);
        add_fact(facts, words_("sitman.contact"), view_.contact);
        std::vector<std::string> groups;
        for (const PlayerView::Group& group : view_.groups) groups.push_back(group.title);
        add_fact(facts, words_("sitman.groups"), fmt::format("{}", fmt::join(groups, "\n")));
        add_fact(facts, words_("sitman.tlp"), words_("sitman.tlp_meaning", {{"tlp", view_.tlp}}));
        blocks_.emplace_back(Heading{2, words_("sitman.overview")});
        blocks_.emplace_back(facts);
    }

    void add_objectives() {
        PageTable table;
        table.columns = {{words_("sitman.objective"), true, true},
                         {words_("sitman.capability"), true, true}};
        for (const auto& objective : view_.objectives) {
            table.rows.push_back({objective.first, objective.second});
        }
        blocks_.emplace_back(Heading{2, words_("sitman.objectives")});
        blocks_.emplace_back(Table{table, {0.6, 0.4}});
    }

    void add_rules() {
        blocks_.emplace_back(Heading{2, words_("sitman.rules")});
        blocks_.emplace_back(List{{words_("sitman.rule.no_fault"), words_("sitman.rule.roles"),
                                   words_("sitman.rule.given"), words_("sitman.rule.outside"),
                                   words_("sitman.rule.log")}});
        if (view_.assumptions.empty()) return;
        blocks_.emplace_back(Heading{3, words_("sitman.assumptions")});
        blocks_.emplace_back(Paragraph{view_.assumptions});
    }

    void add_schedule() {
        PageTable table;
        table.columns = {{words_("sitman.part"), true, true},
                         {words_("sitman.from"), true, true},
                         {words_("sitman.to"), true, true}};
        for (const PlayerView::Slot& slot : view_.schedule) {
            table.rows.push_back({slot.name, slot.begins, slot.ends});
        }
        table.rows.push_back({words_("sitman.hot_wash"), view_.ends, ""});
        blocks_.emplace_back(Heading{2, words_("sitman.schedule")});
        blocks_.emplace_back(Table{table, {0.6, 0.2, 0.2}});
    }

    void add_people() {
        if (view_.people.empty()) return;
        PageTable table;
        table.columns = {{words_("sitman.name"), true, true},
                         {words_("sitman.role"), true, true},
                         {words_("sitman.group"), true, true},
                         {words_("sitman.organisation"), true, true}};
        std::vector<double> widths{0.28, 0.2, 0.3, 0.22};
        const bool has_contacts =
            std::any_of(view_.people.begin(), view_.people.end(),
                        [](const PlayerView::Person& one) { return !one.contact.empty(); });
        if (has_contacts) {
            table.columns.push_back({words_("sitman.reached"), true, true});
            widths = {0.22, 0.17, 0.24, 0.17, 0.2};
        }
        for (const PlayerView::Person& one : view_.people) {
            table.rows.push_back({one.name, one.role, one.group, one.organisation});
            if (has_contacts) table.rows.back().push_back(one.contact);
        }
        table.note = words_("sitman.people_note");
        blocks_.emplace_back(Heading{2, words_("sitman.people")});
        blocks_.emplace_back(Table{table, widths});
    }

    /// What one group needs to know of its own house, for itself.
    void add_group(const PlayerView::Group& group) {
        if (!group.house || group.house->services.empty()) return;
        blocks_.emplace_back(Heading{
            2, words_("sitman.for_group", {{"group", group.title}, {"name", group.house->name}})});
        PageTable table;
        table.columns = {{words_("sitman.service"), true, true},
                         {words_("sitman.mtpd"), true, true},
                         {words_("sitman.rto"), true, true},
                         {words_("sitman.hangs_on"), true, true}};
        for (const OwnHouse::Service& service : group.house->services) {
            table.rows.push_back({service.title, service.mtpd, service.rto,
                                  service.needs.empty()
                                      ? words_("sitman.own_ground")
                                      : fmt::format("{}", fmt::join(service.needs, ", "))});
        }
        table.note = words_("sitman.aims_note");
        blocks_.emplace_back(Table{table, {0.36, 0.16, 0.16, 0.32}});
    }

    void add_who_needs_whom() {
        std::vector<OwnHouse> houses;
        for (const PlayerView::Group& group : view_.groups) {
            if (group.house) houses.push_back(*group.house);
        }
        blocks_.emplace_back(who_needs_whom(houses, words_));
    }

    void add_questions(const PlayerView::MoveView& move) {
        if (move.questions.empty()) return;
        blocks_.emplace_back(Heading{3, words_("sitman.questions")});
        std::vector<std::string> items;
        for (const auto& question : move.questions) {
            items.push_back(question.group.empty()
                                ? question.text
                                : words_("sitman.question_for",
                                         {{"group", question.group}, {"question", question.text}}));
        }
        blocks_.emplace_back(List{items, List::Kind::numbers});
    }

    void add_decisions(const PlayerView::MoveView& move) {
        for (const auto& decision : move.decisions) {
            blocks_.emplace_back(Heading{3, words_("sitman.decision")});
            blocks_.emplace_back(Paragraph{words_(
                "sitman.decides", {{"group", decision.group}, {"question", decision.question}})});
            std::vector<std::string> options = decision.options;
            options.push_back(words_("sitman.other_option"));
            blocks_.emplace_back(List{options, List::Kind::boxes});
            blocks_.emplace_back(WritingLines{words_("sitman.reason"), 3});
        }
    }
};

}  // namespace

std::vector<Paper> situation_manual(const PaperWords& words) {
    std::vector<Paper> parts;
    for (std::size_t move = 0; move < words.exercise().moves.size(); ++move) {
        const PlayerView view = player_view(words, move);
        Paper paper =
            words.paper(fmt::format("players/situation-manual-{}", move + 1),
                        words("sitman.title", {{"exercise", view.title}}), Audience::players);
        paper.subtitle =
            words(move == 0 ? "sitman.first_part" : "sitman.further_part",
                  {{"number", fmt::format("{}", move + 1)}, {"begins", view.present.begins}});
        Manual manual(view, words, paper);
        if (move == 0) manual.whole_exercise();
        manual.present_move();
        parts.push_back(std::move(paper));
    }
    return parts;
}

}  // namespace kammerspiel::report::papers
