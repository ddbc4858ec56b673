#include "analysis/report/papers/handbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/papers/consequences.hpp"
#include "analysis/report/papers/truth_and_knowledge.hpp"
#include "analysis/report/run/timeline.hpp"

namespace kammerspiel::report::papers {
namespace {

using namespace scenario;

class Handbook {
   public:
    Handbook(const PaperWords& words, Paper& paper)
        : words_(words),
          material_(words.material()),
          exercise_(words.exercise()),
          blocks_(paper.blocks) {}

    void write() {
        add_overview();
        add_procedures();
        add_schedule();
        add_world();
        for (std::size_t m = 0; m < exercise_.moves.size(); ++m) add_move(m);
        add_afterwards();
        add_pictures();
        add_debrief();
    }

   private:
    const PaperWords& words_;
    const ExerciseMaterial& material_;
    const Exercise& exercise_;
    std::vector<Block>& blocks_;

    void heading(int level, std::string text) {
        blocks_.emplace_back(Heading{level, std::move(text)});
    }
    std::string whole(std::uint64_t number) const {
        return words_.text().whole(static_cast<std::int64_t>(number));
    }
    static void add_fact(Facts& facts, std::string term, const std::string& value) {
        if (!value.empty()) facts.rows.emplace_back(std::move(term), value);
    }

    void add_overview() {
        Facts facts;
        const Move& last = exercise_.moves.back();
        add_fact(facts, words_("sitman.type"), words_.type(exercise_.type));
        add_fact(facts, words_("sitman.when"),
                 words_("sitman.from_to", {{"from", words_.room_moment(Duration::zero())},
                                           {"to", words_.room_time(last.begins + last.takes)}}));
        add_fact(facts, words_("sitman.place"), words_(exercise_.place));
        add_fact(facts, words_("sitman.organiser"), words_(exercise_.organiser));
        add_fact(facts, words_("sitman.contact"), exercise_.contact);
        heading(2, words_("sitman.overview"));
        blocks_.emplace_back(facts);
        PageTable people;
        people.columns = {{words_("sitman.role"), true, true},
                          {words_("sitman.name"), true, true},
                          {words_("sitman.group"), true, true},
                          {words_("sitman.organisation"), true, true},
                          {words_("handbook.contact"), true, true}};
        for (const Participant& one : exercise_.participants) {
            people.rows.push_back({words_.role(one.role), words_(one.name),
                                   one.group ? words_.group(*one.group) : "",
                                   words_(one.organisation), one.contact});
        }
        blocks_.emplace_back(Table{people, {0.17, 0.22, 0.22, 0.17, 0.22}});
    }

    void add_procedures() {
        heading(2, words_("handbook.procedures"));
        std::vector<std::string> rules;
        for (const char* rule :
             {"handbook.rule.start", "handbook.rule.words", "handbook.rule.pause",
              "handbook.rule.contingency", "handbook.rule.bridge", "handbook.rule.adhoc",
              "handbook.rule.skip", "handbook.rule.real", "handbook.rule.end"}) {
            rules.push_back(words_(rule));
        }
        blocks_.emplace_back(List{rules});
    }

    void add_schedule() {
        PageTable table;
        table.columns = {{words_("handbook.schedule.part"), true, true},
                         {words_("handbook.schedule.room"), true, true},
                         {words_("handbook.schedule.scenario"), true, true},
                         {words_("handbook.schedule.pace"), true, true},
                         {words_("handbook.schedule.injects"), true, false}};
        for (std::size_t m = 0; m < exercise_.moves.size(); ++m) {
            const Move& move = exercise_.moves[m];
            std::size_t injects = 0;
            for (const auto& one : material_.schedule.injects) injects += one.move == m ? 1 : 0;
            const Duration end = move.begins + move.takes;
            table.rows.push_back(
                {words_.move_title(m),
                 words_("sitman.from_to",
                        {{"from", words_.room_time(move.begins)}, {"to", words_.room_time(end)}}),
                 words_("sitman.from_to",
                        {{"from", words_.scenario_moment(move.scenario)},
                         {"to", words_.scenario_moment(exercise::scenario_time(move, end))}}),
                 words_("handbook.pace", {{"pace", pace_of(move)}}), whole(injects)});
        }
        heading(2, words_("sitman.schedule"));
        blocks_.emplace_back(Table{table, {}});
    }

