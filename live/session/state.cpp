#include "live/session/state.hpp"

#include <algorithm>

#include "kammerspiel/base/sha256.hpp"

namespace kammerspiel::live {
namespace {

template <class Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Named& one) { return one.name.text == name; });
    return found == all.end() ? nullptr : &*found;
}

/// A product of a span and a share of a thousand, without overflow over any exercise's length.
Duration at_rate(Duration span, std::int64_t permille) {
    __extension__ using Wide = __int128;
    return Duration::micros(
        static_cast<std::int64_t>(static_cast<Wide>(span.count()) * permille / 1000));
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
    if (!value) return nullptr;
    if constexpr (std::is_same_v<Value, Instant>) {
        return value->micros();
    } else if constexpr (std::is_same_v<Value, SimTime>) {
        return value->since_start().count();
    } else {
        return *value;
    }
}

Json saved(const Localised& text) { return Json::array({text.en, text.de}); }

Json saved(const ClockState& clock) {
    return {clock.since.micros(), clock.scenario.since_start().count(),
            clock.permille,       clock.running,
            clock.emergency,      clock.reason,
            clock.move,           clock.played.count()};
}
Json saved(const Seat& seat) {
    return {seat.number, seat.name,           word_of(seat.role), seat.group,
            seat.speaks, word_of(seat.state), seat.token,         seat.at.micros()};
}
Json saved(const InjectState& inject) {
    return {word_of(inject.state), or_null(inject.title), or_null(inject.text), or_null(inject.to),
            inject.reason};
}
Json saved(const Delivered& one) {
    Json marks = Json::object();
    for (const auto& [seat, mark] : one.marks) marks[std::to_string(seat)] = word_of(mark);
    Json made{one.number,
              one.inject,
              one.to,
              word_of(one.mode),
              saved(one.from),
              saved(one.title),
              saved(one.text),
              one.at.micros(),
              one.scenario.since_start().count(),
              one.withdrawn,
              one.reason,
              one.request,
              marks};
    // Sessions of before there were any come to the digest that they wrote down.
    if (!one.attachments.empty()) made.push_back(one.attachments);
    return made;
}
Json saved(const Question& one) {
    return {one.number, one.seat,        one.group,
            one.text,   one.at.micros(), one.scenario.since_start().count(),
            one.closed};
}
Json saved(const DecisionState& one) {
    return {word_of(one.state),
            one.group,
            saved(one.question),
            one.options,
            one.option,
            one.text,
            one.by,
            one.returned,
            one.accepted_by,
            or_null(one.opened_at),
            or_null(one.committed_at),
            or_null(one.accepted_at),
            or_null(one.opened_scenario),
            or_null(one.committed_scenario),
            or_null(one.accepted_scenario)};
}
Json saved(const Order& one) {
    return {one.entry, one.part, one.branch,  one.at.since_start().count(),
            one.title, one.play, one.actions, one.decision,
            one.undone};
}
Json saved(const Branch& one) {
    return {one.name, one.parent, one.from.since_start().count(), one.stands.since_start().count(),
            one.entry};
}
Json saved(const Line& one) {
    return {one.number,
            static_cast<int>(one.kind),
            one.seat,
            one.group,
            one.text,
            one.whom,
            one.objective,
            one.inject,
            or_null(one.task),
            one.at.micros(),
            one.scenario.since_start().count(),
            one.undone};
}
Json saved(const RatedTask& one) {
    return {one.number,
            one.seat,
            one.objective,
            or_null(one.task),
            one.rating,
            one.evidence,
            one.strength,
            one.improvement,
            one.inject,
            one.at.micros(),
            one.scenario.since_start().count(),
            one.undone};
}
Json saved(const Feedback& one) { return {one.seat, one.strengths, one.improvements, one.marks}; }
Json saved(const Pin& one) {
    return {one.number, one.title, one.result, one.scenario.since_start().count()};
}

template <class Items>
Json list(const Items& items) {
    Json all = Json::array();
    for (const auto& one : items) all.push_back(saved(one));
    return all;
}
template <class Items>
Json by_key(const Items& items) {
    Json all = Json::array();
    for (const auto& [key, one] : items) all.push_back(Json::array({key, saved(one)}));
    return all;
}

}  // namespace

