#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/report/papers/own_house.hpp"

namespace kammerspiel::report::papers {

/// What players may know when a move begins, and nothing else: whoever writes for players is given
/// this instead of the exercise, so that no spoiler can slip in. Not in it: what is so behind the
/// table, injects, later moves but for their times, what options lead to, who attacks.
struct PlayerView {
    struct MoveView {
        std::size_t number = 0;  ///< position among the moves
        std::string title;
        std::string begins, ends;     ///< on the room's clock
        std::string scenario_begins;  ///< on that of the scenario
        std::string situation;
        std::vector<std::string> key_issues;
        struct Question {
            std::string group;  ///< empty: for all
            std::string text;
        };
        std::vector<Question> questions;
        struct Decision {
            std::string group;
            std::string question;
            std::vector<std::string> options;
        };
        std::vector<Decision> decisions;
    };
    /// When a move begins and ends in the room; later ones have no title.
    struct Slot {
        std::string name, begins, ends;
    };
    struct Person {
        std::string name, role, group, organisation, contact;
    };
    /// Those who sit together, and what they have.
    struct Group {
        std::string title;
        std::vector<Person> people;
        std::optional<OwnHouse> house;
    };

    std::string title, type, begins, ends, place, organiser, contact, tlp;
    std::string assumptions;
    std::vector<std::pair<std::string, std::string>> objectives;  ///< title, capability
    std::vector<Group> groups;
    std::vector<Person> people;  ///< all of them
    std::vector<Slot> schedule;
    MoveView present;
};

/// Precondition: the exercise has a move of this number.
[[nodiscard]] PlayerView player_view(const PaperWords& words, std::size_t move);

}  // namespace kammerspiel::report::papers