    std::string pace_of(const Move& move) const {
        const bool is_whole = std::round(move.pace) == move.pace;
        return words_.text().number(move.pace, is_whole ? 0 : 1);
    }

    void add_world() {
        const RunReport& report = material_.report;
        heading(2, words_("handbook.world"));
        blocks_.emplace_back(Paragraph{
            words_("handbook.world_is", {{"strategy", report.strategy_title},
                                         {"attacker", report.attacker_title},
                                         {"world", fmt::format("{}", report.provenance.world)}}),
            Paragraph::Kind::truth});
        if (report.hosts.destroyed_before_start > 0) {
            blocks_.emplace_back(
                Paragraph{words_("papers.wrong_world",
                                 {{"world", fmt::format("{}", report.provenance.world)},
                                  {"count", whole(report.hosts.destroyed_before_start)}}),
                          Paragraph::Kind::caution});
        }
        for (const exercise::EarlyPlay& one : material_.early) {
            blocks_.emplace_back(Paragraph{words_("papers.early_play", early_words(one, words_)),
                                           Paragraph::Kind::caution});
        }
        for (const std::string& alarm : report.alarms) {
            blocks_.emplace_back(Paragraph{alarm, Paragraph::Kind::caution});
        }
        blocks_.emplace_back(List{report.summary});
        for (const std::string& caution : report.cautions) {
            blocks_.emplace_back(Paragraph{caution, Paragraph::Kind::note});
        }
    }

    void add_move(std::size_t number) {
        const Move& move = exercise_.moves[number];
        blocks_.emplace_back(NewPage{});
        heading(2, words_.move_title(number));
        heading(3, words_("handbook.told"));
        blocks_.emplace_back(Paragraph{words_(move.situation), Paragraph::Kind::message});
        add_truth(move);
        add_issues(move);
        add_injects(number);
        for (const DecisionPoint& decision : exercise_.decisions) {
            if (decision.move == move.name) add_decision(decision);
        }
        blocks_.emplace_back(WritingLines{words_("handbook.observations"), 4});
    }

    /// What is so beside what players can know, at the move's beginning and its end.
    void add_truth(const Move& move) {
        heading(3, words_("handbook.truth"));
        if (const std::string truth = words_(move.ground_truth); !truth.empty()) {
            blocks_.emplace_back(Paragraph{truth, Paragraph::Kind::truth});
        }
        const SimTime end = exercise::scenario_time(move, move.begins + move.takes);
        const TruthAndKnowledge before = state_at(material_, move.scenario);
        const TruthAndKnowledge after = state_at(material_, end);
        PageTable table;
        table.title = words_("handbook.so_far");
        table.columns = {{words_("handbook.side"), true, true},
                         {words_("handbook.what"), true, true},
                         {words_.scenario_moment(move.scenario)},
                         {words_.scenario_moment(end)}};
        const auto add = [&](const char* side, const char* what, std::uint64_t first,
                             std::uint64_t last) {
            if (last == 0) return;  // nothing has happened that could be told
            table.rows.push_back({words_(side), words_(what), whole(first), whole(last)});
        };
        add("handbook.side.truth", "handbook.state.compromised", before.compromised,
            after.compromised);
        add("handbook.side.truth", "handbook.state.destroyed", before.destroyed, after.destroyed);
        add("handbook.side.known", "handbook.state.alerts", before.alerts, after.alerts);
        add("handbook.side.known", "handbook.state.confirmed", before.confirmed, after.confirmed);
        add("handbook.side.known", "handbook.state.noticed", before.noticed, after.noticed);
        add("handbook.side.both", "handbook.state.switched_off", before.switched_off,
            after.switched_off);
        table.rows.push_back(
            {words_("handbook.side.both"),
             words_("handbook.state.services", {{"people", material_.report.people_many}}),
             words_.text().percent(before.services_up), words_.text().percent(after.services_up)});
        table.note = words_("handbook.so_far_note");
        blocks_.emplace_back(Table{table, {0.2, 0.4, 0.2, 0.2}});
        add_timeline(move.scenario, end, words_("handbook.happens"), 25);
    }