std::string written(const Entry& entry) {
    return text_of({{"at", entry.at.micros()},
                    {"seat", entry.seat},
                    {"id", entry.id},
                    {"type", word_of(entry.type)},
                    {"args", entry.args}});
}

std::optional<Entry> read_entry(std::uint64_t number, const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const Json written{{"id", "entry"},
                       {"type", json.value("type", "")},
                       {"args", json.value("args", Json::object())}};
    const auto read = read_command(written);
    const auto* command = std::get_if<Command>(&read);
    if (command == nullptr || !json.contains("at") || !json["at"].is_number_integer() ||
        !json.contains("seat") || !json["seat"].is_number_unsigned()) {
        return std::nullopt;
    }
    return Entry{.number = number,
                 .at = Instant::at(json["at"].get<std::int64_t>()),
                 .seat = json["seat"].get<std::uint64_t>(),
                 .id = json.value("id", ""),
                 .type = command->type,
                 .args = command->args};
}

SimTime ClockState::scenario_at(Instant now) const {
    if (!running || now <= since) return scenario;
    return scenario + at_rate(now - since, permille);
}

Duration ClockState::played_at(Instant now) const {
    return running && now > since ? played + (now - since) : played;
}

bool Delivered::is_for(const std::string& group) const {
    return to.empty() || std::find(to.begin(), to.end(), group) != to.end();
}

const Seat* SessionState::seat(std::uint64_t number) const {
    const auto found = seats.find(number);
    return found == seats.end() ? nullptr : &found->second;
}

std::optional<Role> SessionState::role_of(std::uint64_t number) const {
    if (number == 0) return Role::server;
    const Seat* found = seat(number);
    if (found == nullptr || found->state != Seat::State::admitted) return std::nullopt;
    return found->role;
}

const DecisionState* SessionState::decision(const std::string& name) const {
    const auto found = decisions.find(name);
    return found == decisions.end() ? nullptr : &found->second;
}

std::vector<const Order*> SessionState::orders_of(std::size_t wanted) const {
    std::vector<const Order*> found;
    SimTime until = SimTime::latest();
    for (std::size_t at = wanted;; at = branches[at].parent) {
        for (const Order& one : orders) {
            if (one.branch == at && !one.undone && one.at < until) found.push_back(&one);
        }
        if (at == branches[at].parent) break;
        until = std::min(until, branches[at].from);
    }
    std::stable_sort(found.begin(), found.end(), [](const Order* a, const Order* b) {
        return std::tie(a->at, a->entry, a->part) < std::tie(b->at, b->entry, b->part);
    });
    return found;
}

const scenario::Inject* Script::inject(const std::string& name) const {
    return named(exercise.injects, name);
}
const scenario::DecisionPoint* Script::decision(const std::string& name) const {
    return named(exercise.decisions, name);
}
std::optional<std::size_t> Script::move(const std::string& name) const {
    const scenario::Move* found = named(exercise.moves, name);
    if (found == nullptr) return std::nullopt;
    return static_cast<std::size_t>(found - exercise.moves.data());
}
bool Script::has_group(const std::string& name) const {
    return named(exercise.groups, name) != nullptr;
}
const scenario::Objective* Script::objective(const std::string& name) const {
    return named(exercise.objectives, name);
}

std::string digest(const SessionState& state) {
    const Json all{
        state.entries,
        state.last.micros(),
        word_of(state.phase),
        {state.id, state.scenario, state.attacker, state.version, state.control, state.code},
        {state.seed, state.world, state.rehearsal, state.locked, state.branch},
        saved(state.clock),
        by_key(state.seats),
        by_key(state.injects),
        list(state.delivered),
        list(state.requests),
        by_key(state.decisions),
        list(state.orders),
        list(state.branches),
        list(state.lines),
        list(state.ratings),
        list(state.feedback),
        list(state.pins)};
    Sha256 sum;
    sum.add(text_of(all));
    return sum.finish();
}

}  // namespace kammerspiel::live
