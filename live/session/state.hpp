#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/scenario/exercise.hpp"
#include "live/session/command.hpp"
#include "live/session/instant.hpp"

// What an exercise that is played has come to. It follows from its journal and from nothing else.

namespace kammerspiel::live {

/// One entry of the journal: a command that was accepted, when, and from which seat.
struct Entry {
    std::uint64_t number = 0;  ///< from 1
    Instant at;
    std::uint64_t seat = 0;  ///< 0: the program itself
    std::string id;
    CommandType type = CommandType::note;
    Json args = Json::object();
};
[[nodiscard]] std::string written(const Entry& entry);
/// Absent where it is no entry.
[[nodiscard]] std::optional<Entry> read_entry(std::uint64_t number, const std::string& text);

/// Both clocks as they stood when they were set last.
struct ClockState {
    Instant since;
    SimTime scenario;
    std::int64_t permille = 1000;  ///< scenario time that passes in a thousandth of real time
    bool running = false;
    bool emergency = false;  ///< paused because of a real incident
    std::string reason;
    std::size_t move = 0;  ///< position in the exercise's moves
    Duration played;       ///< real time that this move has run, pauses left out

    [[nodiscard]] SimTime scenario_at(Instant now) const;
    [[nodiscard]] Duration played_at(Instant now) const;
};

struct Seat {
    enum class State { asked, admitted, revoked };
    std::uint64_t number = 0;  ///< of the entry that made it
    std::string name;
    Role role = Role::player;
    std::string group;    ///< of players
    bool speaks = false;  ///< may commit the group to a decision
    State state = State::asked;
    std::string token;  ///< SHA-256 of what its browser holds
    Instant at;
};
constexpr auto vocabulary(Seat::State) {
    using enum Seat::State;
    return std::array{Word{asked, "asked"}, Word{admitted, "admitted"}, Word{revoked, "revoked"}};
}

struct InjectState {
    enum class State { queued, held, sent, skipped };
    State state = State::queued;
    std::optional<std::string> title, text;  ///< where control has worded it anew
    std::optional<std::vector<std::string>> to;
    std::string reason;
};
constexpr auto vocabulary(InjectState::State) {
    using enum InjectState::State;
    return std::array{Word{queued, "queued"}, Word{held, "held"}, Word{sent, "sent"},
                      Word{skipped, "skipped"}};
}

/// What a player holds a message to be.
enum class Mark { none, acknowledged, fact, assumption };
constexpr auto vocabulary(Mark) {
    using enum Mark;
    return std::array{Word{none, "none"}, Word{acknowledged, "acknowledged"}, Word{fact, "fact"},
                      Word{assumption, "assumption"}};
}

/// Something that players were handed.
struct Delivered {
    std::uint64_t number = 0;  ///< of the entry
    std::string inject;        ///< name; empty: made at the table
    std::vector<std::string> to;
    scenario::InjectMode mode = scenario::InjectMode::in_person;
    Localised from, title, text;
    std::vector<std::string> attachments;  ///< as the exercise names them
    Instant at;
    SimTime scenario;
    bool withdrawn = false;
    std::string reason;
    std::uint64_t request = 0;            ///< that it answers
    std::map<std::uint64_t, Mark> marks;  ///< by seat