    /// Organisations by their names, where a world's own story has their ids: gfi/uplink becomes
    /// IHK-GfI, uplink.
    std::string with_names(std::string_view what) const {
        constexpr std::string_view in_id = "abcdefghijklmnopqrstuvwxyz0123456789-";
        std::string told;
        for (std::size_t at = 0; at < what.size();) {
            const std::size_t end = std::min(what.find_first_not_of(in_id, at), what.size());
            if (end == at) {
                told += what[at++];
                continue;
            }
            const std::string_view word = what.substr(at, end - at);
            // An id may be a word like any other; here it is one where it says where.
            const bool is_place = (end < what.size() && what[end] == '/') || told.ends_with('(') ||
                                  told.ends_with(": ");
            at = end;
            const auto id =
                is_place ? material_.plan.federation().find_organisation(word) : std::nullopt;
            if (!id) {
                told += word;
                continue;
            }
            told += material_.plan.federation().of(*id).name;
            if (at < what.size() && what[at] == '/') {
                told += ", ";
                ++at;
            }
        }
        return told;
    }

    /// Told anew of what happens between the two: the rows of the whole run sum up over months.
    void add_timeline(SimTime from, SimTime to, const std::string& title, std::size_t most) {
        model::RunResult part;
        part.metrics = material_.world.metrics;
        for (const model::TraceRecord& record : material_.world.trace) {
            if (record.key.at() >= from && record.key.at() <= to) part.trace.push_back(record);
        }
        PageTable table;
        table.title = title;
        table.columns = {{words_("handbook.when"), true, true},
                         {words_("handbook.side"), true, true},
                         {words_("handbook.what"), true, true}};
        std::size_t left_out = 0;
        for (const TimelineRow& row :
             make_timeline(material_.plan, material_.options, part, words_.text())) {
            if (row.at < from || row.at > to) continue;
            if (table.rows.size() == most) {
                ++left_out;
                continue;
            }
            const char* side = row.side == Side::truth       ? "handbook.side.truth"
                               : row.side == Side::knowledge ? "handbook.side.known"
                                                             : "handbook.side.both";
            table.rows.push_back({row.when, words_(side), with_names(row.what)});
        }
        if (left_out > 0) {
            table.note =
                words_("handbook.more_rows", {{"count", static_cast<std::int64_t>(left_out)}});
        }
        blocks_.emplace_back(Table{table, {0.2, 0.2, 0.6}});
    }

    /// So that nobody takes the last move's state for the end: what comes back, and what strikes
    /// again.
    void add_afterwards() {
        const Move& last = exercise_.moves.back();
        const SimTime from = exercise::scenario_time(last, last.begins + last.takes);
        if (from >= material_.world.metrics.end) return;
        heading(2, words_("handbook.afterwards"));
        add_timeline(from, material_.world.metrics.end, words_("handbook.afterwards_happens"), 15);
    }

    void add_issues(const Move& move) {
        std::vector<std::string> issues;
        for (const Localised& issue : move.key_issues) issues.push_back(words_(issue));
        if (!issues.empty()) {
            heading(3, words_("sitman.key_issues"));
            blocks_.emplace_back(List{issues});
        }
        if (move.questions.empty()) return;
        std::vector<std::string> questions;
        for (const Move::Question& question : move.questions) {
            questions.push_back(words_(
                "sitman.question_for",
                {{"group", question.group ? words_.group(*question.group) : words_.groups({})},
                 {"question", words_(question.text)}}));
        }
        heading(3, words_("sitman.questions"));
        blocks_.emplace_back(List{questions, List::Kind::numbers});
    }

