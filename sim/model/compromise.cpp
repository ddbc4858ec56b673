#include "sim/model/compromise.hpp"

#include <utility>

#include "sim/model/attempts.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/strike.hpp"

namespace kammerspiel::model {
namespace {

bool is_held(const HostRecord& host) {
    return host.integrity == Integrity::foothold || host.integrity == Integrity::controlled;
}

Cause record_reactivated(OrganisationContext& org, const HostRecord& host, Cause because) {
    return org.record({.what = TraceKind::reactivated,
                       .subject = org.group_id(host.group).value,
                       .host = host.number + 1},
                      because);
}

bool is_due_to_wake(const OrganisationContext& org, const HostRecord& host) {
    return host.is_persistent && host.wakes_at && *host.wakes_at <= org.now();
}

/// Whether a worm's impacts have to be told of control over this host.
bool concerns_impacts(const OrganisationContext& org, const HostRecord& host) {
    const std::size_t group = org.group_id(host.group).index();
    for (const ImpactPlan& impact : org.attack().impacts) {
        if (!impact.reaches_beyond) continue;
        if (impact.trigger[group] || impact.on[group] || impact.through[group]) return true;
    }
    return false;
}

}  // namespace

void gain(OrganisationContext& org, std::uint32_t record, Integrity integrity, Cause written) {
    HostRecord& host = org.state.hosts[record];
    if (!std::exchange(host.was_held, true)) ++org.tally().hosts.compromised;
    set_state(org, record, integrity, host.power, written);
    const bool is_controlled = integrity == Integrity::controlled;
    if (is_controlled && !host.is_persistent) {
        host.is_persistent = org.uniform(org.entity(host), Draw::persistence_left,
                                         host.inspections) < org.attack().persistence;
    }
    if (!org.attack().is_autonomous()) return;
    begin_attempts(org, record, written);
    if (!is_controlled) return;
    arm_host(org, record, written);
    if (concerns_impacts(org, host)) tell_of_holding(org, record, written);
}

void tell_of_holding(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    org.tell(org.plan.operation(), org.now(), Priority::hosts_and_links,
             event::AttemptResult{.hand = 0,
                                  .failure = Failure::none,
                                  .integrity = static_cast<std::uint8_t>(host.integrity),
                                  .host = org.host(host),
                                  .from = org.host(host),
                                  .realm_taken = 0,
                                  .has_realm = false,
                                  .is_entry = true,
                                  .barrier = Barrier::none},
             cause);
}

void was_repaired(OrganisationContext& org, std::uint32_t record, bool rebuilt, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    ++host.generation;
    host.strikes = {};
    // What was left behind survives cleaning, not rebuilding. Its time runs from the first
    // cleaning; who finds nothing on the host later changes nothing about it.
    if (rebuilt) host.is_persistent = false;
    if (!host.is_persistent) host.wakes_at.reset();
    if (!host.is_persistent || (host.wakes_at && !is_held(host))) return;
    const Duration sleeps = org.span(org.attack().returns_after, org.entity(host),
                                     Draw::persistence_returns, host.inspections);
    host.wakes_at = org.now() + sleeps;
    org.later(*host.wakes_at, Priority::hosts_and_links, event::Wake{record}, cause);
}

void wake(OrganisationContext& org, const event::Wake& event) {
    HostRecord& host = org.state.hosts[event.record];
    // Off, it wakes when the host is switched on.
    if (!is_due_to_wake(org, host) || !runs(host)) return;
    if (host.integrity != Integrity::clean) return;
    host.is_persistent = false;
    host.wakes_at.reset();
    ++org.tally().hosts.persisted;
    const Cause cause = record_reactivated(org, host, org.cause);
    gain(org, event.record, Integrity::foothold, cause);
    if (!org.attack().is_autonomous()) tell_of_holding(org, event.record, cause);
}

void switched_on(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (is_due_to_wake(org, host)) {
        org.later(org.now(), Priority::hosts_and_links, event::Wake{record}, cause);
    }
    if (!is_held(host)) return;
    const Cause written = record_reactivated(org, host, cause);
    // What was due runs now, in the order of its kind: attempts come before the end.
    make_up_for_attempts(org, record, written);
    std::exchange(host.strikes.parked, {}).for_each([&](std::uint32_t impact) {
        org.later(org.now(), Priority::hosts_and_links,
                  event::StrikeHost{record, host.generation, impact}, written);
    });
    const auto group = org.group_id(host.group);
    std::exchange(host.strikes.orders_parked, {}).for_each([&](std::uint32_t impact) {
        const auto order = [&](StrikeReach reach) {
            org.later(org.now(), Priority::hosts_and_links, event::Strike{reach, impact, group},
                      written);
        };
        const ImpactPlan& plan = org.attack().impacts[impact];
        if (plan.trigger[group.index()] && !org.attack().is_autonomous()) {
            order(StrikeReach::from_here);
        }
        if (plan.through[group.index()]) order(StrikeReach::through);
    });
}

}  // namespace kammerspiel::model
