#pragma once

#include "sim/model/context.hpp"

// The attacker's operation as a process of its own: it knows what its attempts brought, chooses
// what each free hand does next, and decides when to strike.

namespace kammerspiel::model {

struct Operating {
    ProcessContext<OperationEvent>& in;
    OperationState& state;
};

void attempt_result(Operating& operation, const event::AttemptResult& event);
void hand_ready(Operating& operation, const event::HandReady& event);
void strike_due(Operating& operation, const event::StrikeDue& event);
void realm_reset(Operating& operation, const event::RealmReset& event);
void noticed(Operating& operation, const event::Noticed& event);

}  // namespace kammerspiel::model
