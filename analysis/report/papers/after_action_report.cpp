#include "analysis/report/papers/after_action_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/papers/consequences.hpp"
#include "analysis/report/papers/evaluated.hpp"
#include "analysis/report/papers/feedback_summary.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::report::papers {
namespace {

using namespace scenario;

class Report {
   public:
    Report(const PaperWords& words, Paper& paper)
        : words_(words),
          material_(words.material()),
          exercise_(words.exercise()),
          seen_(material_.seen),
          blocks_(paper.blocks) {
        for (const Objective& objective : exercise_.objectives) {
            evaluated_.emplace_back(words, objective);
        }
    }

    void write() {
        paragraph(words_("aar.draft"), Paragraph::Kind::note);
        add_overview();
        add_summary();
        add_ratings();
        for (std::size_t o = 0; o < exercise_.objectives.size(); ++o) add_objective(o);
        add_decisions();
        add_log();
        for (Block& block : feedback_blocks(words_)) blocks_.push_back(std::move(block));
        add_unevaluated();
        add_plan();
        add_terms();
        add_people();
    }

   private:
    const PaperWords& words_;
    const ExerciseMaterial& material_;
    const Exercise& exercise_;
    const exercise::WhatWasSeen& seen_;
    std::vector<Block>& blocks_;
    std::vector<Evaluated> evaluated_;  ///< by objective

    void heading(int level, std::string text) {
        blocks_.emplace_back(Heading{level, std::move(text)});
    }
    void paragraph(std::string text, Paragraph::Kind kind = Paragraph::Kind::plain) {
        blocks_.emplace_back(Paragraph{std::move(text), kind});
    }
    PageTable::Column column(std::string_view key, bool is_text = true) const {
        return {words_(key), true, is_text};
    }
    std::string whole(std::size_t number) const {
        return words_.text().whole(static_cast<std::int64_t>(number));
    }
    static std::string joined(const std::vector<std::string>& parts) {
        return fmt::format("{}", fmt::join(parts, "; "));
    }
    std::string or_unnamed(const std::string& text) const {
        return text.empty() ? words_("aar.unnamed") : text;
    }

    void add_overview() {
        Facts facts;
        const auto add = [&](std::string_view key, const std::string& value) {
            if (value.empty()) return;
            facts.rows.emplace_back(words_(key), value);
        };
        add("aar.fact.name", words_(exercise_.title));
        add("aar.fact.type", words_.type(exercise_.type));
        add("aar.fact.date", words_.room_moment(Duration::zero()));
        add("aar.fact.place", words_(exercise_.place));
        add("aar.fact.organiser", words_(exercise_.organiser));
        add("aar.fact.contact", exercise_.contact);
        add("aar.fact.scenario", material_.report.title);
        std::vector<std::string> objectives;
        std::vector<std::string> capabilities;
        for (const Objective& objective : exercise_.objectives) {
            objectives.push_back(words_(objective.title));
            add_new(capabilities, words_(objective.capability));
        }
        add("aar.fact.objectives", joined(objectives));
        add("aar.fact.capabilities", joined(capabilities));
        std::vector<std::string> organisations;
        for (const Participant& one : exercise_.participants) {
            add_new(organisations, words_(one.organisation));
        }
        add("aar.fact.organisations", joined(organisations));
        add("aar.fact.people", people_by_role());
        heading(2, words_("aar.overview"));
        blocks_.emplace_back(std::move(facts));
    }

    static void add_new(std::vector<std::string>& list, const std::string& one) {
        if (one.empty() || std::find(list.begin(), list.end(), one) != list.end()) return;
        list.push_back(one);
    }

    std::string people_by_role() const {
        std::vector<std::pair<Participant::Role, std::size_t>> counts;
        for (const Participant& one : exercise_.participants) {
            const auto known = std::find_if(counts.begin(), counts.end(),
                                            [&](const auto& c) { return c.first == one.role; });
            if (known == counts.end()) {
                counts.emplace_back(one.role, 1);
            } else {
                ++known->second;
            }
        }
        std::vector<std::string> parts;
        for (const auto& count : counts) {
            parts.push_back(words_("aar.role_count", {{"role", words_.role(count.first)},
                                                      {"count", whole(count.second)}}));
        }
        return joined(parts);
    }

