#include "sim/model/strike.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/ways.hpp"

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::is_reachable;

/// The hosts of a group are done one after the other; so many times that shows.
constexpr std::uint32_t most_strike_steps = 10;

const ImpactPlan& impact_of(const OrganisationContext& org, std::uint32_t impact) {
    return org.attack().impacts[impact];
}

bool copies(const ImpactPlan& impact) {
    return impact.what == scenario::AttackImpact::Do::exfiltrate;
}

/// Draws of an impact on a host belong to both, by their names.
kernel::EntityId entity_of(const ImpactPlan& impact, kernel::EntityId host) {
    return {host.value ^ impact.entity.value};
}

void count_destroyed(OrganisationContext& org, std::uint32_t hosts) {
    org.tally().hosts.destroyed += hosts;
    if (org.now() < SimTime::start()) {
        org.tally().hosts.destroyed_before_start += hosts;
    }
}

void destroy(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    ++host.generation;
    host.destroyed_at = org.now();
    // What a backup host has kept is gone with it.
    if (!std::exchange(host.content_lost, true)) ++org.state.groups[host.group].contents_lost;
    ++org.state.groups[host.group].destructions;
    set_state(org, record, Integrity::destroyed, host.power, cause);
}

void count_copied(OrganisationContext& org, const ImpactPlan& impact, std::uint32_t hosts) {
    org.tally().hosts.exfiltrated =
        org.tally().hosts.exfiltrated + Bytes(impact.bytes_per_host * hosts);
}

Cause record_hit(OrganisationContext& org, std::uint32_t impact, HostGroupId group,
                 std::uint32_t host, std::uint32_t count) {
    return org.record(
        {.what = copies(impact_of(org, impact)) ? TraceKind::exfiltrated : TraceKind::destroyed,
         .subject = group.value,
         .host = host,
         .count = count,
         .detail = impact});
}

/// An impact is pushed to what can be reached: on, and not in the clean zone.
bool is_in_reach(const HostRecord& host) { return acts(host) && !host.in_clean_zone; }

/// On a host that is controlled an impact runs by itself; off, it waits for the switch.
void strike_held(OrganisationContext& org, std::uint32_t number, Cause cause) {
    const ImpactPlan& impact = impact_of(org, number);
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        HostRecord& host = org.state.hosts[r];
        const auto group = org.group_id(host.group).index();
        if (host.integrity != Integrity::controlled || !impact.on[group]) continue;
        // A worm's host that arms the impact itself has a time of its own.
        if (org.attack().is_autonomous() && impact.trigger[group]) continue;
        if (host.strikes.begun.contains(number)) continue;
        host.strikes.begun.add(number);
        const Duration takes =
            org.span(impact.takes, entity_of(impact, org.entity(host)), Draw::impact_takes, 0);
        org.later(org.now() + takes, Priority::hosts_and_links,
                  event::StrikeHost{r, host.generation, number}, cause);
    }
}

std::uint16_t steps_of(const OrganisationContext& org, const ImpactPlan& impact, HostGroupId group,
                       Duration takes) {
    if (copies(impact) || takes == Duration::zero()) return 1;
    return static_cast<std::uint16_t>(std::min(most_strike_steps, org.group(group).count));
}

Duration takes_of(const OrganisationContext& org, const ImpactPlan& impact, HostGroupId group) {
    return org.span(impact.takes, entity_of(impact, org.plan.host_entity(group, 0)),
                    Draw::impact_takes, 0);
}

/// The first hosts of a group of `count` of which `step` of `steps` parts are done.
std::uint32_t hosts_of(std::uint32_t count, std::uint32_t step, std::uint32_t steps) {
    return static_cast<std::uint32_t>(std::uint64_t{count} * step / steps);
}

/// Begins it on the hosts of a group that can be reached now; isolated later, they go on.
void push_to(OrganisationContext& org, std::uint32_t number, HostGroupId group, Cause cause) {
    const ImpactPlan& impact = impact_of(org, number);
    const Duration takes = takes_of(org, impact, group);
    const std::uint16_t steps = steps_of(org, impact, group, takes);
    const std::uint32_t position = org.position(group);
    const GroupState& state = org.state.groups[position];
    // What is copied is only counted; what is destroyed differs from host to host from now on.
    const bool differs = state.untracked_in(Power::on) > state.untracked_clean;
    if (differs && !copies(impact)) track_all_on(org, position);
    for (HostRecord& host : org.state.hosts) {
        if (host.group == position && is_in_reach(host)) host.strikes.begun.add(number);
    }
    org.later(org.now() + takes / steps, Priority::hosts_and_links,
              event::StrikeGroup{number, group, 1, steps}, cause);
}

void push(OrganisationContext& org, std::uint32_t number, HostGroupId from, Cause cause) {
    const ImpactPlan& impact = impact_of(org, number);
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        const auto group = org.group_id(g);
        if (!impact.on[group.index()]) continue;
        if (is_reachable(org.plan.federation, group, from)) push_to(org, number, group, cause);
    }
}

/// The first controlled host of these groups that can push an impact; where there is none, those
/// that are off or isolated do it once they are back.
std::optional<std::uint32_t> pusher(OrganisationContext& org, std::uint32_t impact,
                                    const std::vector<bool>& groups) {
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        HostRecord& host = org.state.hosts[r];
        if (host.integrity != Integrity::controlled) continue;
        if (!groups[org.group_id(host.group).index()]) continue;
        if (acts(host)) return r;
        host.strikes.orders_parked.add(impact);
    }
    return std::nullopt;
}

