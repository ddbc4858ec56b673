#pragma once

#include "kammerspiel/exercise/msel.hpp"

// An exercise with an inject of each kind, and when they come.

namespace kammerspiel::test {

struct MselSample {
    scenario::Exercise exercise;
    exercise::Schedule schedule;
};

[[nodiscard]] MselSample msel_sample();
/// With texts that would do harm where they are not handled.
[[nodiscard]] MselSample hostile_msel_sample();

}  // namespace kammerspiel::test
