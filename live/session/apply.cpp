#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "live/session/state.hpp"

namespace kammerspiel::live {
namespace {

using T = CommandType;

std::string line(const Json& args, std::string_view name) {
    const auto found = args.find(name);
    return found == args.end() ? std::string() : found->get<std::string>();
}
std::int64_t number(const Json& args, std::string_view name) {
    const auto found = args.find(name);
    return found == args.end() ? 0 : found->get<std::int64_t>();
}
bool flag(const Json& args, std::string_view name) {
    const auto found = args.find(name);
    return found != args.end() && found->get<bool>();
}
std::vector<std::string> lines(const Json& args, std::string_view name) {
    const auto found = args.find(name);
    return found == args.end() ? std::vector<std::string>()
                               : found->get<std::vector<std::string>>();
}
std::vector<std::string> texts_of(const std::vector<scenario::Name>& names) {
    std::vector<std::string> texts;
    for (const scenario::Name& name : names) texts.push_back(name.text);
    return texts;
}

/// Carries out one entry.
class Applied {
   public:
    Applied(SessionState& state, const Script& script, const Entry& entry)
        : state_(state), script_(script), entry_(entry), args_(entry.args) {}

    void apply() {
        switch (entry_.type) {
            case T::start: return start();
            case T::pause: return pause();
            case T::resume: return resume();
            case T::rate: return settle().permille = value("permille"), void();
            case T::jump: return jump();
            case T::move: return enter_move();
            case T::inject_send:
            case T::inject_due: return send(line(args_, "inject"));
            case T::inject_hold: return hold();
            case T::inject_skip: return skip(line(args_, "inject"), line(args_, "reason"));
            case T::inject_reword: return reword();
            case T::message: return deliver_free();
            case T::message_withdraw: return withdraw(value("message"), line(args_, "reason"));
            case T::message_mark: return mark();
            case T::message_pass: return pass();
            case T::ask: return ask();
            case T::request_close: return close_request(value("request"));
            case T::inform: return add_line(Line::Kind::inform);
            case T::note: return add_line(Line::Kind::note);
            case T::observe: return add_line(Line::Kind::observation);
            case T::decision_open: return open_decision();
            case T::decision_propose: return choose(DecisionState::State::proposed);
            case T::decision_commit: return choose(DecisionState::State::committed);
            case T::decision_accept: return accept();
            case T::decision_return: return give_back();
            case T::order: return order();
            case T::branch: return branch();
            case T::switch_branch: return switch_branch();
            case T::undo: return undo(static_cast<std::uint64_t>(value("entry")));
            case T::rate_task: return rate_task();
            case T::feedback: return feed_back();
            case T::pin: return pin();
            case T::seat_ask:
            case T::seat_control: return add_seat();
            case T::seat_admit:
            case T::seat_move: return place_seat();
            case T::seat_revoke: return revoke();
            case T::console_take: return take_console();
            case T::lock: return state_.locked = flag(args_, "locked"), void();
            case T::end: return end();
            case T::hot_wash: return state_.phase = Phase::hot_wash, void();
            case T::session_open: return open_session();
            case T::session_link: return state_.control = line(args_, "control"), void();
            case T::clock_suspend: return suspend();
            case T::clock_beat:
            case T::checkpoint: return;
        }
        unreachable();
    }

   private:
    SessionState& state_;
    const Script& script_;
    const Entry& entry_;
    const Json& args_;

    std::int64_t value(std::string_view name) const { return number(args_, name); }
    SimTime scenario_now() const { return state_.clock.scenario_at(entry_.at); }

    /// The clock, brought up to this entry's moment.
    ClockState& settle() {
        ClockState& clock = state_.clock;
        clock.played = clock.played_at(entry_.at);
        clock.scenario = clock.scenario_at(entry_.at);
        clock.since = entry_.at;
        return clock;
    }

    const Seat* sender() const { return state_.seat(entry_.seat); }
    std::string group() const { return sender() == nullptr ? std::string() : sender()->group; }

    void open_session() {
        state_.id = line(args_, "id");
        state_.scenario = line(args_, "scenario");
        state_.attacker = line(args_, "attacker");
        state_.version = line(args_, "version");
        state_.control = line(args_, "control");
        state_.code = line(args_, "code");
        state_.seed = std::stoull(line(args_, "seed"));
        state_.world = std::stoull(line(args_, "world"));
        state_.rehearsal = flag(args_, "rehearsal");
        if (!script_.exercise.moves.empty()) {
            state_.clock.scenario = script_.exercise.moves.front().scenario;
        }
        for (const auto& decision : script_.exercise.decisions) {
            DecisionState& one = state_.decisions[decision.name.text];
            one.name = decision.name.text;
            one.group = decision.group ? decision.group->text : std::string();
            one.question = decision.question;
        }
        for (const auto& inject : script_.exercise.injects) state_.injects[inject.name.text] = {};
    }

