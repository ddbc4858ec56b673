#include <algorithm>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/exercise/evaluation.hpp"
#include "live/session/state.hpp"

namespace kammerspiel::live {
namespace {

using T = CommandType;
using Why = Refusal::Why;

Refusal refuse(Why why, std::string key, std::vector<Argument> arguments = {}) {
    return {why, {std::move(key), std::move(arguments)}};
}
Refusal unknown(const std::string& name) {
    return refuse(Why::invalid, "live.refused.unknown", {{"name", name}});
}
Refusal not_now() { return refuse(Why::forbidden, "live.refused.not_now"); }
Refusal not_you() { return refuse(Why::forbidden, "live.refused.role"); }

/// What a command means in the state that it meets, beside its rule.
class Check {
   public:
    Check(const SessionState& state, const Script& script, std::uint64_t seat,
          const Command& command)
        : state_(state), script_(script), seat_(seat), command_(command), args_(command.args) {}

    std::optional<Refusal> find() const {
        switch (command_.type) {
            case T::pause: return when(!state_.clock.running && !flag("emergency"));
            case T::resume: return when(state_.clock.running);
            case T::rate: return speed();
            case T::jump: return jump();
            case T::move: return enter_move();
            case T::inject_send: return inject(true);
            case T::inject_due: return due();
            case T::inject_hold:
            case T::inject_skip: return inject(false);
            case T::inject_reword: return reword();
            case T::message: return free_message();
            case T::message_withdraw: return known_message();
            case T::message_mark: return mark();
            case T::message_pass: return pass();
            case T::request_close: return known_request();
            case T::decision_open: return open_decision();
            case T::decision_propose: return propose();
            case T::decision_commit: return commit();
            case T::decision_accept: return committed();
            case T::decision_return: return give_back();
            case T::order: return order();
            case T::branch: return branch();
            case T::switch_branch: return switch_branch();
            case T::undo: return undo();
            case T::observe: return objective(true);
            case T::rate_task: return rate_task();
            case T::seat_ask: return ask_for_seat();
            case T::seat_admit: return place(Seat::State::asked);
            case T::seat_move: return place(Seat::State::admitted);
            case T::seat_revoke: return revoke();
            case T::session_open: return when(state_.entries != 0);
            case T::end:
            case T::hot_wash:
            case T::start:
            case T::ask:
            case T::inform:
            case T::note:
            case T::feedback:
            case T::pin:
            case T::seat_control:
            case T::console_take:
            case T::lock:
            case T::session_link:
            case T::clock_beat:
            case T::clock_suspend:
            case T::checkpoint: return std::nullopt;
        }
        unreachable();
    }

   private:
    const SessionState& state_;
    const Script& script_;
    std::uint64_t seat_;
    const Command& command_;
    const Json& args_;

    static std::optional<Refusal> when(bool is_wrong) {
        return is_wrong ? std::optional(not_now()) : std::nullopt;
    }
    std::string line(const char* name) const {
        return args_.contains(name) ? args_[name].get<std::string>() : std::string();
    }
    bool flag(const char* name) const { return args_.contains(name) && args_[name].get<bool>(); }
    std::int64_t number(const char* name) const {
        return args_.contains(name) ? args_[name].get<std::int64_t>() : 0;
    }
    const Seat* sender() const { return state_.seat(seat_); }

    std::optional<Refusal> speed() const {
        constexpr std::int64_t fastest = 10'000'000;  // more than two months a minute
        const std::int64_t wanted = number("permille");
        if (wanted >= 0 && wanted <= fastest) return std::nullopt;
        return refuse(Why::invalid, "live.refused.invalid", {{"what", "permille"}});
    }
    std::optional<Refusal> injects_are_known(const char* list) const {
        if (!args_.contains(list)) return std::nullopt;
        for (const Json& name : args_[list]) {
            if (auto fault = queued(name.get<std::string>(), true)) return fault;
        }
        return std::nullopt;
    }
    std::optional<Refusal> passed_over() const {
        if (auto fault = injects_are_known("send")) return fault;
        return injects_are_known("skip");
    }
    /// Back in time is a branch: what was known cannot be unknown.
    std::optional<Refusal> jump() const {
        const SimTime to = SimTime::at(Duration::micros(number("to")));
        if (to < state_.clock.scenario) return refuse(Why::forbidden, "live.refused.back");
        return passed_over();
    }
    std::optional<Refusal> enter_move() const {
        if (!script_.move(line("move"))) return unknown(line("move"));
        return passed_over();
    }

