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
        fields_.read("type", exercise.type);
        fields_.read("tlp", exercise.tlp);
        if (const Node* begins = fields_.scalar("begins")) {
            exercise.begins = read_starts(*begins, "begins", out_).starts;
        }
        exercise.place = fields_.localised("place");
        exercise.organiser = fields_.localised("organiser");
        exercise.contact = fields_.text("contact");
        exercise.strategy = fields_.name("strategy");
        exercise.attacker = fields_.name("attacker");
        fields_.read("seed", exercise.seed);
        fields_.read("world", exercise.world);
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
            if (title == Localised{}) title = in_both_languages(name.text);
            exercise.groups.push_back({name, title, fields.name("organisation")});
        }
        for (const Node* node : fields_.list("participants")) {
            const Fields fields(*node, participant_section(), out_);
            Participant participant;
            participant.name = fields.localised("name");
            fields.read("role", participant.role);
            participant.group = fields.name("group");
            participant.organisation = fields.localised("organisation");
            participant.contact = fields.text("contact");
            exercise.participants.push_back(std::move(participant));
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
            Duration pause;
            fields.read("pause_before", pause);
            move.begins = now + pause;
            fields.read("takes", move.takes);
            if (const auto at = fields.moment("scenario_time", calendar_)) move.scenario = *at;
            fields.read("pace", move.pace);
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
        fields.read("name", inject.name);
        fields.read("move", inject.move);
        fields.read("type", inject.type);
        fields.read("mode", inject.mode);
        fields.read("status", inject.status);
        inject.at = fields.moment("at", calendar_);
        inject.after = fields.duration("after");
        if (const Node* when = fields.node("when")) {
            inject.when = read_condition(*when, calendar_, out_);
        }
        inject.contingency_for = fields.name("contingency_for");
        inject.from = fields.localised("from");
        inject.to = fields.names("to");
        inject.title = fields.localised("title");
        inject.message = fields.localised("message");
        for (Name& file : fields.names("attachments")) {
            inject.attachments.push_back(std::move(file.text));
        }
        inject.expected_action = fields.localised("expected_action");
        inject.objective = fields.name("objective");
        inject.evaluation_task = fields.localised("evaluation_task");
        inject.controller = fields.localised("controller");
        inject.notes = fields.localised("notes");
        check_time(fields, inject.type);
        return inject;
    }

    /// One of the three says when it comes; a contingency comes when something is missing.
    void check_time(const Fields& fields, Inject::Type type) const {
        const int given = (fields.has("at") ? 1 : 0) + (fields.has("after") ? 1 : 0) +
                          (fields.has("when") ? 1 : 0);
        if (given > 1) out_.error(fields.place(), {"scenario.inject.times"});
        if (given == 0) out_.error(fields.place(), {"scenario.inject.no_time"});
        const bool is_contingency = type == Inject::Type::contingency;
        if (is_contingency != fields.has("contingency_for")) {
            out_.error(fields.place(), {"scenario.inject.contingency"});
        }
    }

    DerivedInjects derived(const Node& node) const {
        const Fields fields(node, derived_section(), out_);
        static_cast<void>(fields.word("from"));  // there is one source, which must be named
        DerivedInjects derived;
        fields.read("name", derived.name);
        derived.about = fields.words<DerivedInjects::About>("about");
        derived.to = fields.names("to");
        fields.read("at_most", derived.at_most);
        derived.objective = fields.name("objective");
        derived.controller = fields.localised("controller");
        return derived;
    }

    DecisionPoint decision(const Node& node) const {
        const Fields fields(node, decision_section(), out_);
        DecisionPoint decision;
        fields.read("name", decision.name);
        fields.read("move", decision.move);
        decision.question = fields.localised("question");
        decision.group = fields.name("group");
        for (const Node* node_of_option : fields.list("options")) {
            const Fields chosen(*node_of_option, option_section(), out_);
            DecisionPoint::Option option;
            chosen.read("name", option.name);
            option.title = chosen.localised("title");
            option.strategy = chosen.name("strategy");
            decision.options.push_back(std::move(option));
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
                  is_skipped ? Message{"scenario.condition.skipped.hint"} : Message{});
    }
    bound.calendar = made.calendar;
    return bound;
}

}  // namespace kammerspiel::scenario
