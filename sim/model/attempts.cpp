#include "sim/model/attempts.hpp"

#include <algorithm>

#include "sim/model/attack.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

/// Farther ahead a host is likely to be out of the attacker's hands before, and drawing was in
/// vain. Measured on the worm of ihk-2022 without countermeasures: 8 costs less than 4, 16 or 256.
constexpr int most_passed_over = 8;

struct Drawn {
    double wait, target, success, evidence;
};

kernel::EntityId entity_of(const OrganisationContext& org, HostRef from, std::uint32_t route) {
    // Either is the hash of a name, so that neither hosts nor routes that are added change a draw.
    return {org.plan.host_entity(from.group, from.number).value ^
            org.attack().routes[route].entity.value};
}

Drawn draw(const OrganisationContext& org, kernel::EntityId entity, std::uint32_t number) {
    const auto four = org.setup.draws.four(
        entity, kernel::Purpose{static_cast<std::uint32_t>(Draw::attempt_time)}, number);
    return {four[0], four[1], four[2], four[3]};
}

Duration wait(const RoutePlan& route, const Drawn& drawn) {
    // A host that made attempt after attempt in no time would never come to an end.
    return std::max(Duration::micros(1), route.time.at(drawn.wait));
}

/// Whether attempts over the route are made in the state that the host is in; those on the host
/// itself need no network (rule 37).
bool is_made(const HostRecord& host, const RoutePlan& route) {
    return route.to_itself ? runs(host) : acts(host);
}

HostRef target_of(const OrganisationContext& org, const RoutePlan& route, HostRef from, double u) {
    if (route.to_itself) return from;
    const federation::Targets& targets = route.targets[org.id.index()];
    const Pick picked = pick(targets.groups, targets.hosts_up_to, u);
    return {picked.group, picked.number};
}

bool has_targets(const OrganisationContext& org, const RoutePlan& route) {
    return route.to_itself || !route.targets[org.id.index()].empty();
}

/// The clocks of a host stand side by side, one for each route that can lead from its group.
std::uint32_t clocks_of_group(const OrganisationContext& org, federation::HostGroupId group,
                              std::uint32_t routes) {
    std::uint32_t count = 0;
    for (std::uint32_t r = 0; r < routes; ++r) {
        count += org.attack().routes[r].from[group.index()] ? 1U : 0U;
    }
    return count;
}

AttemptClock& clock_of(OrganisationContext& org, const HostRecord& host, std::uint32_t route) {
    return org.state
        .clocks[host.first_clock + clocks_of_group(org, org.group_id(host.group), route)];
}

void make_clocks(OrganisationContext& org, HostRecord& host) {
    if (host.has_clocks) return;
    host.has_clocks = true;
    host.first_clock = static_cast<std::uint32_t>(org.state.clocks.size());
    const auto routes = static_cast<std::uint32_t>(org.attack().routes.size());
    org.state.clocks.resize(host.first_clock +
                            clocks_of_group(org, org.group_id(host.group), routes));
}

/// Whether success would change anything, or give credentials. A target is no better off `then`
/// than it is now, unless it is repaired in between; on the host itself, that would end the
/// attempt.
enum class Prospect { nothing, evidence, anything };

Prospect prospect(const OrganisationContext& org, const RoutePlan& route, HostRef target,
                  SimTime then) {
    if (!org.info.host_groups.contains(target.group)) return Prospect::anything;
    const HostRecord* host = find_record(org.state, org.position(target.group), target.number);
    if (host == nullptr) return Prospect::anything;
    const bool is_out = !acts(*host) && !route.to_itself;
    const bool is_won =
        !route.yields_credentials && route.yields.has_value() && *route.yields <= host->integrity;
    if (!is_out && !is_won) return Prospect::anything;
    if (!route.to_itself && then >= repairs_from(org)) return Prospect::anything;
    return is_out ? Prospect::nothing : Prospect::evidence;
}

/// Whether it can have any effect or leave any trace.
bool can_matter(const OrganisationContext& org, const RoutePlan& route, HostRef target,
                SimTime then, const Drawn& drawn) {
    const bool succeeds = drawn.success < route.success;
    if (!succeeds && drawn.evidence >= route.evidence) return false;
    const Prospect left = prospect(org, route, target, then);
    if (left == Prospect::nothing) return false;
    return (succeeds && left == Prospect::anything) || is_seen(org, route, target, drawn.evidence);
}

/// The attempt that was under way at that moment. What was passed over before has been made, too;
/// of what was planned ahead, nothing has (rule 30: no draw depends on how far ahead one looks).
std::uint32_t under_way_at(const OrganisationContext& org, const HostRecord& host,
                           std::uint32_t route, const AttemptClock& clock, SimTime moment) {
    const kernel::EntityId entity = entity_of(org, org.host(host), route);
    std::uint32_t number = clock.next;
    SimTime due = clock.from + wait(org.attack().routes[route], draw(org, entity, number));
    while (due < moment) {
        due = due + wait(org.attack().routes[route], draw(org, entity, ++number));
    }
    return number;
}

/// Nothing is under way any more; the number of what was is not used again.
void stop(const OrganisationContext& org, const HostRecord& host, std::uint32_t route,
          AttemptClock& clock, SimTime moment) {
    if (clock.planned_up_to <= clock.next) return;
    clock.next = under_way_at(org, host, route, clock, moment) + 1;
    clock.planned_up_to = clock.next;
}