    std::optional<Refusal> queued(const std::string& name, bool is_sent) const {
        const scenario::Inject* written = script_.inject(name);
        const auto found = state_.injects.find(name);
        if (written == nullptr || found == state_.injects.end()) return unknown(name);
        const bool is_handed_out = written->type == scenario::Inject::Type::inject ||
                                   written->type == scenario::Inject::Type::contingency;
        if (is_sent && !is_handed_out) return not_now();
        return when(found->second.state == InjectState::State::sent);
    }
    std::optional<Refusal> inject(bool is_sent) const { return queued(line("inject"), is_sent); }
    std::optional<Refusal> due() const {
        if (auto fault = inject(true)) return fault;
        return when(state_.injects.at(line("inject")).state != InjectState::State::queued);
    }
    std::optional<Refusal> groups_are_known() const {
        if (!args_.contains("to")) return std::nullopt;
        for (const Json& group : args_["to"]) {
            if (!script_.has_group(group.get<std::string>())) {
                return unknown(group.get<std::string>());
            }
        }
        return std::nullopt;
    }
    std::optional<Refusal> reword() const {
        if (auto fault = inject(false)) return fault;
        return groups_are_known();
    }
    std::optional<Refusal> free_message() const {
        if (!value_of<scenario::InjectMode>(line("mode"))) return unknown(line("mode"));
        if (args_.contains("request")) {
            if (auto fault = known_request()) return fault;
        }
        return groups_are_known();
    }
    const Delivered* message() const {
        const auto found = std::find_if(
            state_.delivered.begin(), state_.delivered.end(), [&](const Delivered& one) {
                return one.number == static_cast<std::uint64_t>(number("message"));
            });
        return found == state_.delivered.end() ? nullptr : &*found;
    }
    std::optional<Refusal> known_message() const {
        if (message() != nullptr) return std::nullopt;
        return unknown(std::to_string(number("message")));
    }
    /// Of a message to others there is nothing to be learnt, not even that there is one.
    std::optional<Refusal> own_message() const {
        const Delivered* found = message();
        if (found != nullptr && found->is_for(sender()->group)) return std::nullopt;
        return unknown(std::to_string(number("message")));
    }
    std::optional<Refusal> mark() const {
        if (!value_of<Mark>(line("mark"))) return unknown(line("mark"));
        return own_message();
    }
    std::optional<Refusal> pass() const {
        if (!script_.has_group(line("to"))) return unknown(line("to"));
        if (auto fault = own_message()) return fault;
        return when(message()->withdrawn);
    }
    std::optional<Refusal> known_request() const {
        const bool is_known =
            std::any_of(state_.requests.begin(), state_.requests.end(), [&](const Question& one) {
                return one.number == static_cast<std::uint64_t>(number("request"));
            });
        if (is_known) return std::nullopt;
        return unknown(std::to_string(number("request")));
    }

    std::optional<Refusal> open_decision() const {
        const DecisionState* one = state_.decision(line("decision"));
        const std::string group = line("group");
        if (!group.empty() && !script_.has_group(group)) return unknown(group);
        if (one == nullptr) return when(line("question").empty());
        return when(one->state != DecisionState::State::waiting);
    }
    /// Decisions of others, and such as are not open, are not known to players.
    std::optional<Refusal> own_decision() const {
        const DecisionState* one = state_.decision(line("decision"));
        const bool is_theirs = one != nullptr && one->state != DecisionState::State::waiting &&
                               (one->group.empty() || one->group == sender()->group);
        if (!is_theirs) return unknown(line("decision"));
        const scenario::DecisionPoint* point = script_.decision(line("decision"));
        const std::string option = line("option");
        if (option.empty()) {
            return line("text").empty() ? std::optional(not_now()) : std::nullopt;
        }
        const bool is_option =
            std::find(one->options.begin(), one->options.end(), option) != one->options.end() ||
            (point != nullptr &&
             std::any_of(point->options.begin(), point->options.end(),
                         [&](const auto& known) { return known.name.text == option; }));
        if (!is_option) return unknown(option);
        return when(one->state == DecisionState::State::accepted ||
                    one->state == DecisionState::State::committed);
    }
    std::optional<Refusal> propose() const { return own_decision(); }
    std::optional<Refusal> commit() const {
        if (!sender()->speaks) return refuse(Why::forbidden, "live.refused.speaks");
        return own_decision();
    }
    std::optional<Refusal> in_state(DecisionState::State state) const {
        const DecisionState* one = state_.decision(line("decision"));
        if (one == nullptr) return unknown(line("decision"));
        return when(one->state != state);
    }
    std::optional<Refusal> committed() const { return in_state(DecisionState::State::committed); }
    std::optional<Refusal> give_back() const { return committed(); }

