#pragma once

#include "kammerspiel/ensemble/study.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel::test {

/// Two strategies against two attackers (weights 0.25 and 0.75) in one house of 20 workstations
/// and 100 members, over 30 days.
[[nodiscard]] const model::Plan& some_plan();

/// What a store of that plan says of itself.
[[nodiscard]] ensemble::About about_of(const model::Plan& plan, std::uint64_t seed = 3);

}  // namespace kammerspiel::test
