#pragma once

#include "sim/model/context.hpp"

// What decided plays do in an organisation.

namespace kammerspiel::model {

void order(Here& here, const event::Order& event);
void switch_off(Here& here, const event::SwitchOff& event);

/// Opens an own link again.
void open_link(Here& here, std::uint32_t link, Cause cause);

}  // namespace kammerspiel::model