/// Plans the first attempt from the clock on that can matter.
void plan_next(OrganisationContext& org, std::uint32_t record, std::uint32_t route, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    const RoutePlan& rule = org.attack().routes[route];
    const HostRef from = org.host(host);
    const kernel::EntityId entity = entity_of(org, from, route);
    AttemptClock& clock = clock_of(org, host, route);
    std::uint32_t number = clock.next;
    clock.planned_at = clock.from;
    for (int passed = 0;; ++number, ++passed) {
        const Drawn drawn = draw(org, entity, number);
        clock.planned_at = clock.planned_at + wait(rule, drawn);
        if (passed == most_passed_over || clock.planned_at >= org.plan.horizon) break;
        const HostRef target = target_of(org, rule, from, drawn.target);
        if (can_matter(org, rule, target, clock.planned_at, drawn)) break;
    }
    clock.planned_up_to = number + 1;
    org.later(clock.planned_at, Priority::hosts_and_links,
              event::AttemptDue{record, host.generation, route}, cause);
}

}  // namespace

bool can_use(const RoutePlan& route, federation::HostGroupId group, Integrity integrity) {
    return route.from[group.index()] && integrity >= route.requires_integrity &&
           integrity != Integrity::destroyed;
}

bool is_seen(const OrganisationContext& org, const RoutePlan& route, HostRef target,
             double evidence) {
    if (evidence >= route.evidence) return false;
    const auto& group = org.group(target.group);
    const double coverage = org.plan.sensors[static_cast<std::size_t>(group.kind)];
    // Whether a host has a sensor is a property of the host: drawn once, by its name.
    return coverage > 0 && org.uniform(org.plan.host_entity(target.group, target.number),
                                       Draw::sensor, 0) < coverage;
}

AttemptDraws draws_of_host(const OrganisationContext& org, HostRef from, std::uint32_t route,
                           std::uint32_t number) {
    const kernel::EntityId entity = entity_of(org, from, route);
    const Drawn drawn = draw(org, entity, number);
    return {entity, number, drawn.success, drawn.evidence};
}

void begin_attempts(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const auto& routes = org.attack().routes;
    HostRecord& host = org.state.hosts[record];
    make_clocks(org, host);
    for (std::uint32_t r = 0; r < routes.size(); ++r) {
        if (!can_use(routes[r], org.group_id(host.group), host.integrity)) continue;
        if (!has_targets(org, routes[r])) continue;
        AttemptClock& clock = clock_of(org, host, r);
        if (clock.begun_in == host.generation) continue;  // what is under way goes on
        clock.begun_in = host.generation;
        stop(org, host, r, clock, org.now());
        clock.from = org.now();
        plan_next(org, record, r, cause);
    }
}

void end_attempts(OrganisationContext& org, std::uint32_t record) {
    const HostRecord& host = org.state.hosts[record];
    if (!host.has_clocks) return;
    const bool was_destroyed = host.integrity == Integrity::destroyed;
    const auto& routes = org.attack().routes;
    for (std::uint32_t r = 0; r < routes.size(); ++r) {
        if (!routes[r].from[org.group_id(host.group).index()]) continue;
        const SimTime since = host.stopped_since;
        stop(org, host, r, clock_of(org, host, r),
             was_destroyed ? std::min(host.destroyed_at, since) : since);
    }
}

std::optional<DueAttempt> take_due(OrganisationContext& org, const event::AttemptDue& event) {
    const HostRecord& host = org.state.hosts[event.record];
    if (host.generation != event.generation) return std::nullopt;
    AttemptClock& clock = clock_of(org, host, event.route);
    // Off, it is made up for later; isolated, it fails (rule 10); and what was made up for came in
    // place of this.
    const RoutePlan& route = org.attack().routes[event.route];
    if (!is_made(host, route) || clock.planned_at != org.now()) return std::nullopt;
    const HostRef from = org.host(host);
    const std::uint32_t number = clock.planned_up_to - 1;
    const Drawn drawn = draw(org, entity_of(org, from, event.route), number);
    const DueAttempt due{target_of(org, route, from, drawn.target), number};
    clock.from = org.now();
    clock.next = clock.planned_up_to;
    plan_next(org, event.record, event.route, org.cause);
    return due;
}

void make_up_for_attempts(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    if (!host.has_clocks) return;
    const auto& routes = org.attack().routes;
    const HostRef from = org.host(host);
    for (std::uint32_t r = 0; r < routes.size(); ++r) {
        if (!can_use(routes[r], from.group, host.integrity)) continue;
        if (!has_targets(org, routes[r])) continue;
        AttemptClock& clock = clock_of(org, host, r);
        const kernel::EntityId entity = entity_of(org, from, r);
        SimTime due = clock.from + wait(routes[r], draw(org, entity, clock.next));
        while (due < host.stopped_since) {  // made, or failed for want of a network
            clock.from = due;
            due = due + wait(routes[r], draw(org, entity, ++clock.next));
        }
        if (due >= org.now()) {
            if (clock.planned_at < org.now()) plan_next(org, record, r, cause);
            continue;
        }
        clock.planned_up_to = clock.next + 1;
        clock.planned_at = org.now();
        org.later(org.now(), Priority::hosts_and_links,
                  event::AttemptDue{record, host.generation, r}, cause);
    }
}

}  // namespace kammerspiel::model
