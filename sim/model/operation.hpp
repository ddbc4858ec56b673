#pragma once

#include "sim/model/context.hpp"

// The attacker's operation as a process of its own: it knows what its attempts brought, chooses
// what each free hand does next, and decides when to strike.

namespace kammerspiel::model {

struct OperationContext : ProcessContext<OperationEvent> {
    OperationState& state;
};

[[nodiscard]] inline federation::OrganisationId organisation_of(const OperationContext& operation,
                                                                federation::HostGroupId group) {
    return operation.group(group).organisation;
}

void attempt_result(OperationContext& operation, const event::AttemptResult& event);
/// What was set aside may be tried again.
void try_again(OperationContext& operation);
void strike_due(OperationContext& operation, const event::StrikeDue& event);
/// An organisation has found a host there from which an impact can be pushed to others.
void strike_through(OperationContext& operation, const event::StrikeThrough& event);
void realm_reset(OperationContext& operation, const event::RealmReset& event);
void noticed(OperationContext& operation, const event::Noticed& event);

}  // namespace kammerspiel::model
