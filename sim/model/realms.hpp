#pragma once

#include "sim/model/context.hpp"

// Credentials. A realm is one thing wherever it is used: what was taken or reset in one
// organisation counts there at once, and in the others that use the realm once word of it has come.
// Each keeps the latest of both, so that all agree whatever the order in which they hear.

namespace kammerspiel::model {

/// Whether credentials of the realm open anything here now.
[[nodiscard]] bool realm_is_open(const OrganisationContext& org,
                                 std::optional<federation::RealmId> realm);

void take_realm(OrganisationContext& org, federation::RealmId realm);
void reset_realm(OrganisationContext& org, federation::RealmId realm, Cause cause);
void realm_news(OrganisationContext& org, const event::RealmNews& event);

}  // namespace kammerspiel::model