Cause record_struck(OrganisationContext& org, std::uint32_t impact, std::uint32_t from) {
    auto& last = org.state.struck;
    if (last && last->at == org.now() && last->impact == impact && last->record == from) {
        return last->cause;
    }
    const HostRecord& host = org.state.hosts[from];
    const Cause cause = org.record({.what = TraceKind::struck,
                                    .subject = org.group_id(host.group).value,
                                    .host = host.number + 1,
                                    .detail = impact});
    last = {org.now(), impact, from, cause};
    return cause;
}

void strike_from_here(OrganisationContext& org, std::uint32_t number) {
    Cause cause = org.cause;
    if (const auto from = pusher(org, number, impact_of(org, number).trigger)) {
        cause = record_struck(org, number, *from);
        push(org, number, org.group_id(org.state.hosts[*from].group), cause);
    }
    strike_held(org, number, cause);
}

void strike_through_links(OrganisationContext& org, std::uint32_t number) {
    const auto from = pusher(org, number, impact_of(org, number).through);
    if (!from) return;
    const Cause cause = record_struck(org, number, *from);
    org.tell(org.plan.operation(), org.now(), Priority::hosts_and_links,
             event::StrikeThrough{number, org.group_id(org.state.hosts[*from].group)}, cause);
}

/// Once, however often it is pushed.
void copy_group(OrganisationContext& org, const event::StrikeGroup& event) {
    const std::pair what{event.impact, event.group};
    auto& done = org.state.copied;
    if (!has_way_in(org) || std::find(done.begin(), done.end(), what) != done.end()) return;
    const std::uint32_t group = org.position(event.group);
    const GroupState& state = org.state.groups[group];
    std::uint32_t hit = state.untracked_in(Power::on) - state.untracked_clean;
    for (const HostRecord& host : org.state.hosts) {
        hit += host.group == group && is_in_reach(host) ? 1U : 0U;
    }
    if (hit == 0) return;
    done.push_back(what);
    record_hit(org, event.impact, event.group, 0, hit);
    count_copied(org, impact_of(org, event.impact), hit);
}

}  // namespace

void arm_host(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    const auto& impacts = org.attack().impacts;
    const auto group = org.group_id(host.group);
    for (std::uint32_t i = 0; i < impacts.size(); ++i) {
        const ImpactPlan& impact = impacts[i];
        if (!impact.trigger[group.index()] || !impact.on[group.index()]) continue;
        const kernel::EntityId entity = entity_of(impact, org.entity(host));
        const Duration after = impact.at ? std::max(Duration::zero(), *impact.at - org.now())
                                         : org.span(impact.after, entity, Draw::impact_after, 0);
        const Duration takes = org.span(impact.takes, entity, Draw::impact_takes, 0);
        org.later(org.now() + after + takes, Priority::hosts_and_links,
                  event::StrikeHost{record, host.generation, i}, cause);
    }
}

void strike(OrganisationContext& org, const event::Strike& event) {
    switch (event.reach) {
        case StrikeReach::held: return strike_held(org, event.impact, org.cause);
        case StrikeReach::from_here: return strike_from_here(org, event.impact);
        case StrikeReach::through: return strike_through_links(org, event.impact);
        case StrikeReach::pushed_here:
            push(org, event.impact, event.from, org.cause);
            return strike_held(org, event.impact, org.cause);
    }
    unreachable();
}

void strike_group(OrganisationContext& org, const event::StrikeGroup& event) {
    const ImpactPlan& impact = impact_of(org, event.impact);
    const std::uint32_t group = org.position(event.group);
    if (copies(impact)) return copy_group(org, event);
    const std::uint32_t count = org.group(event.group).count;
    const std::uint32_t from = hosts_of(count, event.step - 1U, event.steps);
    const std::uint32_t to = hosts_of(count, event.step, event.steps);
    std::vector<std::uint32_t> hit;
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        HostRecord& host = org.state.hosts[r];
        const bool is_due = host.group == group && host.number >= from && host.number < to &&
                            host.strikes.begun.contains(event.impact) &&
                            host.integrity != Integrity::destroyed;
        if (!is_due) continue;
        if (runs(host)) {
            hit.push_back(r);
        } else {
            host.strikes.parked.add(event.impact);
        }
    }
    if (!hit.empty()) {
        const auto hosts = static_cast<std::uint32_t>(hit.size());
        const Cause cause = record_hit(org, event.impact, event.group, 0, hosts);
        count_destroyed(org, hosts);
        for (const std::uint32_t record : hit) destroy(org, record, cause);
        users_will_notice(org, event.group, cause);
    }
    if (event.step == event.steps) return;
    const Duration takes = takes_of(org, impact, event.group);
    const Duration done = takes * event.step / event.steps;
    const Duration next = takes * (event.step + 1) / event.steps;
    org.later(org.now() + (next - done), Priority::hosts_and_links,
              event::StrikeGroup{event.impact, event.group,
                                 static_cast<std::uint16_t>(event.step + 1), event.steps});
}

void strike_host(OrganisationContext& org, const event::StrikeHost& event) {
    HostRecord& host = org.state.hosts[event.record];
    if (host.generation != event.generation) return;
    if (!runs(host)) {
        host.strikes.parked.add(event.impact);
        return;
    }
    const ImpactPlan& impact = impact_of(org, event.impact);
    const auto group = org.group_id(host.group);
    if (copies(impact)) {
        if (!acts(host) || !has_way_in(org)) return;
        record_hit(org, event.impact, group, host.number + 1, 1);
        return count_copied(org, impact, 1);
    }
    const Cause cause = record_hit(org, event.impact, group, host.number + 1, 1);
    count_destroyed(org, 1);
    destroy(org, event.record, cause);
    users_will_notice(org, group, cause);
}

}  // namespace kammerspiel::model