    void add_summary() {
        const auto rated =
            std::count_if(evaluated_.begin(), evaluated_.end(),
                          [](const Evaluated& one) { return !one.ratings(std::nullopt).empty(); });
        const auto decided =
            std::count_if(exercise_.decisions.begin(), exercise_.decisions.end(),
                          [&](const DecisionPoint& d) { return !decisions_on(d).empty(); });
        const auto actions =
            std::count_if(seen_.observations.begin(), seen_.observations.end(),
                          [](const exercise::Observation& one) { return !one.action.empty(); });
        heading(2, words_("aar.summary"));
        std::vector<std::string> sentences{
            words_("aar.rated", {{"count", rated},
                                 {"of", whole(exercise_.objectives.size())},
                                 {"observations", whole(seen_.observations.size())}}),
            words_("aar.decided", {{"count", decided}, {"of", whole(exercise_.decisions.size())}}),
            words_("aar.planned", {{"count", actions}})};
        blocks_.emplace_back(List{std::move(sentences)});
        paragraph(words_("aar.world", {{"strategy", material_.report.strategy_title},
                                       {"attacker", material_.report.attacker_title}}));
        blocks_.emplace_back(List{material_.report.summary});
        blocks_.emplace_back(WritingLines{words_("aar.judgement"), 5});
        add_missing();
    }

    void add_missing() {
        std::vector<std::string> missing;
        const auto say = [&](bool is_missing, std::string_view key) {
            if (is_missing) missing.push_back(words_(key));
        };
        const auto say_count = [&](std::int64_t count, std::string_view key) {
            if (count == 0) return;
            missing.push_back(words_(key, {{"count", count}}));
        };
        say(exercise_.objectives.empty(), "aar.missing.objectives");
        say(seen_.observations.empty(), "aar.missing.evaluations");
        say(seen_.log.empty(), "aar.missing.log");
        say(seen_.feedback.empty(), "aar.missing.feedback");
        say(!material_.study, "aar.missing.study");
        std::size_t unrated = 0;
        for (const Evaluated& one : evaluated_) unrated += one.unrated().size();
        say_count(static_cast<std::int64_t>(unrated), "aar.missing.tasks");
        say_count(std::count_if(evaluated_.begin(), evaluated_.end(),
                                [](const Evaluated& one) { return !one.is_rated_as_a_whole(); }),
                  "aar.missing.wholes");
        say_count(std::count_if(
                      seen_.observations.begin(), seen_.observations.end(),
                      [](const exercise::Observation& one) { return one.rating && !counted(one); }),
                  "aar.missing.evidence");
        say_count(std::count_if(seen_.observations.begin(), seen_.observations.end(),
                                [](const exercise::Observation& one) {
                                    return !one.improvement.empty() &&
                                           (one.action.empty() || one.responsible.empty());
                                }),
                  "aar.missing.actions");
        if (missing.empty()) return;
        heading(3, words_("aar.missing"));
        blocks_.emplace_back(List{std::move(missing), List::Kind::boxes});
    }

    void add_ratings() {
        if (exercise_.objectives.empty()) return;
        heading(2, words_("aar.ratings"));
        PageTable table;
        table.note = words_("aar.ratings_note");
        table.columns = {column("aar.column.objective"), column("aar.column.capability"),
                         column("aar.column.rating"), column("aar.column.observations", false)};
        for (std::size_t o = 0; o < exercise_.objectives.size(); ++o) {
            table.rows.push_back(
                {words_(exercise_.objectives[o].title), words_(exercise_.objectives[o].capability),
                 evaluated_[o].rating(), whole(evaluated_[o].observations().size())});
        }
        blocks_.emplace_back(Table{table, {0.28, 0.25, 0.28, 0.19}});
    }

    void add_objective(std::size_t number) {
        const Objective& objective = exercise_.objectives[number];
        const Evaluated& evaluated = evaluated_[number];
        heading(2, words_("evaluation.objective", {{"number", fmt::format("{}", number + 1)},
                                                   {"title", words_(objective.title)}}));
        std::vector<std::string> injects;
        for (const exercise::ScheduledInject* one :
             exercise::injects_for(material_.schedule, objective)) {
            injects.push_back(words_(one->inject.title));
        }
        if (!injects.empty()) paragraph(words_("aar.injects", {{"injects", joined(injects)}}));
        add_tasks(objective, evaluated);
        add_strengths(evaluated);
        add_improvements(evaluated);
    }

    void add_tasks(const Objective& objective, const Evaluated& evaluated) {
        PageTable table;
        table.columns = {column("aar.column.task"), column("aar.column.rating"),
                         column("aar.column.evidence")};
        const auto add = [&](std::string what, std::optional<std::size_t> task) {
            std::vector<std::string> evidence;
            for (const exercise::Observation* one : evaluated.observations()) {
                if (one->task == task && !one->evidence.empty()) evidence.push_back(one->evidence);
            }
            const std::string marks = evaluated.marks(task);
            table.rows.push_back({std::move(what),
                                  marks.empty() ? words_("evaluation.rating.none") : marks,
                                  joined(evidence)});
        };
        for (std::size_t t = 0; t < objective.tasks.size(); ++t) {
            add(words_("evaluation.task", {{"number", fmt::format("{}", t + 1)},
                                           {"task", words_(objective.tasks[t])}}),
                t);
        }
        add(words_("evaluation.whole"), std::nullopt);
        blocks_.emplace_back(Table{table, {0.42, 0.16, 0.42}});
    }