    // The clock.

    void start() {
        state_.phase = Phase::playing;
        begin_move(0);
        state_.clock.running = true;
    }
    void begin_move(std::size_t number) {
        ClockState& clock = settle();
        clock.move = number;
        clock.played = Duration::zero();
        if (script_.exercise.moves.empty()) return;
        const scenario::Move& move = script_.exercise.moves[number];
        clock.scenario = move.scenario;
        clock.permille = std::llround(move.pace * 1000);
    }
    void pause() {
        ClockState& clock = settle();
        clock.running = false;
        clock.emergency = flag(args_, "emergency");
        clock.reason = line(args_, "reason");
    }
    void resume() {
        ClockState& clock = settle();
        clock.running = true;
        clock.emergency = false;
        clock.reason.clear();
    }
    /// The program was not there for a while: time stood still.
    void suspend() {
        ClockState& clock = state_.clock;
        clock.played = Duration::micros(value("played"));
        clock.scenario = SimTime::at(Duration::micros(value("scenario")));
        clock.since = entry_.at;
        clock.running = false;
        clock.reason = line(args_, "reason");
    }
    void pass_over() {
        for (const std::string& name : lines(args_, "send")) send(name);
        for (const std::string& name : lines(args_, "skip")) skip(name, {});
    }
    void jump() {
        pass_over();
        settle().scenario = SimTime::at(Duration::micros(value("to")));
    }
    void enter_move() {
        pass_over();
        begin_move(*script_.move(line(args_, "move")));
    }
    void end() {
        settle().running = false;
        state_.phase = Phase::ended;
    }

    // Injects and messages.

    void send(const std::string& name) {
        InjectState& inject = state_.injects[name];
        const scenario::Inject& written = *script_.inject(name);
        inject.state = InjectState::State::sent;
        Delivered made;
        made.inject = name;
        made.to = inject.to ? *inject.to : texts_of(written.to);
        made.mode = written.mode;
        made.from = written.from;
        made.title = inject.title ? in_both_languages(*inject.title) : written.title;
        made.text = inject.text ? in_both_languages(*inject.text) : written.message;
        made.attachments = written.attachments;
        deliver(std::move(made));
    }
    void deliver(Delivered made) {
        made.number = entry_.number;
        made.at = entry_.at;
        made.scenario = scenario_now();
        state_.delivered.push_back(std::move(made));
    }
    void deliver_free() {
        Delivered made;
        made.to = lines(args_, "to");
        made.mode = value_of<scenario::InjectMode>(line(args_, "mode"))
                        .value_or(scenario::InjectMode::in_person);
        made.from = in_both_languages(line(args_, "from"));
        made.title = in_both_languages(line(args_, "title"));
        made.text = in_both_languages(line(args_, "text"));
        made.request = static_cast<std::uint64_t>(value("request"));
        if (made.request != 0) close_request(value("request"));
        deliver(std::move(made));
    }
    void hold() {
        state_.injects[line(args_, "inject")].state =
            flag(args_, "held") ? InjectState::State::held : InjectState::State::queued;
    }
    void skip(const std::string& name, const std::string& reason) {
        InjectState& inject = state_.injects[name];
        inject.state = InjectState::State::skipped;
        inject.reason = reason;
    }
    void reword() {
        InjectState& inject = state_.injects[line(args_, "inject")];
        if (args_.contains("title")) inject.title = line(args_, "title");
        if (args_.contains("text")) inject.text = line(args_, "text");
        if (args_.contains("to")) inject.to = lines(args_, "to");
    }
    Delivered& delivered(std::int64_t number) {
        const auto found = std::find_if(
            state_.delivered.begin(), state_.delivered.end(),
            [&](const Delivered& one) { return one.number == static_cast<std::uint64_t>(number); });
        ensure(found != state_.delivered.end(), "there is no message {}", number);
        return *found;
    }
    void withdraw(std::int64_t number, const std::string& reason) {
        Delivered& message = delivered(number);
        message.withdrawn = true;
        message.reason = reason;
    }
    void mark() {
        delivered(value("message")).marks[entry_.seat] = *value_of<Mark>(line(args_, "mark"));
    }
    void pass() {
        Delivered made = delivered(value("message"));
        made.from = in_both_languages(sender()->name);
        made.to = {line(args_, "to")};
        made.marks.clear();
        made.inject.clear();
        const std::string words = line(args_, "text");
        if (!words.empty()) {
            made.text = {words + "\n\n" + made.text.en, words + "\n\n" + made.text.de};
        }
        deliver(std::move(made));
    }
    void ask() {
        state_.requests.push_back({.number = entry_.number,
                                   .seat = entry_.seat,
                                   .group = group(),
                                   .text = line(args_, "text"),
                                   .at = entry_.at,
                                   .scenario = scenario_now()});
    }
    void close_request(std::int64_t number) {
        for (Question& one : state_.requests) {
            if (one.number == static_cast<std::uint64_t>(number)) one.closed = true;
        }
    }
    void add_line(Line::Kind kind) {
        Line made;
        made.number = entry_.number;
        made.kind = kind;
        made.seat = entry_.seat;
        const Seat* seat = sender();
        if (seat != nullptr && seat->role == Role::player) made.group = seat->group;
        made.text = line(args_, "text");
        made.whom = lines(args_, "whom");
        made.objective = line(args_, "objective");
        made.inject = line(args_, "inject");
        if (args_.contains("task")) made.task = static_cast<std::size_t>(value("task"));
        made.at = entry_.at;
        made.scenario = scenario_now();
        state_.lines.push_back(std::move(made));
    }

