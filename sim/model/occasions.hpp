#pragma once

#include <string>
#include <vector>

#include "sim/model/context.hpp"
#include "sim/model/luck_keys.hpp"

// What is drawn for what has no name of its own in a scenario, entries and actions, is named by
// what they are: so neither their place in the file nor what stands beside them moves any luck.

namespace kammerspiel::model {

/// What the draws of an entry are named by: its own name, or all that it says and which of equals
/// it is.
struct NamedEntry {
    kernel::NamePrefix name;
    std::string words;         ///< without which of equals it is
    std::uint32_t number = 0;  ///< in the scenario
};
/// In the order of their words: that of the file decides nothing.
[[nodiscard]] std::vector<NamedEntry> names_of(const std::vector<scenario::Entry>& entries,
                                               const LuckKeys& keys);

/// What the draws of an action of a play are named by: the play, what is done and where, and which
/// of several such it is. How it is done (how thoroughly, how long it takes) is no part of the
/// name: whoever decides that otherwise keeps the luck.
struct NamedAction {
    kernel::NamePrefix name;
    std::uint32_t number = 0;  ///< in the play, as written
};
/// In the order in which they begin at one instant.
[[nodiscard]] std::vector<NamedAction> actions_in_order(const scenario::Play& play,
                                                        const LuckKeys& keys);

}  // namespace kammerspiel::model
