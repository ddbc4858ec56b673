#include "sim/model/strike.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/ways.hpp"

namespace kammerspiel::model {
namespace {

using federation::is_reachable;

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
    set_state(org, record, Integrity::destroyed, host.power, cause);
}

}  // namespace

void arm_host(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    const auto& impacts = org.attack().impacts;
    const auto group = org.group_id(host.group);
    for (std::uint32_t i = 0; i < impacts.size(); ++i) {
        const ImpactPlan& impact = impacts[i];
        if (!impact.trigger[group.index()] || !impact.on[group.index()]) continue;
        const Duration after =
            impact.at ? std::max(Duration::zero(), *impact.at - org.now())
                      : org.span(impact.after, org.entity(host), Draw::impact_after, i);
        const Duration takes = org.span(impact.takes, org.entity(host), Draw::impact_takes, i);
        org.later(org.now() + after + takes, Priority::hosts_and_links,
                  event::StrikeHost{record, host.generation, i}, cause);
    }
}

void strike(OrganisationContext& org, const event::Strike& event) {
    const ImpactPlan& impact = org.attack().impacts[event.impact];
    // It is pushed from a host that the attacker controls here; off, it waits for the switch.
    std::optional<std::uint32_t> from;
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (host.integrity != Integrity::controlled) continue;
        if (!impact.trigger[org.group_id(host.group).index()]) continue;
        if (acts(host)) {
            from = r;
            break;
        }
        org.state.hosts[r].strikes_parked.add(event.impact);
    }
    if (!from) return;
    const Cause cause = org.record({.what = TraceKind::struck,
                                    .subject = org.group_id(org.state.hosts[*from].group).value,
                                    .host = org.state.hosts[*from].number + 1,
                                    .detail = event.impact});
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        const auto group = org.group_id(g);
        const auto source = org.group_id(org.state.hosts[*from].group);
        if (!impact.on[group.index()] || !is_reachable(org.plan.federation, group, source))
            continue;
        const Duration takes = org.span(impact.takes, org.plan.host_entity(group, 0),
                                        Draw::impact_takes, event.impact);
        org.later(org.now() + takes, Priority::hosts_and_links,
                  event::StrikeGroup{event.impact, group, *from}, cause);
    }
}

void strike_group(OrganisationContext& org, const event::StrikeGroup& event) {
    const ImpactPlan& impact = org.attack().impacts[event.impact];
    const std::uint32_t group = org.position(event.group);
    GroupState& state = org.state.groups[group];
    const bool copies = impact.what == scenario::AttackImpact::Do::exfiltrate;
    if (copies && !has_way_in(org)) return;
    std::uint32_t hit = 0;
    const auto hits = [&](const HostRecord& host) {
        return host.group == group && acts(host) && !host.in_clean_zone;
    };
    for (const HostRecord& host : org.state.hosts) hit += hits(host) ? 1U : 0U;
    const std::uint32_t reached = state.untracked_in(Power::on) - state.untracked_clean;
    hit += reached;
    if (hit == 0) return;
    const Cause cause = org.record({.what = copies ? TraceKind::exfiltrated : TraceKind::destroyed,
                                    .subject = event.group.value,
                                    .count = hit,
                                    .detail = event.impact});
    if (copies) {
        org.tally().hosts.exfiltrated =
            org.tally().hosts.exfiltrated + Bytes(impact.bytes_per_host * hit);
        return;
    }
    count_destroyed(org, hit);
    if (reached > 0) track_all_on(org, group);
    for (std::uint32_t record = 0; record < org.state.hosts.size(); ++record) {
        if (hits(org.state.hosts[record])) destroy(org, record, cause);
    }
    users_will_notice(org, event.group, cause);
}

void strike_host(OrganisationContext& org, const event::StrikeHost& event) {
    HostRecord& host = org.state.hosts[event.record];
    if (host.generation != event.generation) return;
    if (!runs(host)) {
        host.strikes_parked.add(event.impact);
        return;
    }
    const ImpactPlan& impact = org.attack().impacts[event.impact];
    const auto group = org.group_id(host.group);
    if (impact.what == scenario::AttackImpact::Do::exfiltrate) {
        if (!acts(host) || !has_way_in(org)) return;
        org.record({.what = TraceKind::exfiltrated,
                    .subject = group.value,
                    .count = 1,
                    .detail = event.impact});
        org.tally().hosts.exfiltrated =
            org.tally().hosts.exfiltrated + Bytes(impact.bytes_per_host);
        return;
    }
    const Cause cause = org.record({.what = TraceKind::destroyed,
                                    .subject = group.value,
                                    .host = host.number + 1,
                                    .count = 1,
                                    .detail = event.impact});
    count_destroyed(org, 1);
    destroy(org, event.record, cause);
    users_will_notice(org, group, cause);
}

}  // namespace kammerspiel::model