    // Decisions and orders.

    DecisionState& decision() { return state_.decisions[line(args_, "decision")]; }

    void open_decision() {
        DecisionState& one = decision();
        one.name = line(args_, "decision");
        if (args_.contains("group")) one.group = line(args_, "group");
        if (args_.contains("question")) {
            one.question = {line(args_, "question"), line(args_, "question")};
        }
        if (args_.contains("options")) one.options = lines(args_, "options");
        one.state = DecisionState::State::opened;
        one.opened_at = entry_.at;
        one.opened_scenario = scenario_now();
        one.returned.clear();
    }
    void choose(DecisionState::State state) {
        DecisionState& one = decision();
        one.state = state;
        one.option = line(args_, "option");
        one.text = line(args_, "text");
        one.by = entry_.seat;
        if (state != DecisionState::State::committed) return;
        one.committed_at = entry_.at;
        one.committed_scenario = scenario_now();
    }
    void accept() {
        DecisionState& one = decision();
        one.state = DecisionState::State::accepted;
        one.accepted_by = entry_.number;
        one.accepted_at = entry_.at;
        one.accepted_scenario = scenario_now();
        std::uint32_t part = 0;
        for (const std::string& play : lines(args_, "plays")) {
            add_order({.part = part++, .title = play, .play = play, .decision = one.name});
        }
    }
    void give_back() {
        DecisionState& one = decision();
        one.state = DecisionState::State::opened;
        one.returned = line(args_, "reason");
    }
    void add_order(Order made) {
        made.entry = entry_.number;
        made.branch = state_.branch;
        made.at = scenario_now();
        state_.orders.push_back(std::move(made));
    }
    void order() {
        add_order({.title = line(args_, "title"),
                   .play = line(args_, "play"),
                   .actions = line(args_, "actions")});
    }
    void branch() {
        const SimTime now = scenario_now();
        state_.branches[state_.branch].stands = now;
        const SimTime from =
            args_.contains("at") ? SimTime::at(Duration::micros(value("at"))) : now;
        state_.branches.push_back({.name = line(args_, "name"),
                                   .parent = state_.branch,
                                   .from = from,
                                   .stands = from,
                                   .entry = entry_.number});
        enter_branch(state_.branches.size() - 1);
    }
    void switch_branch() {
        state_.branches[state_.branch].stands = scenario_now();
        enter_branch(static_cast<std::size_t>(value("branch")));
    }
    /// People need a moment to see where they are: the clock stands.
    void enter_branch(std::size_t number) {
        ClockState& clock = settle();
        clock.running = false;
        clock.scenario = state_.branches[number].stands;
        state_.branch = number;
    }

    void undo(std::uint64_t number) {
        for (Order& one : state_.orders) {
            if (one.entry == number) one.undone = true;
        }
        for (auto& [name, decision] : state_.decisions) {
            if (decision.accepted_by != number) continue;
            decision.state = DecisionState::State::committed;
            decision.accepted_by = 0;
            decision.accepted_at.reset();
            decision.accepted_scenario.reset();
        }
        for (Delivered& one : state_.delivered) {
            if (one.number != number) continue;
            one.withdrawn = true;
            one.reason = line(args_, "reason");
            if (!one.inject.empty()) state_.injects[one.inject].state = InjectState::State::held;
        }
        for (Line& one : state_.lines) one.undone = one.undone || one.number == number;
        for (RatedTask& one : state_.ratings) one.undone = one.undone || one.number == number;
    }

    // Evaluation.