    void add_strengths(const Evaluated& evaluated) {
        std::vector<std::string> strengths;
        for (const exercise::Observation* one : evaluated.observations()) {
            if (one->strength.empty()) continue;
            strengths.push_back(words_("aar.strength", {{"strength", one->strength},
                                                        {"reference", evaluated.reference(*one)}}));
        }
        if (strengths.empty()) {
            blocks_.emplace_back(WritingLines{words_("aar.strengths_open"), 3});
            return;
        }
        heading(3, words_("aar.strengths"));
        blocks_.emplace_back(List{std::move(strengths)});
    }

    void add_improvements(const Evaluated& evaluated) {
        PageTable table;
        table.columns = {column("aar.column.improvement"), column("aar.column.reference"),
                         column("aar.column.analysis")};
        for (const exercise::Observation* one : evaluated.observations()) {
            if (one->improvement.empty()) continue;
            table.rows.push_back({one->improvement, evaluated.reference(*one), one->analysis});
        }
        if (table.rows.empty()) {
            blocks_.emplace_back(WritingLines{words_("aar.improvements_open"), 4});
            return;
        }
        heading(3, words_("aar.improvements"));
        blocks_.emplace_back(Table{table, {0.36, 0.28, 0.36}});
    }

    std::vector<const exercise::LogEntry*> decisions_on(const DecisionPoint& decision) const {
        std::vector<const exercise::LogEntry*> found;
        for (const exercise::LogEntry& entry : seen_.log) {
            const bool is_on_it = entry.kind == exercise::LogEntry::Kind::decision &&
                                  entry.subject == decision.name.text;
            if (is_on_it) found.push_back(&entry);
        }
        return found;
    }

    /// The title of what was chosen; as written where the decision has no such option.
    std::string option(const DecisionPoint& decision, const std::string& name) const {
        for (const auto& one : decision.options) {
            if (one.name.text == name) return words_.option(one);
        }
        return or_unnamed(name);
    }

    void add_decisions() {
        heading(2, words_("aar.decisions"));
        if (exercise_.decisions.empty()) {
            paragraph(words_("aar.no_decisions"), Paragraph::Kind::note);
            return;
        }
        paragraph(material_.is_live ? words_("aar.decision.live")
                                    : words_("aar.decision.played",
                                             {{"strategy", material_.report.strategy_title}}),
                  Paragraph::Kind::truth);
        for (const DecisionPoint& decision : exercise_.decisions) add_decision(decision);
    }

    void add_decision(const DecisionPoint& decision) {
        heading(3, words_(decision.question));
        const auto taken = decisions_on(decision);
        if (taken.empty()) paragraph(words_("aar.decision.none"), Paragraph::Kind::caution);
        for (const exercise::LogEntry* entry : taken) {
            paragraph(words_("aar.decision.taken", {{"time", or_unnamed(entry->time)},
                                                    {"option", option(decision, entry->option)},
                                                    {"by", or_unnamed(entry->by)}}),
                      Paragraph::Kind::answer);
            if (!entry->text.empty()) paragraph(entry->text);
        }
        const auto move = std::find_if(exercise_.moves.begin(), exercise_.moves.end(),
                                       [&](const Move& one) { return one.name == decision.move; });
        if (move != exercise_.moves.end() && move->ground_truth != Localised{}) {
            paragraph(words_("aar.decision.truth", {{"truth", words_(move->ground_truth)}}),
                      Paragraph::Kind::truth);
        }
        const auto cost = std::find_if(
            material_.costs.begin(), material_.costs.end(),
            [&](const DecisionCost& one) { return one.decision == decision.name.text; });
        if (material_.is_live && cost == material_.costs.end()) return;
        paragraph(words_("aar.decision.led_to"));
        for (Block& block : cost != material_.costs.end() ? consequences(words_, decision, *cost)
                                                          : consequences(words_, decision)) {
            blocks_.push_back(std::move(block));
        }
    }

