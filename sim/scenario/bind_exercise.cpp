#include "sim/scenario/bind.hpp"

namespace kammerspiel::scenario {
namespace {

class ExerciseBinder {
   public:
    ExerciseBinder(const Node& tree, const Calendar* calendar, Diagnostics& out)
        : fields_(tree, exercise_section(), out), calendar_(calendar), out_(out) {}

    Exercise bind() {
        Exercise exercise;
        exercise.title = fields_.localised("title");
        exercise.type = static_cast<ExerciseType>(fields_.word("type").value_or(0));
        constexpr auto amber = static_cast<std::size_t>(Tlp::amber);
        exercise.tlp = static_cast<Tlp>(fields_.word("tlp").value_or(amber));
        if (const Node* begins = fields_.scalar("begins")) {
            exercise.begins = read_starts(*begins, "begins", out_).starts;
        }
        exercise.place = fields_.text("place");
        exercise.organiser = fields_.text("organiser");
        exercise.contact = fields_.text("contact");
        exercise.strategy = fields_.name("strategy");
        exercise.attacker = fields_.name("attacker");
        exercise.seed = fields_.whole("seed").value_or(1);
        exercise.world = fields_.whole("world").value_or(0);
        exercise.assumptions = fields_.localised("assumptions");
        read_people(exercise);
        read_moves(exercise);
        for (const Node* node : fields_.list("injects")) exercise.injects.push_back(inject(*node));
        for (const Node* node : fields_.list("derived_injects")) {
            exercise.derived.push_back(derived(*node));
        }
        for (const Node* node : fields_.list("decisions")) {
            exercise.decisions.push_back(decision(*node));
        }
        return exercise;
    }

   private:
    Fields fields_;
    const Calendar* calendar_;
    Diagnostics& out_;

    void read_people(Exercise& exercise) {
        for (const auto& [name, node] : fields_.map("objectives")) {
            const Fields fields(*node, objective_section(), out_);
            exercise.objectives.push_back({.name = name,
                                           .title = fields.localised("title"),
                                           .capability = fields.localised("capability"),
                                           .tasks = fields.localised_list("tasks")});
        }
        for (const auto& [name, node] : fields_.map("groups")) {
            const Fields fields(*node, exercise_group_section(), out_);
            Localised title = fields.localised("title");
            if (title == Localised{}) title = {name.text, name.text};
            exercise.groups.push_back({name, title, fields.name("organisation")});
        }
        for (const Node* node : fields_.list("participants")) {
            const Fields fields(*node, participant_section(), out_);
            constexpr auto player = static_cast<std::size_t>(Participant::Role::player);
            exercise.participants.push_back(
                {.name = fields.text("name"),
                 .role = static_cast<Participant::Role>(fields.word("role").value_or(player)),
                 .group = fields.name("group"),
                 .organisation = fields.text("organisation"),
                 .contact = fields.text("contact")});
        }
    }

    /// One after the other in the room; their scenario times are their own.
    void read_moves(Exercise& exercise) {
        Duration now;
        for (const auto& [name, node] : fields_.map("moves")) {
            const Fields fields(*node, move_section(), out_);
            Move move;
            move.name = name;
            move.title = fields.localised("title");
            move.begins = now + fields.duration("pause_before").value_or(Duration::zero());
            move.takes = fields.duration("takes").value_or(Duration::zero());
            move.scenario = fields.moment("scenario_time", calendar_).value_or(SimTime::start());
            move.pace = fields.number("pace").value_or(1.0);
            move.situation = fields.localised("situation");
            move.ground_truth = fields.localised("ground_truth");
            move.key_issues = fields.localised_list("key_issues");
            for (const Node* question : fields.list("questions")) {
                const Fields asked(*question, question_section(), out_);
                move.questions.push_back({asked.name("group"), asked.localised("text")});
            }
            now = move.begins + move.takes;
            exercise.moves.push_back(std::move(move));
        }
    }

