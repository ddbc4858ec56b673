#include "sim/model/realms.hpp"

#include <algorithm>

#include "sim/model/waiting.hpp"

namespace kammerspiel::model {
namespace {

using federation::RealmId;

RealmState& state_of(OrganisationContext& org, RealmId realm) {
    auto& realms = org.state.realms;
    const auto known = std::find_if(realms.begin(), realms.end(),
                                    [&](const auto& entry) { return entry.first == realm; });
    if (known != realms.end()) return known->second;
    return realms.emplace_back(realm, RealmState{}).second;
}

void tell_others(OrganisationContext& org, RealmId realm, SimTime at, bool is_reset, Cause cause) {
    for (const federation::OrganisationId other : org.plan.realm_used_in[realm.index()]) {
        if (other == org.id) continue;
        org.tell(org.plan.organisation(other), org.now(), Priority::hosts_and_links,
                 event::RealmNews{realm.value, HalvedInteger(at.since_start().count()), is_reset},
                 cause);
    }
}

}  // namespace

bool realm_is_open(const OrganisationContext& org, std::optional<RealmId> realm) {
    if (!realm) return false;
    const auto& realms = org.state.realms;
    return std::any_of(realms.begin(), realms.end(), [&](const auto& entry) {
        return entry.first == *realm && entry.second.is_open();
    });
}

void take_realm(OrganisationContext& org, RealmId realm) {
    RealmState& state = state_of(org, realm);
    const bool was_open = state.is_open();
    state.taken = org.now();
    // The others are told once; should word of a reset come in between, they are told again.
    if (!was_open) tell_others(org, realm, org.now(), false, org.cause);
}

void reset_realm(OrganisationContext& org, RealmId realm, Cause cause) {
    state_of(org, realm).reset = org.now();
    tell_others(org, realm, org.now(), true, cause);
    if (!org.attack().is_autonomous()) {
        org.tell(org.plan.operation(), org.now(), Priority::hosts_and_links,
                 event::RealmReset{realm.value}, cause);
    }
}

void realm_news(OrganisationContext& org, const event::RealmNews& event) {
    const RealmId realm{event.realm};
    const SimTime at = SimTime::at(Duration::micros(event.at.value()));
    RealmState& state = state_of(org, realm);
    auto& latest = event.is_reset ? state.reset : state.taken;
    if (latest && *latest >= at) return;
    latest = at;
    if (event.is_reset) waiting_may_have_changed(org);
    if (event.is_reset && state.is_open()) tell_others(org, realm, *state.taken, false, org.cause);
}

}  // namespace kammerspiel::model
