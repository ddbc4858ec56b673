#pragma once

#include <cstdint>
#include <optional>

#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/stats/selection.hpp"

// A study in rounds: after each one strategies that are surely worse leave, attackers get worlds by
// what they add to the answer, and the study ends when it is known well enough. Everything is a
// function of what whole rounds gave, so that threads, interruptions and the clock change nothing
// of it.

namespace kammerspiel::ensemble {

/// The first round: every run. Worlds that are there already are part of it.
[[nodiscard]] Round first_round(const Store& store, const stats::SelectionRules& rules);
/// What the last round's end says, by what the store's rounds are planned by. Also in the middle of
/// a round, for what is known then; but no round may follow from that. Preconditions: rounds by a
/// metric that is no time; two worlds or more. Throws StoreError.
[[nodiscard]] stats::Selection selection_of(const Store& store, const stats::SelectionRules& rules);
/// The round that follows from it, from the store's last world on.
[[nodiscard]] Round next_round(const Store& store, const stats::Selection& selection);

}  // namespace kammerspiel::ensemble
