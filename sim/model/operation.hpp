#pragma once

#include "sim/model/context.hpp"

// The attacker's operation as a process of its own: it knows what its attempts brought, chooses
// what each free hand does next, and decides when to strike.

namespace kammerspiel::model {

struct OperationContext : ProcessContext<OperationEvent> {
    OperationState& state;
};

void attempt_result(OperationContext& operation, const event::AttemptResult& event);
void hand_ready(OperationContext& operation, const event::HandReady& event);
void strike_due(OperationContext& operation, const event::StrikeDue& event);
void realm_reset(OperationContext& operation, const event::RealmReset& event);
void noticed(OperationContext& operation, const event::Noticed& event);

}  // namespace kammerspiel::model