    Inject inject(const Node& node) const {
        const Fields fields(node, inject_section(), out_);
        Inject inject;
        inject.name = fields.name("name").value_or(Name{});
        inject.move = fields.name("move").value_or(Name{});
        inject.type = static_cast<Inject::Type>(fields.word("type").value_or(0));
        inject.mode = static_cast<InjectMode>(fields.word("mode").value_or(0));
        constexpr auto approved = static_cast<std::size_t>(Inject::Status::approved);
        inject.status = static_cast<Inject::Status>(fields.word("status").value_or(approved));
        inject.at = fields.moment("at", calendar_);
        inject.after = fields.duration("after");
        if (const Node* when = fields.node("when")) {
            inject.when = read_condition(*when, calendar_, out_);
        }
        inject.contingency_for = fields.name("contingency_for");
        inject.from = fields.text("from");
        inject.to = fields.names("to");
        inject.title = fields.localised("title");
        inject.message = fields.localised("message");
        inject.expected_action = fields.localised("expected_action");
        inject.objective = fields.name("objective");
        inject.evaluation_task = fields.localised("evaluation_task");
        inject.controller = fields.text("controller");
        inject.notes = fields.localised("notes");
        check_time(fields);
        return inject;
    }

    /// One of the three says when it comes; a contingency comes when something is missing.
    void check_time(const Fields& fields) const {
        const int given = (fields.has("at") ? 1 : 0) + (fields.has("after") ? 1 : 0) +
                          (fields.has("when") ? 1 : 0);
        if (given > 1) out_.error(fields.place(), {"scenario.inject.times"});
        if (given == 0) out_.error(fields.place(), {"scenario.inject.no_time"});
        const bool is_contingency =
            fields.word("type").value_or(0) == static_cast<std::size_t>(Inject::Type::contingency);
        if (is_contingency != fields.has("contingency_for")) {
            out_.error(fields.place(), {"scenario.inject.contingency"});
        }
    }

    DerivedInjects derived(const Node& node) const {
        const Fields fields(node, derived_section(), out_);
        constexpr std::uint64_t usual = 12;
        static_cast<void>(fields.word("from"));  // there is one source, which must be named
        DerivedInjects derived{
            .name = fields.name("name").value_or(Name{}),
            .about = {},
            .to = fields.names("to"),
            .at_most = static_cast<std::uint32_t>(fields.whole("at_most").value_or(usual)),
            .objective = fields.name("objective"),
            .controller = fields.text("controller")};
        for (const std::size_t word : fields.words("about")) {
            derived.about.push_back(static_cast<DerivedInjects::About>(word));
        }
        return derived;
    }

    DecisionPoint decision(const Node& node) const {
        const Fields fields(node, decision_section(), out_);
        DecisionPoint decision{.name = fields.name("name").value_or(Name{}),
                               .move = fields.name("move").value_or(Name{}),
                               .question = fields.localised("question"),
                               .group = fields.name("group"),
                               .options = {}};
        for (const Node* option : fields.list("options")) {
            const Fields chosen(*option, option_section(), out_);
            decision.options.push_back({chosen.name("name").value_or(Name{}),
                                        chosen.localised("title"), chosen.name("strategy")});
        }
        if (decision.options.size() < 2 && fields.has("options")) {
            out_.error(fields.node("options")->place, {"scenario.decision.one_option"});
        }
        return decision;
    }
};

}  // namespace

Exercise bind_exercise(const Node& tree, const Calendar* calendar, Diagnostics& out) {
    return ExerciseBinder(tree, calendar, out).bind();
}

BoundStart read_starts(const Node& node, std::string_view key, Diagnostics& out) {
    BoundStart bound;
    const std::size_t gap = node.text.find(' ');
    bound.starts.local = node.text.substr(0, gap);
    bound.starts.zone = gap == std::string::npos ? std::string() : node.text.substr(gap + 1);
    if (gap == std::string::npos) {
        out.error(node.place, {"scenario.starts.wanted", {{"key", key}}});
        return bound;
    }
    auto made = Calendar::make(bound.starts.local, bound.starts.zone);
    if (!made.calendar) {
        const bool is_skipped = made.fault.key == "base.calendar.skipped";
        out.error(node.place, {"scenario.value.fault", {{"key", key}, {"fault", made.fault}}},
                  is_skipped ? Message{"scenario.condition.skipped.mend"} : Message{});
    }
    bound.calendar = made.calendar;
    return bound;
}

}  // namespace kammerspiel::scenario