    std::string time_of(const exercise::ScheduledInject& one) const {
        if (!one.real) return words_(one.scenario ? "handbook.later" : "handbook.never");
        return words_.room_time(*one.real);
    }

    void add_injects(std::size_t number) {
        bool is_first = true;
        std::size_t card = 0;  // its number on cards and its row in the list
        for (const exercise::ScheduledInject& one : material_.schedule.injects) {
            ++card;
            if (one.move != number) continue;
            if (is_first) heading(3, words_("handbook.injects"));
            is_first = false;
            const Inject& inject = one.inject;
            heading(4, words_("handbook.inject", {{"number", fmt::format("{}", card)},
                                                  {"time", time_of(one)},
                                                  {"title", words_(inject.title)}}));
            if (!inject.message.en.empty() || !inject.message.de.empty()) {
                blocks_.emplace_back(Paragraph{words_(inject.message), Paragraph::Kind::message});
            }
            blocks_.emplace_back(facts_of(one));
        }
    }

    Facts facts_of(const exercise::ScheduledInject& one) const {
        const Inject& inject = one.inject;
        Facts facts;
        add_fact(facts, words_("handbook.fact.type"),
                 words_("handbook.type_and_mode", {{"type", words_.inject_type(inject.type)},
                                                   {"mode", words_.mode(inject.mode)},
                                                   {"status", words_.status(inject.status)}}));
        add_fact(facts, words_("handbook.fact.scenario"),
                 one.scenario ? words_.scenario_moment(*one.scenario) : "");
        add_fact(facts, words_("handbook.fact.due"),
                 one.due_before ? words_.scenario_moment(*one.due_before) : "");
        add_fact(facts, words_("handbook.fact.from"), words_(inject.from));
        add_fact(facts, words_("handbook.fact.to"), words_.groups(inject.to));
        if (inject.contingency_for) {
            add_fact(facts, words_("handbook.fact.contingency"),
                     title_of_inject(*inject.contingency_for));
        }
        add_fact(facts, words_("handbook.fact.attachments"),
                 fmt::format("{}", fmt::join(inject.attachments, ", ")));
        add_fact(facts, words_("handbook.fact.expected"), words_(inject.expected_action));
        if (inject.objective) {
            add_fact(facts, words_("handbook.fact.objective"), words_.objective(*inject.objective));
        }
        add_fact(facts, words_("handbook.fact.evaluation"), words_(inject.evaluation_task));
        add_fact(facts, words_("handbook.fact.controller"), words_(inject.controller));
        add_fact(facts, words_("handbook.fact.notes"), words_(inject.notes));
        return facts;
    }

    /// With its number on the card, by which people speak of it.
    std::string title_of_inject(const Name& name) const {
        std::size_t card = 0;
        for (const exercise::ScheduledInject& one : material_.schedule.injects) {
            ++card;
            if (one.inject.name != name) continue;
            return words_("handbook.inject_number", {{"number", fmt::format("{}", card)},
                                                     {"title", words_(one.inject.title)}});
        }
        return name.text;
    }

    void add_decision(const DecisionPoint& decision) {
        heading(3, words_("sitman.decision"));
        blocks_.emplace_back(Paragraph{
            words_("sitman.decides",
                   {{"group", decision.group ? words_.group(*decision.group) : words_.groups({})},
                    {"question", words_(decision.question)}})});
        std::vector<std::string> options;
        for (const auto& option : decision.options) options.push_back(words_.option(option));
        blocks_.emplace_back(List{options, List::Kind::boxes});
        for (Block& block : branches(words_, decision)) blocks_.push_back(std::move(block));
        for (Block& block : consequences(words_, decision)) blocks_.push_back(std::move(block));
    }

