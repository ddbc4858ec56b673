#pragma once

#include <cstdint>

#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::report::papers {

/// What has happened in the world that is played up to a moment, and what of it staff know.
struct TruthAndKnowledge {
    // Truth: hosts of the whole federation, those that were cleaned since included.
    std::uint64_t compromised = 0;
    std::uint64_t destroyed = 0;
    // Knowledge.
    std::uint64_t alerts = 0;
    std::uint64_t confirmed = 0;
    std::uint64_t noticed = 0;  ///< hosts of which users noticed that they do not work
    // What both can see.
    std::uint64_t switched_off = 0;
    double services_up = 1;  ///< share of people who have their services
};

[[nodiscard]] TruthAndKnowledge state_at(const ExerciseMaterial& material, SimTime moment);

}  // namespace kammerspiel::report::papers