    void rate_task() {
        RatedTask made;
        made.number = entry_.number;
        made.seat = entry_.seat;
        made.objective = line(args_, "objective");
        if (args_.contains("task")) made.task = static_cast<std::size_t>(value("task"));
        made.rating = line(args_, "rating");
        made.evidence = line(args_, "evidence");
        made.strength = line(args_, "strength");
        made.improvement = line(args_, "improvement");
        made.inject = line(args_, "inject");
        made.at = entry_.at;
        made.scenario = scenario_now();
        state_.ratings.push_back(std::move(made));
    }
    void feed_back() {
        // What somebody sends again takes the place of what they sent before.
        std::erase_if(state_.feedback,
                      [&](const Feedback& one) { return one.seat == entry_.seat; });
        state_.feedback.push_back({.seat = entry_.seat,
                                   .strengths = line(args_, "strengths"),
                                   .improvements = line(args_, "improvements"),
                                   .marks = lines(args_, "marks")});
    }
    void pin() {
        state_.pins.push_back({.number = entry_.number,
                               .title = line(args_, "title"),
                               .result = line(args_, "result"),
                               .scenario = scenario_now()});
    }

    // Seats.

    void add_seat() {
        Seat made;
        made.number = entry_.number;
        made.name = line(args_, "name");
        made.token = line(args_, "token");
        made.at = entry_.at;
        if (entry_.type == T::seat_control) {
            made.role = Role::control;
            made.state = Seat::State::admitted;
        } else {
            made.role = *value_of<Role>(line(args_, "role"));
            made.group = line(args_, "group");
        }
        state_.seats.emplace(made.number, std::move(made));
    }
    void place_seat() {
        Seat& seat = state_.seats.at(static_cast<std::uint64_t>(value("seat")));
        if (args_.contains("role")) seat.role = *value_of<Role>(line(args_, "role"));
        if (args_.contains("group")) seat.group = line(args_, "group");
        seat.state = Seat::State::admitted;
        const bool is_spoken_for =
            std::any_of(state_.seats.begin(), state_.seats.end(), [&](const auto& other) {
                return other.first != seat.number && other.second.speaks &&
                       other.second.group == seat.group &&
                       other.second.state == Seat::State::admitted;
            });
        if (args_.contains("speaks")) {
            seat.speaks = flag(args_, "speaks");
        } else if (seat.role == Role::player && !is_spoken_for) {
            seat.speaks = true;  // the first of a group
        }
    }
    void revoke() {
        Seat& seat = state_.seats.at(static_cast<std::uint64_t>(value("seat")));
        seat.state = Seat::State::revoked;
        seat.speaks = false;
    }
    void take_console() {
        for (auto& [number, seat] : state_.seats) {
            if (seat.role == Role::control) seat.role = Role::controller;
        }
        state_.seats.at(entry_.seat).role = Role::control;
    }
};

}  // namespace

std::string thing_of(CommandType type, const Json& args) {
    switch (type) {
        case T::start:
        case T::pause:
        case T::resume:
        case T::rate:
        case T::jump:
        case T::move:
        case T::branch:
        case T::switch_branch:
        case T::end: return "clock";
        case T::inject_send:
        case T::inject_hold:
        case T::inject_skip:
        case T::inject_reword:
        case T::inject_due: return "inject:" + line(args, "inject");
        case T::decision_open:
        case T::decision_propose:
        case T::decision_commit:
        case T::decision_accept:
        case T::decision_return: return "decision:" + line(args, "decision");
        case T::seat_admit:
        case T::seat_move:
        case T::seat_revoke: return "seat:" + std::to_string(number(args, "seat"));
        case T::message:
        case T::message_withdraw:
        case T::message_mark:
        case T::message_pass:
        case T::ask:
        case T::request_close:
        case T::inform:
        case T::note:
        case T::order:
        case T::undo:
        case T::observe:
        case T::rate_task:
        case T::feedback:
        case T::pin:
        case T::seat_ask:
        case T::seat_control:
        case T::console_take:
        case T::lock:
        case T::hot_wash:
        case T::session_open:
        case T::session_link:
        case T::clock_beat:
        case T::clock_suspend:
        case T::checkpoint: return {};
    }
    unreachable();
}

void apply(SessionState& state, const Script& script, const Entry& entry) {
    Applied(state, script, entry).apply();
    state.entries = entry.number;
    state.last = entry.at;
    const std::string thing = thing_of(entry.type, entry.args);
    if (!thing.empty()) state.changed[thing] = {entry.number, entry.seat};
    if (!entry.id.empty()) state.known[{entry.seat, entry.id}] = entry.number;
}

}  // namespace kammerspiel::live