    std::optional<Refusal> order() const {
        return when(line("play").empty() == line("actions").empty());
    }
    std::optional<Refusal> branch() const {
        if (!args_.contains("at")) return std::nullopt;
        const SimTime at = SimTime::at(Duration::micros(number("at")));
        return when(at < SimTime::start());
    }
    std::optional<Refusal> switch_branch() const {
        const std::int64_t wanted = number("branch");
        if (wanted < 0 || wanted >= static_cast<std::int64_t>(state_.branches.size())) {
            return unknown(std::to_string(wanted));
        }
        return std::nullopt;
    }
    std::optional<Refusal> undo() const {
        const auto wanted = static_cast<std::uint64_t>(number("entry"));
        const auto is_it = [&](const auto& one, std::uint64_t entry, bool is_undone) {
            (void)one;
            return entry == wanted && !is_undone;
        };
        for (const Order& one : state_.orders) {
            if (is_it(one, one.entry, one.undone)) return std::nullopt;
        }
        for (const auto& [name, one] : state_.decisions) {
            if (wanted != 0 && one.accepted_by == wanted) return std::nullopt;
        }
        for (const Delivered& one : state_.delivered) {
            if (is_it(one, one.number, one.withdrawn)) return std::nullopt;
        }
        for (const Line& one : state_.lines) {
            if (one.kind == Line::Kind::observation && is_it(one, one.number, one.undone)) {
                return std::nullopt;
            }
        }
        for (const RatedTask& one : state_.ratings) {
            if (is_it(one, one.number, one.undone)) return std::nullopt;
        }
        return refuse(Why::forbidden, "live.refused.undo");
    }

    std::optional<Refusal> objective(bool may_lack) const {
        const std::string name = line("objective");
        if (name.empty() && may_lack) return std::nullopt;
        const scenario::Objective* found = script_.objective(name);
        if (found == nullptr) return unknown(name);
        const std::int64_t task = number("task");
        if (task < 0 ||
            (args_.contains("task") && task >= static_cast<std::int64_t>(found->tasks.size()))) {
            return unknown(std::to_string(task));
        }
        return std::nullopt;
    }
    std::optional<Refusal> rate_task() const {
        if (!value_of<exercise::Rating>(line("rating"))) return unknown(line("rating"));
        // A rating without evidence does not count, so it is not taken.
        if (line("evidence").empty()) {
            return refuse(Why::invalid, "live.refused.invalid", {{"what", "evidence"}});
        }
        return objective(false);
    }

    static bool is_for_people(const std::optional<Role>& role) {
        return role && *role != Role::server && *role != Role::control;
    }
    std::optional<Refusal> group_is_right(Role role, const std::string& group) const {
        if (role == Role::player ? script_.has_group(group) : group.empty()) return std::nullopt;
        return unknown(group);
    }
    std::optional<Refusal> ask_for_seat() const {
        const auto role = value_of<Role>(line("role"));
        if (!is_for_people(role)) return unknown(line("role"));
        if (line("name").empty()) {
            return refuse(Why::invalid, "live.refused.invalid", {{"what", "name"}});
        }
        if (state_.locked) return refuse(Why::forbidden, "live.refused.locked");
        constexpr std::size_t most = 400;  // more than any room holds, and no way to fill a disk
        if (state_.seats.size() >= most) return refuse(Why::forbidden, "live.refused.full");
        // Who does not say where they belong is placed when they are let in.
        if (*role == Role::player && line("group").empty()) return std::nullopt;
        return group_is_right(*role, line("group"));
    }
    std::optional<Refusal> place(Seat::State state) const {
        const Seat* seat = state_.seat(static_cast<std::uint64_t>(number("seat")));
        if (seat == nullptr) return unknown(std::to_string(number("seat")));
        if (seat->state != state) return not_now();
        Role role = seat->role;
        if (args_.contains("role")) {
            const auto wanted = value_of<Role>(line("role"));
            if (!is_for_people(wanted)) return unknown(line("role"));
            role = *wanted;
        }
        // Helpers let people in; they make nobody their like.
        const auto mine = state_.role_of(seat_);
        if (mine == Role::controller && role == Role::controller) return not_you();
        if (seat->role == Role::control) return not_you();
        return group_is_right(role, args_.contains("group") ? line("group") : seat->group);
    }
    std::optional<Refusal> revoke() const {
        const Seat* seat = state_.seat(static_cast<std::uint64_t>(number("seat")));
        if (seat == nullptr) return unknown(std::to_string(number("seat")));
        return when(seat->state == Seat::State::revoked || seat->number == seat_);
    }
};

}  // namespace

std::optional<Refusal> refused(const SessionState& state, const Script& script, std::uint64_t seat,
                               const Command& command) {
    const auto role = state.role_of(seat);
    const CommandRule& rule = rule_of(command.type);
    if (!role || (rule.roles & bit(*role)) == 0) return not_you();
    if ((rule.phases & bit(state.phase)) == 0) return not_now();
    if (const std::string thing = thing_of(command.type, command.args); !thing.empty()) {
        const auto changed = state.changed.find(thing);
        const bool is_late = command.base != 0 && changed != state.changed.end() &&
                             changed->second.entry > command.base && changed->second.seat != seat;
        if (is_late) {
            Refusal late = refuse(Why::conflict, "live.refused.conflict");
            late.current = changed->second.entry;
            return late;
        }
    }
    return Check(state, script, seat, command).find();
}

}  // namespace kammerspiel::live
