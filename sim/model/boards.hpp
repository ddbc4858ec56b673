#pragma once

#include "sim/model/decider.hpp"

// Those who decide what is switched on again for its users: they sit with the crisis team, meet
// every so often, and let so many things go.

namespace kammerspiel::model {

void put_before_board(DeciderContext& decider, const event::PutForward& event);
void board_meets(DeciderContext& decider, const event::BoardMeets& event);
/// More is known to be compromised or destroyed in an organisation than was.
void found_more(DeciderContext& decider, std::uint32_t organisation);
void hold_ended(DeciderContext& decider, const event::HoldEnded& event);

}  // namespace kammerspiel::model
