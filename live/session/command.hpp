#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "kammerspiel/base/message.hpp"
#include "kammerspiel/base/words.hpp"
#include "live/session/json.hpp"

// What people at an exercise can do, who of them may, and what they have to say for it. One table
// decides: what is not in it is refused.

namespace kammerspiel::live {

/// Who sits at a seat.
enum class Role {
    control,     ///< leads the exercise; may do everything that people may
    controller,  ///< helps: gives injects, answers, opens decisions
    player,
    evaluator,
    wall,    ///< a screen for all; only looks
    server,  ///< the program itself; nobody sits there
};
constexpr auto vocabulary(Role) {
    using enum Role;
    return std::array{Word{control, "control"}, Word{controller, "controller"},
                      Word{player, "player"},   Word{evaluator, "evaluator"},
                      Word{wall, "wall"},       Word{server, "server"}};
}

enum class Phase {
    lobby,    ///< people come in
    playing,  ///< the clock runs, or is paused
    ended,
    hot_wash,  ///< all may see what was so
};
constexpr auto vocabulary(Phase) {
    using enum Phase;
    return std::array{Word{lobby, "lobby"}, Word{playing, "playing"}, Word{ended, "ended"},
                      Word{hot_wash, "hot-wash"}};
}

enum class CommandType {
    start,
    pause,
    resume,
    rate,
    jump,
    move,
    inject_send,
    inject_hold,
    inject_skip,
    inject_reword,
    inject_due,
    message,
    message_withdraw,
    message_mark,
    message_pass,
    ask,
    request_close,
    inform,
    note,
    decision_open,
    decision_propose,
    decision_commit,
    decision_accept,
    decision_return,
    order,
    branch,
    switch_branch,
    undo,
    observe,
    rate_task,
    feedback,
    pin,
    seat_ask,
    seat_control,
    seat_admit,
    seat_move,
    seat_revoke,
    console_take,
    lock,
    end,
    hot_wash,
    session_open,
    session_link,
    clock_beat,
    clock_suspend,
    checkpoint,
};
constexpr auto vocabulary(CommandType) {
    using enum CommandType;
    return std::array{Word{start, "start"},
                      Word{pause, "pause"},
                      Word{resume, "resume"},
                      Word{rate, "rate"},
                      Word{jump, "jump"},
                      Word{move, "move"},
                      Word{inject_send, "inject.send"},
                      Word{inject_hold, "inject.hold"},
                      Word{inject_skip, "inject.skip"},
                      Word{inject_reword, "inject.reword"},
                      Word{inject_due, "inject.due"},
                      Word{message, "message"},
                      Word{message_withdraw, "message.withdraw"},
                      Word{message_mark, "message.mark"},
                      Word{message_pass, "message.pass"},
                      Word{ask, "ask"},
                      Word{request_close, "request.close"},
                      Word{inform, "inform"},
                      Word{note, "note"},
                      Word{decision_open, "decision.open"},
                      Word{decision_propose, "decision.propose"},
                      Word{decision_commit, "decision.commit"},
                      Word{decision_accept, "decision.accept"},
                      Word{decision_return, "decision.return"},
                      Word{order, "order"},
                      Word{branch, "branch"},
                      Word{switch_branch, "switch"},
                      Word{undo, "undo"},
                      Word{observe, "observe"},
                      Word{rate_task, "rate-task"},
                      Word{feedback, "feedback"},
                      Word{pin, "pin"},
                      Word{seat_ask, "seat.ask"},
                      Word{seat_control, "seat.control"},
                      Word{seat_admit, "seat.admit"},
                      Word{seat_move, "seat.move"},
                      Word{seat_revoke, "seat.revoke"},
                      Word{console_take, "console.take"},
                      Word{lock, "lock"},
                      Word{end, "end"},
                      Word{hot_wash, "hot-wash"},
                      Word{session_open, "session.open"},
                      Word{session_link, "session.link"},
                      Word{clock_beat, "clock.beat"},
                      Word{clock_suspend, "clock.suspend"},
                      Word{checkpoint, "checkpoint"}};
}

enum class FieldKind {
    line,    ///< a line of text, at most 300 bytes
    text,    ///< at most 8,000 bytes
    lines,   ///< at most 100 lines
    number,  ///< a whole number of at most ±2^53
    boolean,
};

/// What a command may say.
struct Field {
    std::string_view name;
    FieldKind kind = FieldKind::line;
    bool is_required = true;
};

/// The roles, as a set.
using Roles = std::uint8_t;
[[nodiscard]] constexpr Roles bit(Role role) {
    return static_cast<Roles>(1U << static_cast<unsigned>(role));
}
/// The phases, likewise.
using Phases = std::uint8_t;
[[nodiscard]] constexpr Phases bit(Phase phase) {
    return static_cast<Phases>(1U << static_cast<unsigned>(phase));
}

struct CommandRule {
    CommandType type;
    Roles roles = 0;    ///< who may
    Phases phases = 0;  ///< when
    std::span<const Field> fields;
};

/// In the order of CommandType.
[[nodiscard]] std::span<const CommandRule> command_rules();
[[nodiscard]] const CommandRule& rule_of(CommandType type);

/// A command as somebody sends it.
struct Command {
    std::string id;          ///< of the sender's choice; a second time it is the same command
    std::uint64_t base = 0;  ///< the newest entry of the journal that the sender knew; 0: none
    CommandType type = CommandType::note;
    Json args = Json::object();
};

/// Why a command is not carried out.
struct Refusal {
    enum class Why {
        invalid,    ///< it does not say what it must
        forbidden,  ///< not in this role, not now, or not this one
        conflict,   ///< somebody else was quicker
        too_fast,
        storage,  ///< it could not be written down
    };
    Why why = Why::invalid;
    Message message;
    std::uint64_t current = 0;  ///< of a conflict: the entry that was quicker
};

/// Takes a command apart. What has other fields than its rule, or lacks some, is refused.
[[nodiscard]] std::variant<Command, Refusal> read_command(const Json& written);

}  // namespace kammerspiel::live
