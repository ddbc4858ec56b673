#pragma once

#include "sim/model/context.hpp"

// What decided plays do in an organisation.

namespace kammerspiel::model {

void order(Here& here, const event::Order& event);
void action_done(Here& here, const event::ActionDone& event);

/// Actions that wait for hands, as far as there are any.
void start_waiting_actions(Here& here);

/// Opens an own link again.
void open_link(Here& here, std::uint32_t link, Cause cause);

}  // namespace kammerspiel::model