    void add_log() {
        heading(2, words_("aar.log"));
        if (seen_.log.empty()) {
            paragraph(words_("aar.log.none"), Paragraph::Kind::note);
            return;
        }
        PageTable table;
        for (const std::string_view name : exercise::log_columns) {
            table.columns.push_back(
                {words_(fmt::format("evaluation.log.heading.{}", name)), true, true});
        }
        for (const exercise::LogEntry& entry : seen_.log) {
            const auto kind = word_of(entry.kind);
            table.rows.push_back({entry.time, words_(fmt::format("evaluation.log.kind.{}", kind)),
                                  entry.subject, entry.option, entry.by, entry.text});
        }
        blocks_.emplace_back(Table{table, {0.11, 0.15, 0.14, 0.1, 0.16, 0.34}});
    }

    void add_unevaluated() {
        if (exercise_.objectives.empty()) return;
        heading(2, words_("aar.unevaluated"));
        std::vector<std::string> open;
        for (std::size_t o = 0; o < exercise_.objectives.size(); ++o) {
            const Objective& objective = exercise_.objectives[o];
            for (const std::size_t task : evaluated_[o].unrated()) {
                open.push_back(
                    words_("aar.unevaluated_item", {{"objective", words_(objective.title)},
                                                    {"number", fmt::format("{}", task + 1)},
                                                    {"task", words_(objective.tasks[task])}}));
            }
        }
        if (open.empty()) {
            paragraph(words_("aar.unevaluated_none"), Paragraph::Kind::note);
        } else {
            blocks_.emplace_back(List{std::move(open)});
        }
    }

    void add_plan() {
        constexpr std::size_t room = 4;
        const std::string room_to_write = "\u00a0\n\u00a0\n\u00a0";
        blocks_.emplace_back(NewPage{});
        heading(2, words_("aar.plan"));
        PageTable table;
        table.note = words_("aar.plan_note");
        // What belongs together stands in one column: eight would be too narrow for their words.
        const auto both = [](const std::string& one, const std::string& other) {
            return one.empty() || other.empty() ? one + other : one + "\n" + other;
        };
        const auto add_column = [&](std::string_view one, std::string_view other) {
            table.columns.push_back(
                {other.empty() ? words_(one) : both(words_(one), words_(other)), true, true});
        };
        add_column("aar.plan.capability", {});
        add_column("aar.plan.issue", {});
        add_column("aar.plan.action", "aar.plan.element");
        add_column("aar.plan.responsible", "aar.plan.contact");
        add_column("aar.plan.start", "aar.plan.completion");
        for (std::size_t o = 0; o < exercise_.objectives.size(); ++o) {
            for (const exercise::Observation* one : evaluated_[o].observations()) {
                if (one->improvement.empty() && one->action.empty()) continue;
                table.rows.push_back({words_(exercise_.objectives[o].capability), one->improvement,
                                      both(one->action, element(one->element)),
                                      both(one->responsible, one->contact),
                                      both(one->start, one->completion)});
            }
        }
        if (table.rows.empty()) {
            table.rows.assign(room, std::vector<std::string>(table.columns.size()));
            for (auto& row : table.rows) row[1] = room_to_write;
        }
        blocks_.emplace_back(Table{table, {0.22, 0.23, 0.2, 0.2, 0.15}});
    }

    /// In the report's language where it is one of the known ones; else as written.
    std::string element(const std::string& name) const {
        const bool is_known = std::find(exercise::elements.begin(), exercise::elements.end(),
                                        name) != exercise::elements.end();
        return is_known ? words_(fmt::format("evaluation.element.{}", name)) : name;
    }

    void add_terms() {
        heading(2, words_("aar.terms"));
        Facts facts;
        for (const auto& [term, meaning] :
             {std::pair{"aar.term.restart", "aar.term.restart.meaning"},
              {"aar.term.restoration", "aar.term.restoration.meaning"},
              {"aar.term.mtpd", "aar.term.mtpd.meaning"},
              {"aar.term.rto", "aar.term.rto.meaning"},
              {"aar.term.rpo", "aar.term.rpo.meaning"}}) {
            facts.rows.emplace_back(words_(term), words_(meaning));
        }
        blocks_.emplace_back(std::move(facts));
    }

    void add_people() {
        if (exercise_.participants.empty()) return;
        heading(2, words_("aar.people"));
        PageTable table;
        table.columns = {column("aar.column.role"), column("aar.column.name"),
                         column("aar.column.organisation")};
        for (const Participant& one : exercise_.participants) {
            table.rows.push_back(
                {words_.role(one.role), words_(one.name), words_(one.organisation)});
        }
        blocks_.emplace_back(Table{table, {0.3, 0.4, 0.3}});
    }
};

}  // namespace

Paper after_action_report(const PaperWords& words) {
    Paper paper = words.paper("decision-makers/after-action-report",
                              words("aar.title", {{"exercise", words(words.exercise().title)}}),
                              Audience::decision_makers);
    Report(words, paper).write();
    return paper;
}

}  // namespace kammerspiel::report::papers
