#pragma once

#include <cstdint>

#include "kammerspiel/scenario/common.hpp"
#include "kammerspiel/scenario/response.hpp"

// The exercise that is played on a scenario: who takes part, what is to be practised, what comes on
// the table when, what is decided. Words follow HSEEP and BSI-Standard 200-4.

namespace kammerspiel::scenario {

enum class ExerciseType {
    tabletop,      ///< Planbesprechung
    staff,         ///< Stabsübung
    command_post,  ///< Stabsrahmenübung
    alerting,      ///< Alarmierungsübung
    functional,    ///< Funktionstest
    full_scale,    ///< Vollübung
};
constexpr auto vocabulary(ExerciseType) {
    using enum ExerciseType;
    return std::array{Word{tabletop, "tabletop"},         Word{staff, "staff"},
                      Word{command_post, "command-post"}, Word{alerting, "alerting"},
                      Word{functional, "functional"},     Word{full_scale, "full-scale"}};
}

/// Traffic Light Protocol 2.0 (FIRST).
enum class Tlp { clear, green, amber, amber_strict, red };
constexpr auto vocabulary(Tlp) {
    using enum Tlp;
    return std::array{Word{clear, "clear"}, Word{green, "green"}, Word{amber, "amber"},
                      Word{amber_strict, "amber+strict"}, Word{red, "red"}};
}

/// What is to be practised, and how one sees whether it was.
struct Objective {
    Name name;
    Localised title;
    Localised capability;          ///< that it is tied to
    std::vector<Localised> tasks;  ///< critical tasks, which evaluators watch
    bool operator==(const Objective&) const = default;
};

/// Those who sit together and get injects together, e.g. a crisis team.
struct ExerciseGroup {
    Name name;
    Localised title;
    std::optional<Name> organisation;
    bool operator==(const ExerciseGroup&) const = default;
};

struct Participant {
    enum class Role {
        director,
        facilitator,
        controller,
        simulator,
        evaluator,
        observer,
        player,
        recorder
    };
    Localised name;
    Role role = Role::player;
    std::optional<Name> group;  ///< of players
    Localised organisation;
    std::string contact;
    bool operator==(const Participant&) const = default;
};
constexpr auto vocabulary(Participant::Role) {
    using enum Participant::Role;
    return std::array{Word{director, "director"},     Word{facilitator, "facilitator"},
                      Word{controller, "controller"}, Word{simulator, "simulator"},
                      Word{evaluator, "evaluator"},   Word{observer, "observer"},
                      Word{player, "player"},         Word{recorder, "recorder"}};
}

/// A part of the exercise, with the clock on the wall and the clock of the scenario side by side.
struct Move {
    Name name;
    Localised title;
    Duration begins;         ///< real time since the exercise began
    Duration takes;          ///< real time
    SimTime scenario;        ///< at which scenario time it begins
    double pace = 1;         ///< scenario time that passes in a unit of real time
    Localised situation;     ///< for players
    Localised ground_truth;  ///< for controllers only
    std::vector<Localised> key_issues;
    /// Questions for discussion; an absent group: for all.
    struct Question {
        std::optional<Name> group;
        Localised text;
        bool operator==(const Question&) const = default;
    };
    std::vector<Question> questions;
    bool operator==(const Move&) const = default;
};

enum class InjectMode {
    in_person,
    phone,
    mail,
    messenger,
    media,
    social_media,
    document,
    system,
    radio
};
constexpr auto vocabulary(InjectMode) {
    using enum InjectMode;
    return std::array{
        Word{in_person, "in-person"}, Word{phone, "phone"},   Word{mail, "mail"},
        Word{messenger, "messenger"}, Word{media, "media"},   Word{social_media, "social-media"},
        Word{document, "document"},   Word{system, "system"}, Word{radio, "radio"}};
}

struct Inject {
    enum class Type {
        inject,
        contingency,      ///< only if an expected action is missing
        expected_action,  ///< nothing is handed out: a line to watch for
        information,      ///< for controllers
    };
    /// How far it is, before and during the exercise.
    enum class Status { draft, approved, sent, skipped, done };
    Name name;
    Name move;
    Type type = Type::inject;
    InjectMode mode = InjectMode::in_person;
    Status status = Status::approved;
    /// When it is given: at a moment of the scenario, so long after its move began (real time), or
    /// when a condition on what staff know comes true in the world that is played.
    std::optional<SimTime> at;
    std::optional<Duration> after;
    std::optional<Condition> when;
    std::optional<Name> contingency_for;  ///< the inject whose expected action is missing
    Localised from;
    std::vector<Name> to;  ///< groups; empty: all players
    Localised title;
    Localised message;
    std::vector<std::string> attachments;  ///< as written; see Scenario::attachments
    Localised expected_action;
    std::optional<Name> objective;
    Localised evaluation_task;
    Localised controller;
    Localised notes;  ///< for controllers
    bool operator==(const Inject&) const = default;
};
constexpr auto vocabulary(Inject::Type) {
    using enum Inject::Type;
    return std::array{Word{inject, "inject"}, Word{contingency, "contingency"},
                      Word{expected_action, "expected-action"}, Word{information, "information"}};
}
constexpr auto vocabulary(Inject::Status) {
    using enum Inject::Status;
    return std::array{Word{draft, "draft"}, Word{approved, "approved"}, Word{sent, "sent"},
                      Word{skipped, "skipped"}, Word{done, "done"}};
}

/// Injects that are drafted from what staff learn in the world that is played.
struct DerivedInjects {
    /// What they tell of.
    enum class About {
        alert,        ///< sensors and analysts
        help_desk,    ///< users who notice that something is broken
        ransom_note,  ///< hosts that are encrypted or wiped
        confirmed,    ///< it is known to be an attack
        unreachable,  ///< services that members no longer reach
        order,        ///< what the crisis team's own strategy has set in motion
        recovery,     ///< services that are back
    };
    Name name;                 ///< drafts are called so, with a number
    std::vector<About> about;  ///< empty: everything
    std::vector<Name> to;      ///< groups; empty: all players
    std::uint32_t at_most = 12;
    std::optional<Name> objective;
    Localised controller;
    bool operator==(const DerivedInjects&) const = default;
};
constexpr auto vocabulary(DerivedInjects::About) {
    using enum DerivedInjects::About;
    return std::array{Word{alert, "alert"},
                      Word{help_desk, "help-desk"},
                      Word{ransom_note, "ransom-note"},
                      Word{confirmed, "confirmed"},
                      Word{unreachable, "unreachable"},
                      Word{order, "order"},
                      Word{recovery, "recovery"}};
}

/// What players decide, and what stands for each choice in a study.
struct DecisionPoint {
    struct Option {
        Name name;
        Localised title;
        std::optional<Name> strategy;  ///< whose worlds show what it leads to
        bool operator==(const Option&) const = default;
    };
    Name name;
    Name move;
    Localised question;
    std::optional<Name> group;  ///< who decides
    std::vector<Option> options;
    bool operator==(const DecisionPoint&) const = default;
};

struct Exercise {
    Localised title;
    ExerciseType type = ExerciseType::tabletop;
    Tlp tlp = Tlp::amber;
    Starts begins;  ///< on the wall clock of the room
    Localised place;
    Localised organiser;
    std::string contact;
    /// The world that the injects of the simulation are taken from: what is so behind the table.
    std::optional<Name> strategy;  ///< absent: the first one
    std::optional<Name> attacker;  ///< absent: the first one
    std::uint64_t seed = 1;
    std::uint64_t world = 0;
    Localised assumptions;  ///< and artificialities: what everybody agrees to take as given
    std::vector<Objective> objectives;
    std::vector<ExerciseGroup> groups;
    std::vector<Participant> participants;
    std::vector<Move> moves;  ///< one after the other
    std::vector<Inject> injects;
    std::vector<DerivedInjects> derived;
    std::vector<DecisionPoint> decisions;
    bool operator==(const Exercise&) const = default;
};

}  // namespace kammerspiel::scenario