    void add_pictures() {
        blocks_.emplace_back(NewPage{});
        heading(2, words_("handbook.pictures"));
        const charts::WorldView world = charts::view_of(material_);
        for (Picture& picture : std::vector{charts::services_up(world, words_.text()),
                                            charts::outages(world, words_.text()),
                                            charts::loss_by_cause(material_.report, words_.text()),
                                            charts::map(material_, words_.text()),
                                            charts::causal_chain(material_, words_.text())}) {
            picture.shows_data = false;
            blocks_.emplace_back(std::move(picture));
        }
    }

    void add_debrief() {
        heading(2, words_("handbook.hot_wash"));
        std::vector<std::string> questions;
        for (const char* question :
             {"handbook.debrief.well", "handbook.debrief.badly", "handbook.debrief.knew",
              "handbook.debrief.decided", "handbook.debrief.plans", "handbook.debrief.next"}) {
            questions.push_back(words_(question));
        }
        blocks_.emplace_back(List{questions, List::Kind::numbers});
        heading(2, words_("handbook.terms"));
        Facts terms;
        for (const auto& [term, meaning] :
             {std::pair{"handbook.term.restart", "handbook.term.restart.meaning"},
              {"handbook.term.restoration", "handbook.term.restoration.meaning"},
              {"handbook.term.mtpd", "handbook.term.mtpd.meaning"},
              {"handbook.term.rto", "handbook.term.rto.meaning"},
              {"handbook.term.truth", "handbook.term.truth.meaning"}}) {
            terms.rows.emplace_back(words_(term), words_(meaning));
        }
        blocks_.emplace_back(terms);
    }
};

/// In the look of what brings it, and with nothing on it that gives anything away.
Cards::Card card_of(const exercise::ScheduledInject& one, std::size_t number,
                    const PaperWords& words) {
    const Inject& inject = one.inject;
    Cards::Card card;
    card.medium = word_of(inject.mode);
    card.head = words(fmt::format("cards.head.{}", as_key(word_of(inject.mode))));
    if (one.scenario) {
        card.facts.emplace_back(words("sitman.scenario_time"),
                                words.scenario_moment(*one.scenario));
    }
    if (const std::string& from = words(inject.from); !from.empty()) {
        card.facts.emplace_back(words("handbook.fact.from"), from);
    }
    card.facts.emplace_back(words("handbook.fact.to"), words.groups(inject.to));
    card.text = words(inject.message);
    if (card.text.empty()) card.text = words(inject.title);
    for (const char* field :
         {"cards.receipt.by", "cards.receipt.at", "cards.receipt.to", "cards.receipt.sign"}) {
        card.receipt.push_back(words(field));
    }
    card.foot = words("cards.foot", {{"number", fmt::format("{}", number)}});
    return card;
}

bool is_handed_out(const Inject& inject) {
    return inject.type == Inject::Type::inject || inject.type == Inject::Type::contingency;
}

}  // namespace

Paper handbook(const PaperWords& words) {
    Paper paper = words.paper(
        "control/handbook", words("handbook.title", {{"exercise", words(words.exercise().title)}}),
        Audience::controllers);
    Handbook(words, paper).write();
    return paper;
}

Paper inject_cards(const PaperWords& words) {
    Paper paper = words.paper("control/inject-cards",
                              words("cards.title", {{"exercise", words(words.exercise().title)}}),
                              Audience::controllers);
    // A card is for players, the deck for those who hand it out.
    paper.marking.audience = words("cards.audience");
    paper.blocks.emplace_back(Paragraph{words("cards.use"), Paragraph::Kind::note});
    paper.blocks.emplace_back(NewPage{});
    Cards deck;
    std::size_t number = 0;
    for (const exercise::ScheduledInject& one : words.material().schedule.injects) {
        ++number;
        if (is_handed_out(one.inject)) deck.cards.push_back(card_of(one, number, words));
    }
    paper.blocks.emplace_back(std::move(deck));
    return paper;
}

}  // namespace kammerspiel::report::papers
