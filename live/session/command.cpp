#include "live/session/command.hpp"

#include <algorithm>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::live {
namespace {

using enum FieldKind;
using T = CommandType;

constexpr Roles control = bit(Role::control);
constexpr Roles controls = control | bit(Role::controller);
constexpr Roles players = bit(Role::player);
constexpr Roles evaluators = bit(Role::evaluator);
constexpr Roles server = bit(Role::server);

constexpr Phases lobby = bit(Phase::lobby);
constexpr Phases playing = bit(Phase::playing);
constexpr Phases after = bit(Phase::ended) | bit(Phase::hot_wash);
constexpr Phases any = lobby | playing | after;

constexpr std::array<Field, 0> nothing{};
constexpr std::array why_paused{Field{"reason", line, false}, Field{"emergency", boolean, false}};
constexpr std::array speed{Field{"permille", number}};
constexpr std::array passed_over{Field{"to", number}, Field{"send", lines, false},
                                 Field{"skip", lines, false}};
constexpr std::array next_move{Field{"move"}, Field{"send", lines, false},
                               Field{"skip", lines, false}};
constexpr std::array sent{Field{"inject"}};
constexpr std::array held{Field{"inject"}, Field{"held", boolean}};
constexpr std::array skipped{Field{"inject"}, Field{"reason", line, false}};
constexpr std::array reworded{Field{"inject"}, Field{"title", line, false},
                              Field{"text", text, false}, Field{"to", lines, false}};
constexpr std::array written{Field{"to", lines},         Field{"mode"},
                             Field{"from", line, false}, Field{"title", line, false},
                             Field{"text", text},        Field{"request", number, false}};
constexpr std::array withdrawn{Field{"message", number}, Field{"reason", line, false}};
constexpr std::array marked{Field{"message", number}, Field{"mark"}};
constexpr std::array passed{Field{"message", number}, Field{"to"}, Field{"text", text, false}};
constexpr std::array said{Field{"text", text}};
constexpr std::array closed{Field{"request", number}};
constexpr std::array informed{Field{"whom", lines}, Field{"text", text}};
constexpr std::array opened{Field{"decision"}, Field{"question", text, false},
                            Field{"group", line, false}, Field{"options", lines, false}};
constexpr std::array chosen{Field{"decision"}, Field{"option", line, false},
                            Field{"text", text, false}};
/// `plays` are those that are ordered with it, each as strategy/play.
constexpr std::array accepted{Field{"decision"}, Field{"plays", lines, false}};
constexpr std::array returned{Field{"decision"}, Field{"reason", text, false}};
/// A play of the scenario, or `actions` as they would stand under `do:`.
constexpr std::array ordered{Field{"title"}, Field{"play", line, false},
                             Field{"actions", text, false}};
constexpr std::array branched{Field{"name"}, Field{"at", number, false}};
constexpr std::array switched{Field{"branch", number}};
constexpr std::array undone{Field{"entry", number}, Field{"reason", line, false}};
constexpr std::array observed{Field{"text", text}, Field{"objective", line, false},
                              Field{"task", number, false}, Field{"inject", line, false}};
constexpr std::array rated{
    Field{"objective"},          Field{"task", number, false},   Field{"rating"},
    Field{"evidence", text},     Field{"strength", text, false}, Field{"improvement", text, false},
    Field{"inject", line, false}};
constexpr std::array fed_back{Field{"strengths", text, false}, Field{"improvements", text, false},
                              Field{"marks", lines, false}};
constexpr std::array pinned{Field{"title"}, Field{"result", text}};
constexpr std::array asked_for_seat{Field{"name"}, Field{"role"}, Field{"group", line, false},
                                    Field{"token"}};
constexpr std::array control_seat{Field{"name"}, Field{"token"}};
constexpr std::array seated{Field{"seat", number}, Field{"role", line, false},
                            Field{"group", line, false}, Field{"speaks", boolean, false}};
constexpr std::array one_seat{Field{"seat", number}};
constexpr std::array locked{Field{"locked", boolean}};
constexpr std::array linked{Field{"control"}};
constexpr std::array session{
    Field{"id"},      Field{"scenario"}, Field{"seed"},
    Field{"world"},   Field{"attacker"}, Field{"version"},
    Field{"control"}, Field{"code"},     Field{"rehearsal", boolean, false}};
constexpr std::array suspended{Field{"scenario", number}, Field{"played", number},
                               Field{"reason", line, false}};
constexpr std::array checked{Field{"digest"}};

// A player who may not yet, or no longer, take part in the game can still write what was seen.
constexpr std::array rules{
    CommandRule{T::start, control, lobby, nothing},
    CommandRule{T::pause, controls, playing, why_paused},
    CommandRule{T::resume, controls, playing, nothing},
    CommandRule{T::rate, controls, playing, speed},
    CommandRule{T::jump, control, playing, passed_over},
    CommandRule{T::move, control, playing, next_move},
    CommandRule{T::inject_send, controls, playing, sent},
    CommandRule{T::inject_hold, controls, lobby | playing, held},
    CommandRule{T::inject_skip, controls, lobby | playing, skipped},
    CommandRule{T::inject_reword, controls, lobby | playing, reworded},
    CommandRule{T::inject_due, server, playing, sent},
    CommandRule{T::message, controls, playing, written},
    CommandRule{T::message_withdraw, controls, playing, withdrawn},
    CommandRule{T::message_mark, players, playing, marked},
    CommandRule{T::message_pass, players, playing, passed},
    CommandRule{T::ask, players, playing, said},
    CommandRule{T::request_close, controls, playing | after, closed},
    CommandRule{T::inform, players, playing, informed},
    CommandRule{T::note, controls | players | evaluators, any, said},
    CommandRule{T::decision_open, controls, playing, opened},
    CommandRule{T::decision_propose, players, playing, chosen},
    CommandRule{T::decision_commit, players, playing, chosen},
    CommandRule{T::decision_accept, control, playing, accepted},
    CommandRule{T::decision_return, control, playing, returned},
    CommandRule{T::order, control, playing, ordered},
    CommandRule{T::branch, control, playing | after, branched},
    CommandRule{T::switch_branch, control, playing | after, switched},
    CommandRule{T::undo, control, playing | after, undone},
    CommandRule{T::observe, controls | evaluators, any, observed},
    CommandRule{T::rate_task, evaluators | control, playing | after, rated},
    CommandRule{T::feedback, players | evaluators, after, fed_back},
    CommandRule{T::pin, control, playing | after, pinned},
    CommandRule{T::seat_ask, server, any, asked_for_seat},
    CommandRule{T::seat_control, server, any, control_seat},
    CommandRule{T::seat_admit, controls, any, seated},
    CommandRule{T::seat_move, control, any, seated},
    CommandRule{T::seat_revoke, control, any, one_seat},
    CommandRule{T::console_take, bit(Role::controller), any, nothing},
    CommandRule{T::lock, controls, any, locked},
    CommandRule{T::end, control, playing, nothing},
    CommandRule{T::hot_wash, control, after, nothing},
    CommandRule{T::session_open, server, lobby, session},
    CommandRule{T::session_link, server, any, linked},
    CommandRule{T::clock_beat, server, playing, nothing},
    CommandRule{T::clock_suspend, server, playing, suspended},
    CommandRule{T::checkpoint, server, any, checked},
};

constexpr bool is_in_order() {
    if (rules.size() != Words<CommandType>::count) return false;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (static_cast<std::size_t>(rules[i].type) != i) return false;
    }
    return true;
}
static_assert(is_in_order(), "rules are found by the number of their command");