    [[nodiscard]] bool is_for(const std::string& group) const;
};

/// A question of players to control.
struct Question {
    std::uint64_t number = 0;
    std::uint64_t seat = 0;
    std::string group;
    std::string text;
    Instant at;
    SimTime scenario;
    bool closed = false;
};

struct DecisionState {
    enum class State { waiting, opened, proposed, committed, accepted };
    State state = State::waiting;
    std::string name;
    std::string group;
    Localised question;
    std::vector<std::string> options;  ///< of one made at the table: titles
    std::string option, text;          ///< proposed last, or committed
    std::uint64_t by = 0;              ///< seat
    std::string returned;              ///< why it was given back
    std::uint64_t accepted_by = 0;     ///< the entry; 0: not accepted
    std::optional<Instant> opened_at, committed_at, accepted_at;
    std::optional<SimTime> opened_scenario, committed_scenario, accepted_scenario;
};
constexpr auto vocabulary(DecisionState::State) {
    using enum DecisionState::State;
    return std::array{Word{waiting, "waiting"}, Word{opened, "opened"}, Word{proposed, "proposed"},
                      Word{committed, "committed"}, Word{accepted, "accepted"}};
}

/// What the table has set in motion in the world.
struct Order {
    std::uint64_t entry = 0;
    std::uint32_t part = 0;  ///< of the entry, where it has several
    std::size_t branch = 0;  ///< in which it was given
    SimTime at;
    std::string title;
    std::string play;      ///< strategy/play of the scenario
    std::string actions;   ///< or actions as they are written in one
    std::string decision;  ///< that it follows from
    bool undone = false;
};

/// A course of the exercise: what it shares with another one up to a moment, and its own orders.
struct Branch {
    std::string name;
    std::size_t parent = 0;  ///< of the first one: itself
    SimTime from;            ///< where it leaves its parent
    SimTime stands;          ///< where its clock stood when it was left
    std::uint64_t entry = 0;
};

/// A line of the log that people write.
struct Line {
    enum class Kind { note, inform, observation };
    std::uint64_t number = 0;
    Kind kind = Kind::note;
    std::uint64_t seat = 0;
    std::string group;  ///< of a player
    std::string text;
    std::vector<std::string> whom;  ///< of `inform`
    std::string objective, inject;  ///< of an observation
    std::optional<std::size_t> task;
    Instant at;
    SimTime scenario;
    bool undone = false;
};

struct RatedTask {
    std::uint64_t number = 0;
    std::uint64_t seat = 0;
    std::string objective;
    std::optional<std::size_t> task;
    std::string rating;
    std::string evidence, strength, improvement, inject;
    Instant at;
    SimTime scenario;
    bool undone = false;
};

struct Feedback {
    std::uint64_t seat = 0;
    std::string strengths, improvements;
    std::vector<std::string> marks;
};

struct Pin {
    std::uint64_t number = 0;
    std::string title, result;
    SimTime scenario;
};

struct SessionState {
    std::uint64_t entries = 0;
    Instant last;
    Phase phase = Phase::lobby;
    // As the session was opened.
    std::string id;        ///< by chance: which session
    std::string scenario;  ///< hash of its meaning
    std::string attacker, version;
    std::string control;  ///< hash of the secret in control's link
    std::string code;     ///< that people join with
    std::uint64_t seed = 0, world = 0;
    bool rehearsal = false;
    bool locked = false;
    ClockState clock;
    std::map<std::uint64_t, Seat> seats;
    std::map<std::string, InjectState> injects;
    std::vector<Delivered> delivered;
    std::vector<Question> requests;
    std::map<std::string, DecisionState> decisions;
    std::vector<Order> orders;
    std::vector<Branch> branches{{.name = "main"}};
    std::size_t branch = 0;  ///< the one that is played
    std::vector<Line> lines;
    std::vector<RatedTask> ratings;
    std::vector<Feedback> feedback;
    std::vector<Pin> pins;
    /// Which entry changed a thing last, and from which seat: who has seen less was too late.
    struct Changed {
        std::uint64_t entry = 0;
        std::uint64_t seat = 0;
    };
    std::map<std::string, Changed> changed;
    /// Commands by seat and id, with the entry that they became.
    std::map<std::pair<std::uint64_t, std::string>, std::uint64_t> known;

    [[nodiscard]] const Seat* seat(std::uint64_t number) const;
    /// The role of a seat that is admitted; that of the program for 0.
    [[nodiscard]] std::optional<Role> role_of(std::uint64_t seat) const;
    [[nodiscard]] const DecisionState* decision(const std::string& name) const;
    /// Those in force in a branch: its own, and its ancestors' up to where it leaves them; by time.
    [[nodiscard]] std::vector<const Order*> orders_of(std::size_t branch) const;
};

/// What the session is played on.
struct Script {
    const scenario::Exercise& exercise;

    [[nodiscard]] const scenario::Inject* inject(const std::string& name) const;
    [[nodiscard]] const scenario::DecisionPoint* decision(const std::string& name) const;
    [[nodiscard]] std::optional<std::size_t> move(const std::string& name) const;
    [[nodiscard]] bool has_group(const std::string& name) const;
    [[nodiscard]] const scenario::Objective* objective(const std::string& name) const;
};

/// The thing that a command changes: two who change one at once would undo each other's work. Empty
/// where commands do not get into each other's way.
[[nodiscard]] std::string thing_of(CommandType type, const Json& args);

/// Why the command is not to be carried out now; nothing if it is. `seat` 0 is the program.
[[nodiscard]] std::optional<Refusal> refused(const SessionState& state, const Script& script,
                                             std::uint64_t seat, const Command& command);

/// Precondition: `refused` had nothing against it.
void apply(SessionState& state, const Script& script, const Entry& entry);

/// SHA-256 over all of the state but for which commands are known, in hexadecimal.
[[nodiscard]] std::string digest(const SessionState& state);

}  // namespace kammerspiel::live
