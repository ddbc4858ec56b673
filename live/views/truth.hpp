#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "live/world/live_world.hpp"

namespace kammerspiel::live {

/// What is so, whoever knows it: for control, and for all once the exercise is over. Nothing that
/// writes for players takes one.
struct Truth {
    SimTime now;
    Localised attacker;
    struct House {
        std::uint32_t compromised = 0;  ///< hosts that the attacker has held, each counted once
        std::uint32_t destroyed = 0;
        std::uint32_t off = 0;
        std::uint32_t services = 0, up = 0;  ///< that people use
    };
    std::vector<House> houses;  ///< by organisation
    struct Step {
        SimTime at;
        std::string side;  ///< truth, knowledge, response, service
        Localised what;
    };
    std::vector<Step> course;  ///< the whole story, also what is still to come
};

/// The story of a world in both languages.
[[nodiscard]] std::vector<Truth::Step> course_of(const LiveWorld& world, const Text& english,
                                                 const Text& german);

/// `course` is left empty.
[[nodiscard]] Truth truth_at(const LiveWorld& world, SimTime now);

}  // namespace kammerspiel::live
