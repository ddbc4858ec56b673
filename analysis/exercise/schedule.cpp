#include "kammerspiel/exercise/schedule.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::exercise {

using namespace scenario;

namespace {

Duration scaled(Duration span, double factor) {
    return Duration::micros(std::llround(static_cast<double>(span.count()) * factor));
}

std::size_t position_of(const Exercise& exercise, const Name& move) {
    const auto found = std::find_if(exercise.moves.begin(), exercise.moves.end(),
                                    [&](const Move& one) { return one.name == move; });
    ensure(found != exercise.moves.end(), "there is no move '{}'", move.text);
    return static_cast<std::size_t>(found - exercise.moves.begin());
}

ScheduledInject scheduled(const Exercise& exercise, const Inject& inject,
                          std::optional<SimTime> came_true) {
    ScheduledInject made{.inject = inject, .move = position_of(exercise, inject.move)};
    const Move& move = exercise.moves[made.move];
    if (inject.after) {
        made.real = move.begins + *inject.after;
        made.scenario = scenario_time(move, *made.real);
        return made;
    }
    made.scenario = inject.at ? inject.at : came_true;
    if (!made.scenario) return made;
    if (*made.scenario < move.scenario) {
        made.due_before = made.scenario;
        made.scenario = move.scenario;
    }
    made.real = real_time(move, *made.scenario);
    return made;
}

/// A contingency comes because something is missing after its inject: where the plan gives it
/// earlier, it comes with that one, and never where that one never comes.
void hold_contingencies(std::vector<ScheduledInject>& injects) {
    // Chains of them settle from their beginning on; there are no circles (check).
    for (std::size_t pass = 0; pass < injects.size(); ++pass) {
        bool has_changed = false;
        for (ScheduledInject& one : injects) {
            if (!one.inject.contingency_for) continue;
            const auto first =
                std::find_if(injects.begin(), injects.end(), [&](const ScheduledInject& other) {
                    return other.inject.name == *one.inject.contingency_for;
                });
            if (first == injects.end()) continue;
            const bool is_before =
                first->move > one.move || (one.real && (!first->real || *one.real < *first->real));
            if (!is_before) continue;
            const bool is_same = one.move == first->move && one.real == first->real;
            if (is_same) continue;
            one.move = first->move;
            one.real = first->real;
            one.scenario = first->scenario;
            has_changed = true;
        }
        if (!has_changed) return;
    }
}

bool is_earlier(const ScheduledInject& a, const ScheduledInject& b) {
    if (a.move != b.move) return a.move < b.move;
    if (a.real.has_value() != b.real.has_value()) return a.real.has_value();
    return a.real && *a.real < *b.real;
}

}  // namespace

LocalTime Schedule::room_time(Duration since_begin) const {
    return room.local(SimTime::at(since_begin));
}

std::optional<Duration> real_time(const Move& move, SimTime scenario) {
    if (scenario < move.scenario) return std::nullopt;
    const Duration passed = scenario - move.scenario;
    if (passed == Duration::zero()) return move.begins;
    if (move.pace <= 0) return std::nullopt;
    const Duration real = scaled(passed, 1 / move.pace);
    return real > move.takes ? std::nullopt : std::optional(move.begins + real);
}

SimTime scenario_time(const Move& move, Duration since_begin) {
    return move.scenario + scaled(since_begin - move.begins, move.pace);
}

Schedule schedule_of(const Exercise& exercise, const Calendar& scenario,
                     const std::vector<std::optional<SimTime>>& came_true,
                     const std::vector<Inject>& derived) {
    auto room = Calendar::make(exercise.begins.local, exercise.begins.zone);
    ensure(room.calendar.has_value(), "'{}' is no moment", exercise.begins.local);
    Schedule schedule{.room = *room.calendar, .scenario = scenario, .injects = {}};
    for (std::size_t i = 0; i < exercise.injects.size(); ++i) {
        schedule.injects.push_back(scheduled(exercise, exercise.injects[i], came_true[i]));
    }
    for (const Inject& draft : derived) {
        schedule.injects.push_back(scheduled(exercise, draft, std::nullopt));
        schedule.injects.back().is_derived = true;
    }
    hold_contingencies(schedule.injects);
    std::stable_sort(schedule.injects.begin(), schedule.injects.end(), is_earlier);
    return schedule;
}

std::vector<const ScheduledInject*> injects_for(const Schedule& schedule,
                                                const scenario::Objective& objective) {
    std::vector<const ScheduledInject*> aimed;
    for (const ScheduledInject& one : schedule.injects) {
        if (one.inject.objective && *one.inject.objective == objective.name) aimed.push_back(&one);
    }
    return aimed;
}

}  // namespace kammerspiel::exercise
