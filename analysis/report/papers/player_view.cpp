#include "analysis/report/papers/player_view.hpp"

namespace kammerspiel::report::papers {
namespace {

using namespace scenario;

PlayerView::MoveView view_of(const PaperWords& words, std::size_t number) {
    const Exercise& exercise = words.exercise();
    const Move& move = exercise.moves[number];
    PlayerView::MoveView view{.number = number,
                              .title = words.move_title(number),
                              .begins = words.room_time(move.begins),
                              .ends = words.room_time(move.begins + move.takes),
                              .scenario_begins = words.scenario_moment(move.scenario),
                              .situation = words(move.situation),
                              .key_issues = {},
                              .questions = {},
                              .decisions = {}};
    for (const Localised& issue : move.key_issues) {
        view.key_issues.push_back(words(issue));
    }
    for (const Move::Question& question : move.questions) {
        view.questions.push_back(
            {question.group ? words.group(*question.group) : std::string(), words(question.text)});
    }
    for (const DecisionPoint& decision : exercise.decisions) {
        if (decision.move != move.name) continue;
        std::vector<std::string> options;
        for (const auto& option : decision.options) options.push_back(words.option(option));
        view.decisions.push_back({decision.group ? words.group(*decision.group) : words.groups({}),
                                  words(decision.question), std::move(options)});
    }
    return view;
}

}  // namespace

PlayerView player_view(const PaperWords& words, std::size_t move) {
    const Exercise& exercise = words.exercise();
    const Move& last = exercise.moves.back();
    PlayerView view{.title = words(exercise.title),
                    .type = words.type(exercise.type),
                    .begins = words.room_moment(Duration::zero()),
                    .ends = words.room_time(last.begins + last.takes),
                    .place = words(exercise.place),
                    .organiser = words(exercise.organiser),
                    .contact = exercise.contact,
                    .tlp = PaperWords::tlp(exercise.tlp),
                    .assumptions = words(exercise.assumptions),
                    .objectives = {},
                    .groups = {},
                    .people = {},
                    .schedule = {},
                    .present = view_of(words, move)};
    for (const Objective& objective : exercise.objectives) {
        view.objectives.emplace_back(words(objective.title), words(objective.capability));
    }
    const auto person = [&](const Participant& one) {
        return PlayerView::Person{words(one.name), words.role(one.role),
                                  one.group ? words.group(*one.group) : std::string(),
                                  words(one.organisation),
                                  // The others are reached through exercise control.
                                  one.role == Participant::Role::player ? one.contact : ""};
    };
    for (const ExerciseGroup& group : exercise.groups) {
        PlayerView::Group made{words(group.title), {}, own_house(words, group)};
        for (const Participant& one : exercise.participants) {
            if (one.group == group.name) made.people.push_back(person(one));
        }
        view.groups.push_back(std::move(made));
    }
    for (const Participant& one : exercise.participants) view.people.push_back(person(one));
    for (std::size_t m = 0; m < exercise.moves.size(); ++m) {
        const Move& slot = exercise.moves[m];
        view.schedule.push_back({m <= move ? words.move_title(m) : words.move_number(m),
                                 words.room_time(slot.begins),
                                 words.room_time(slot.begins + slot.takes)});
    }
    return view;
}

}  // namespace kammerspiel::report::papers