constexpr std::size_t longest_line = 300;
constexpr std::size_t longest_text = 8000;
constexpr std::size_t most_lines = 100;
constexpr std::int64_t largest_number = std::int64_t{1} << 53;

bool is_text(const Json& value, std::size_t longest) {
    return value.is_string() && value.get_ref<const std::string&>().size() <= longest;
}

bool fits(const Json& value, FieldKind kind) {
    switch (kind) {
        case line: return is_text(value, longest_line);
        case text: return is_text(value, longest_text);
        case lines:
            return value.is_array() && value.size() <= most_lines &&
                   std::all_of(value.begin(), value.end(),
                               [](const Json& one) { return is_text(one, longest_line); });
        case number:
            return value.is_number_integer() && value <= largest_number && value >= -largest_number;
        case boolean: return value.is_boolean();
    }
    unreachable();
}

Refusal invalid(std::string_view what) {
    return {Refusal::Why::invalid, {"live.refused.invalid", {{"what", what}}}};
}

std::optional<Refusal> wrong_fields(const Json& args, std::span<const Field> fields) {
    for (const auto& [key, value] : args.items()) {
        const auto field = std::find_if(fields.begin(), fields.end(),
                                        [&](const Field& one) { return one.name == key; });
        if (field == fields.end() || !fits(value, field->kind)) return invalid(key);
    }
    for (const Field& field : fields) {
        if (field.is_required && !args.contains(field.name)) return invalid(field.name);
    }
    return std::nullopt;
}

}  // namespace

std::span<const CommandRule> command_rules() { return rules; }

const CommandRule& rule_of(CommandType type) { return rules.at(static_cast<std::size_t>(type)); }

std::variant<Command, Refusal> read_command(const Json& written) {
    if (!written.is_object()) return invalid("{}");
    for (const auto& [key, value] : written.items()) {
        if (key != "id" && key != "base" && key != "type" && key != "args") return invalid(key);
    }
    Command command;
    const auto id = written.find("id");
    constexpr std::size_t longest_id = 64;
    if (id == written.end() || !is_text(*id, longest_id) || id->get<std::string>().empty()) {
        return invalid("id");
    }
    command.id = id->get<std::string>();
    if (const auto base = written.find("base"); base != written.end()) {
        if (!base->is_number_unsigned()) return invalid("base");
        command.base = base->get<std::uint64_t>();
    }
    const auto type = written.find("type");
    if (type == written.end() || !type->is_string()) return invalid("type");
    const auto known = value_of<CommandType>(type->get_ref<const std::string&>());
    if (!known) return invalid("type");
    command.type = *known;
    if (const auto args = written.find("args"); args != written.end()) {
        if (!args->is_object()) return invalid("args");
        command.args = *args;
    }
    if (auto fault = wrong_fields(command.args, rule_of(command.type).fields)) return *fault;
    return command;
}

}  // namespace kammerspiel::live
