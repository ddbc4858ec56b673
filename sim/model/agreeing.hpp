#pragma once

#include <cstdint>
#include <stop_token>

#include "sim/model/context.hpp"

// A start that is given is given against the world, too (rule 38).

namespace kammerspiel::model {

/// So many worlds are drawn at most for one that agrees with what is known at the start.
inline constexpr std::uint32_t most_redrawn = 100;

/// Has the world drawn anew: from the same seed and number, with the next try. The same for every
/// strategy, as none has decided anything before the start.
void redraw(Setup& setup);

/// The first of the worlds with this seed and number whose past agrees with what is known at the
/// start; the last one tried, where none does.
[[nodiscard]] Setup agreeing(Setup setup, const std::stop_token& interrupt);

}  // namespace kammerspiel::model
