#include "live/views/handed.hpp"

#include <algorithm>

#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::live {
namespace {

std::string name_of(const SessionState& state, std::uint64_t seat) {
    const Seat* found = state.seat(seat);
    return found == nullptr ? std::string() : found->name;
}

HandedMessage handed(const SessionState& state, const Delivered& one, const std::string& group,
                     std::size_t number) {
    HandedMessage made{.number = number,
                       .mode = one.mode,
                       .from = one.from,
                       .title = one.title,
                       .text = one.text,
                       .attachments = one.attachments,
                       .at = one.at,
                       .scenario = one.scenario,
                       .withdrawn = one.withdrawn,
                       .reason = one.reason,
                       .for_all = one.to.empty(),
                       .marks = {}};
    for (const auto& [seat, mark] : one.marks) {
        const Seat* found = state.seat(seat);
        const bool is_ours = found != nullptr && found->group == group;
        if (is_ours) made.marks.emplace_back(number_in_group(state, seat), mark);
    }
    return made;
}

HandedDecision handed(const DecisionState& one, const Script& script) {
    HandedDecision made{.name = one.name,
                        .question = one.question,
                        .options = {},
                        .state = one.state,
                        .option = one.option,
                        .text = one.text,
                        .returned = one.returned,
                        .opened = one.opened_scenario,
                        .committed = one.committed_scenario,
                        .accepted = one.accepted_scenario};
    for (const std::string& option : one.options) {
        made.options.emplace_back(option, in_both_languages(option));
    }
    const scenario::DecisionPoint* point = script.decision(one.name);
    if (point == nullptr || !one.options.empty()) return made;
    for (const auto& option : point->options) {
        made.options.emplace_back(option.name.text, option.title);
    }
    return made;
}

}  // namespace

Frame frame_of(const SessionState& state, const Script& script, const scenario::Starts& starts) {
    const scenario::Exercise& exercise = script.exercise;
    Frame frame;
    frame.phase = state.phase;
    frame.clock = state.clock;
    frame.title = exercise.title;
    frame.tlp = std::string(word_of(exercise.tlp));
    const auto calendar = Calendar::make(starts.local, starts.zone).calendar;
    if (calendar) frame.starts = calendar->iso(SimTime::start());
    frame.zone = starts.zone;
    frame.rehearsal = state.rehearsal;
    frame.moves = exercise.moves.size();
    for (const auto& group : exercise.groups) {
        frame.groups.emplace_back(group.name.text, group.title);
    }
    const bool has_begun = state.phase != Phase::lobby && !exercise.moves.empty();
    if (has_begun) {
        frame.move = exercise.moves[state.clock.move].title;
        frame.situation = exercise.moves[state.clock.move].situation;
    }
    return frame;
}

std::size_t number_in_group(const SessionState& state, std::uint64_t seat) {
    const Seat* found = state.seat(seat);
    if (found == nullptr) return 0;
    std::size_t number = 0;
    for (const auto& [other, one] : state.seats) {
        const bool is_ours =
            one.role == found->role && one.group == found->group && one.state != Seat::State::asked;
        if (is_ours) ++number;
        if (other == seat) break;
    }
    return number;
}

std::optional<std::uint64_t> message_of(const SessionState& state, const std::string& group,
                                        std::int64_t number) {
    std::int64_t count = 0;
    for (const Delivered& one : state.delivered) {
        if (one.is_for(group) && ++count == number) return one.number;
    }
    return std::nullopt;
}

Handed handed_to(const SessionState& state, const Script& script, const scenario::Starts& starts,
                 const std::string& group) {
    Handed made;
    made.frame = frame_of(state, script, starts);
    made.group = group;
    for (const auto& one : script.exercise.groups) {
        if (one.name.text == group) made.group_title = one.title;
    }
    for (const Delivered& one : state.delivered) {
        if (!one.is_for(group)) continue;
        made.messages.push_back(handed(state, one, group, made.messages.size() + 1));
    }
    for (const auto& [name, one] : state.decisions) {
        const bool is_ours =
            one.state != DecisionState::State::waiting && (one.group.empty() || one.group == group);
        if (is_ours) made.decisions.push_back(handed(one, script));
    }
    for (const Line& one : state.lines) {
        if (one.group != group || group.empty() || one.undone) continue;
        made.lines.push_back({.kind = one.kind,
                              .by = name_of(state, one.seat),
                              .text = one.text,
                              .whom = one.whom,
                              .at = one.at,
                              .scenario = one.scenario});
    }
    for (const Question& one : state.requests) {
        if (one.group != group) continue;
        made.requests.push_back({.by = name_of(state, one.seat),
                                 .text = one.text,
                                 .scenario = one.scenario,
                                 .closed = one.closed});
    }
    for (const auto& [number, one] : state.seats) {
        const bool is_ours =
            one.role == Role::player && one.group == group && one.state == Seat::State::admitted;
        if (is_ours) {
            made.seats.push_back({number_in_group(state, number), one.name, one.speaks});
        }
    }
    if (state.phase == Phase::playing && !script.exercise.moves.empty()) {
        for (const auto& one : script.exercise.moves[state.clock.move].questions) {
            if (!one.group || one.group->text == group) made.questions.push_back(one.text);
        }
    }
    return made;
}

}  // namespace kammerspiel::live
