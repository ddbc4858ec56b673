#pragma once

#include <vector>

#include "sim/model/context.hpp"

// What is drawn for what has no name of its own in a scenario, entries and actions, is named by
// what they are: so neither their place in the file nor what stands beside them moves any luck.

namespace kammerspiel::model {

/// What the draws of each entry are named by: its own name, or all that it says and which of equals
/// it is.
[[nodiscard]] std::vector<kernel::NamePrefix> names_of(const std::vector<scenario::Entry>& entries);

/// What the draws of each action of a play are named by: the play, what is done and where, and
/// which of several such it is. How it is done (how thoroughly, how long it takes) is no part of
/// the name: whoever decides that otherwise keeps the luck.
[[nodiscard]] std::vector<kernel::NamePrefix> names_of(const scenario::Play& play);

}  // namespace kammerspiel::model
