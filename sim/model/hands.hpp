#pragma once

#include "sim/model/attempts.hpp"

// The attacker's hands as an organisation meets them.

namespace kammerspiel::model {

void hand_try(OrganisationContext& org, const event::HandTry& event);
void hand_due(OrganisationContext& org, const event::HandDue& event);

/// Draws of the `number`th attempt of a hand.
[[nodiscard]] AttemptDraws draws_of_hand(const OrganisationContext& org, std::uint16_t hand,
                                         std::uint32_t number);

/// What came of an attempt.
struct Outcome {
    Failure failure = Failure::none;
    Barrier barrier = Barrier::none;
    Integrity now_held = Integrity::clean;
    std::optional<federation::RealmId> realm = {};
};
/// The operation hears of it.
void tell_operation(OrganisationContext& org, const event::Arrive& arrival, const Outcome& outcome);

}  // namespace kammerspiel::model
