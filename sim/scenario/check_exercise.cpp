#include "sim/scenario/check_exercise.hpp"

#include <algorithm>

#include "sim/scenario/names.hpp"

namespace kammerspiel::scenario {
namespace {

class ExerciseChecker {
   public:
    ExerciseChecker(const Scenario& scenario, bool is_complete, Diagnostics& out)
        : scenario_(scenario), exercise_(*scenario.exercise), out_(out) {
        if (!is_complete) organisations_.leave_open();
        if (scenario.attackers.empty()) attackers_.leave_open();
    }

    void check() {
        collect();
        strategies_.require(exercise_.strategy, out_);
        attackers_.require(exercise_.attacker, out_);
        for (const ExerciseGroup& group : exercise_.groups) {
            organisations_.require(group.organisation, out_);
        }
        for (const Participant& one : exercise_.participants) groups_.require(one.group, out_);
        check_moves();
        for (const Inject& inject : exercise_.injects) check_inject(inject);
        for (const DerivedInjects& derived : exercise_.derived) {
            objectives_.require(derived.objective, out_);
            for (const Name& group : derived.to) groups_.require(group, out_);
        }
        for (const DecisionPoint& decision : exercise_.decisions) check_decision(decision);
    }

   private:
    const Scenario& scenario_;
    const Exercise& exercise_;
    Diagnostics& out_;
    Names organisations_{"scenario.organisation.unknown"};
    Names strategies_{"scenario.exercise.strategy"};
    Names attackers_{"scenario.attacker.unknown"};
    Names objectives_{"scenario.exercise.objective"};
    Names groups_{"scenario.exercise.group"};
    Names moves_{"scenario.exercise.move"};
    Names injects_{"scenario.exercise.inject"};

    void collect() {
        for (const auto& o : scenario_.organisations) organisations_.add(o.id.text, o.id.place);
        for (const auto& s : scenario_.strategies) strategies_.add(s.name.text, s.name.place);
        for (const auto& a : scenario_.attackers) attackers_.add(a.name.text, a.name.place);
        for (const auto& o : exercise_.objectives) objectives_.add(o.name.text, o.name.place);
        for (const auto& g : exercise_.groups) groups_.add(g.name.text, g.name.place);
        for (const auto& m : exercise_.moves) moves_.add(m.name.text, m.name.place);
        for (const Inject& inject : exercise_.injects) {
            refuse_twice(injects_, inject.name, "scenario.exercise.inject_twice");
            injects_.add(inject.name.text, inject.name.place);
        }
        for (const DerivedInjects& derived : exercise_.derived) {
            refuse_twice(injects_, derived.name, "scenario.exercise.inject_twice");
            injects_.add(derived.name.text, derived.name.place);
        }
    }

    void refuse_twice(const Names& known, const Name& name, const char* key) {
        if (name.text.empty() || !known.has(name.text)) return;
        out_.error(name.place, {key, {{"name", name.text}}}, {},
                   {{known.place_of(name.text), {"scenario.first"}}});
    }

    /// The clock of the scenario may jump forwards between moves, never back.
    void check_moves() {
        const Move* before = nullptr;
        for (const Move& move : exercise_.moves) {
            for (const Move::Question& question : move.questions) {
                groups_.require(question.group, out_);
            }
            if (move.takes <= Duration::zero()) {
                out_.error(move.name.place, {"scenario.move.takes", {{"name", move.name.text}}});
            }
            const double lasts = static_cast<double>(move.takes.count()) * move.pace;
            const bool is_beyond =
                move.scenario.since_start() > scenario_.horizon ||
                lasts >
                    static_cast<double>((scenario_.horizon - move.scenario.since_start()).count());
            if (is_beyond) {
                out_.error(move.name.place, {"scenario.move.horizon", {{"name", move.name.text}}});
            }
            if (before != nullptr && move.scenario < before->scenario) {
                out_.error(move.name.place,
                           {"scenario.move.back",
                            {{"name", move.name.text}, {"before", before->name.text}}});
            }
            before = &move;
        }
    }

    const Move* move_of(const Name& name) const {
        const auto found = std::find_if(exercise_.moves.begin(), exercise_.moves.end(),
                                        [&](const Move& m) { return m.name == name; });
        return found == exercise_.moves.end() ? nullptr : &*found;
    }

    void check_inject(const Inject& inject) {
        moves_.require(inject.move, out_);
        objectives_.require(inject.objective, out_);
        for (const Name& group : inject.to) groups_.require(group, out_);
        injects_.require(inject.contingency_for, out_);
        if (inject.contingency_for && *inject.contingency_for == inject.name) {
            out_.error(inject.contingency_for->place, {"scenario.inject.itself"});
        }
        if (inject.when) check_condition(*inject.when);
        const Move* move = move_of(inject.move);
        if (move == nullptr) return;
        if (inject.after && *inject.after > move->takes &&
            inject.type != Inject::Type::contingency) {
            out_.warning(inject.name.place,
                         {"scenario.inject.after_move",
                          {{"name", inject.name.text}, {"move", move->name.text}}});
        }
        if (inject.at && *inject.at < move->scenario) {
            out_.warning(inject.name.place,
                         {"scenario.inject.before_move",
                          {{"name", inject.name.text}, {"move", move->name.text}}});
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
    void check_condition(const Condition& condition) {
        attackers_.require(condition.hypothesis, out_);
        if (condition.what == Condition::What::play_done) {
            const bool any = std::any_of(
                scenario_.strategies.begin(), scenario_.strategies.end(), [&](const auto& s) {
                    return std::any_of(s.plays.begin(), s.plays.end(),
                                       [&](const Play& p) { return p.name == condition.play; });
                });
            if (!any) {
                out_.error(condition.play.place,
                           {"scenario.play.unknown", {{"name", condition.play.text}}});
            }
        }
        for (const Condition& child : condition.children) check_condition(child);
    }

    void check_decision(const DecisionPoint& decision) {
        moves_.require(decision.move, out_);
        groups_.require(decision.group, out_);
        Names options{"scenario.exercise.option"};
        for (const DecisionPoint::Option& option : decision.options) {
            refuse_twice(options, option.name, "scenario.exercise.option_twice");
            options.add(option.name.text, option.name.place);
            strategies_.require(option.strategy, out_);
        }
    }
};

}  // namespace

void check_exercise(const Scenario& scenario, bool is_complete, Diagnostics& out) {
    ExerciseChecker(scenario, is_complete, out).check();
}

}  // namespace kammerspiel::scenario
