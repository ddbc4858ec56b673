#pragma once

#include <string>
#include <vector>

#include "live/session/state.hpp"

// What of a session a group of players, or a screen for all, was handed: a part of its state that
// names nothing else. Its numbers are the group's own, since gaps in others would betray what else
// happens.

namespace kammerspiel::live {

/// What everybody sees: the clocks, the move.
struct Frame {
    Phase phase = Phase::lobby;
    ClockState clock;
    Localised title;
    std::string tlp;
    std::string starts;  ///< when scenario time is 0, as 2022-08-03T13:00:00+02:00
    std::string zone;    ///< IANA name
    bool rehearsal = false;
    std::size_t moves = 0;
    Localised move;       ///< title of the one that is played
    Localised situation;  ///< told to players
    std::vector<std::pair<std::string, Localised>> groups;
};
[[nodiscard]] Frame frame_of(const SessionState& state, const Script& script,
                             const scenario::Starts& starts);

struct HandedMessage {
    std::size_t number = 0;  ///< from 1, of this group
    scenario::InjectMode mode = scenario::InjectMode::in_person;
    Localised from;
    Localised title, text;
    std::vector<std::string> attachments;  ///< as the exercise names them
    Instant at;
    SimTime scenario;
    bool withdrawn = false;
    std::string reason;
    bool for_all = false;
    std::vector<std::pair<std::size_t, Mark>> marks;  ///< by number of a seat
};

struct HandedDecision {
    std::string name;
    Localised question;
    std::vector<std::pair<std::string, Localised>> options;
    DecisionState::State state = DecisionState::State::opened;
    std::string option, text, returned;
    std::optional<SimTime> opened, committed, accepted;
};

struct HandedLine {
    Line::Kind kind = Line::Kind::note;
    std::string by;
    std::string text;
    std::vector<std::string> whom;
    Instant at;
    SimTime scenario;
};

struct HandedRequest {
    std::string by, text;
    SimTime scenario;
    bool closed = false;
};

struct HandedSeat {
    std::size_t number = 0;  ///< from 1, of this group
    std::string name;
    bool speaks = false;
};

struct Handed {
    Frame frame;
    std::string group;
    Localised group_title;
    std::vector<HandedMessage> messages;
    std::vector<HandedDecision> decisions;
    std::vector<HandedLine> lines;
    std::vector<HandedRequest> requests;
    std::vector<HandedSeat> seats;
    std::vector<Localised> questions;  ///< to discuss in this move
};
[[nodiscard]] Handed handed_to(const SessionState& state, const Script& script,
                               const scenario::Starts& starts, const std::string& group);

/// The number of an entry that a group's own number of a message means.
[[nodiscard]] std::optional<std::uint64_t> message_of(const SessionState& state,
                                                      const std::string& group,
                                                      std::int64_t number);
/// A seat's number within its group.
[[nodiscard]] std::size_t number_in_group(const SessionState& state, std::uint64_t seat);

}  // namespace kammerspiel::live
