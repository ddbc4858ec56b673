#include "sim/model/recovery.hpp"

#include <algorithm>

#include "sim/model/compromise.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

bool is_whole(const OrganisationContext& org, std::uint32_t g) {
    const GroupState& group = org.state.groups[g];
    return group.counts[static_cast<std::size_t>(Availability::works)] == org.group(g).count;
}

/// Opens links whose turn in the order has come: everything up to their rank is back.
void open_links(OrganisationContext& org, Cause cause) {
    if (!org.state.restore) return;
    for (std::uint32_t l = 0; l < org.state.links.size(); ++l) {
        const LinkState& link = org.state.links[l];
        if (link.open || !link.reopened_by_restore) continue;
        bool ready = true;
        for (std::uint32_t g = 0; g < org.state.groups.size() && ready; ++g) {
            ready = org.state.groups[g].rank > *link.reopened_by_restore || is_whole(org, g);
        }
        if (ready) open_link(org, l, cause);
    }
}

void group_may_be_whole(OrganisationContext& org, std::uint32_t g, Cause cause) {
    if (!is_whole(org, g)) return;
    const auto id = org.group_id(g);
    const Cause written = org.record(
        {.what = TraceKind::group_restored, .subject = id.value, .count = org.group(id).count},
        cause);
    open_links(org, written);
}

void into_repair(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    set_state(org, record, host.integrity, Power::in_repair, cause);
    org.state.groups[host.group].waiting.push_back(record);
}

bool needs_repair(const HostRecord& host) {
    return host.power == Power::off || host.power == Power::isolated ||
           (host.power == Power::on && host.integrity == Integrity::destroyed) ||
           (host.power == Power::on && host.suspicion == Suspicion::confirmed);
}

}  // namespace

const ActionPlan& restore_action(const OrganisationContext& org) {
    const RestoreState& restore = *org.state.restore;
    return org.strategy().plays[restore.play].actions[restore.action];
}

const RestorePlan& restore_plan(const OrganisationContext& org) {
    return std::get<RestorePlan>(restore_action(org).what);
}

SimTime restore_from(const OrganisationContext& org, std::uint32_t play,
                     const RestorePlan& restore) {
    return org.now() + org.span(restore.begins_after, org.strategy().plays[play].entity,
                                Draw::restore_begins, 0);
}

SimTime repairs_from(const OrganisationContext& org) {
    if (org.state.repairs_from) return *org.state.repairs_from;
    SimTime first = SimTime::latest();
    const auto& plays = org.strategy().plays;
    for (std::uint32_t p = 0; p < plays.size(); ++p) {
        for (const ActionPlan& action : plays[p].actions) {
            const auto* restore = std::get_if<RestorePlan>(&action.what);
            if (restore != nullptr) first = std::min(first, restore_from(org, p, *restore));
        }
    }
    return first;
}

void restore_begins(OrganisationContext& org, const event::RestoreBegins& event) {
    org.state.restore = RestoreState{event.play, event.action};
    const ActionPlan& action = restore_action(org);
    const RestorePlan& restore = restore_plan(org);
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        GroupState& group = org.state.groups[g];
        group.rank = restore.rank_of_group[org.group_id(g).index()];
        if (!action.scope.host_groups[org.group_id(g).index()]) continue;
        count += group.untracked_in(Power::off) + group.untracked_in(Power::isolated);
    }
    for (const HostRecord& host : org.state.hosts) {
        if (action.scope.host_groups[org.group_id(host.group).index()] && needs_repair(host))
            ++count;
    }
    const Cause cause = org.record({.what = TraceKind::restore_begun,
                                    .subject = org.id.value,
                                    .count = count,
                                    .detail = event.play});
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (!action.scope.host_groups[org.group_id(g).index()]) continue;
        for (const Power from : {Power::off, Power::isolated}) {
            move_untracked(org, g, org.state.groups[g].untracked_in(from), from, Power::in_repair,
                           cause);
        }
    }
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (action.scope.host_groups[org.group_id(host.group).index()] && needs_repair(host)) {
            into_repair(org, r, cause);
        }
    }
    for (std::uint32_t l = 0; l < org.state.links.size(); ++l) {
        if (!org.state.links[l].open) {
            org.state.links[l].reopened_by_restore = restore.rank_of_link[org.link_id(l).index()];
        }
    }
    open_links(org, cause);
    assign_crews(org);
}

void found(OrganisationContext& org, const event::Found& event) {
    const Cause cause = org.record({.what = TraceKind::found_compromised,
                                    .subject = event.host.group.value,
                                    .host = event.host.number + 1});
    const auto record = record_of(org, org.position(event.host.group), event.host.number);
    if (record) confirm(org, *record, cause);
}

void job_done(OrganisationContext& org, const event::JobDone& event) {
    const std::uint32_t g = org.position(event.host.group);
    crew_is_free(org, event.crew);
    Cause cause = org.cause;
    if (event.untracked) {
        --org.state.groups[g].untracked_in_work;
        move_untracked(org, g, 1, Power::in_repair, Power::on, cause);
        if (restore_plan(org).into_clean_zone) ++org.state.groups[g].untracked_clean;
        ++org.tally().hosts.inspected_clean;
    } else {
        const std::uint32_t record = org.state.groups[g].record_of[event.host.number] - 1;
        HostRecord& host = org.state.hosts[record];
        host.being_repaired = false;
        host.lost_memory = false;
        const bool was_compromised = host.integrity != Integrity::clean;
        if (event.missed) {
            ++org.tally().hosts.missed;
            cause = org.record({.what = TraceKind::missed_compromise,
                                .subject = event.host.group.value,
                                .host = event.host.number + 1});
        } else {
            ++(was_compromised || event.rebuilt ? org.tally().hosts.rebuilt
                                                : org.tally().hosts.inspected_clean);
            was_repaired(org, record, event.rebuilt, cause);
        }
        clear(org, record, cause);
        host.in_clean_zone = restore_plan(org).into_clean_zone;
        const Integrity integrity = event.missed ? host.integrity : Integrity::clean;
        set_state(org, record, integrity, Power::on, cause);
        switched_on(org, record, cause);
    }
    group_may_be_whole(org, g, cause);
    assign_crews(org);
}

void repair_known_bad(OrganisationContext& org, std::uint32_t record, Cause cause) {
    if (!org.state.restore) return;
    const HostRecord& host = org.state.hosts[record];
    if (host.power == Power::in_repair) return;
    if (!restore_action(org).scope.host_groups[org.group_id(host.group).index()]) return;
    // Knowledge comes after hosts and levels at one instant (rule 3): hosts follow in the next.
    org.later(org.now() + Duration::micros(1), Priority::hosts_and_links, event::RepairDue{record},
              cause);
}

void repair_due(OrganisationContext& org, const event::RepairDue& event) {
    const HostRecord& host = org.state.hosts[event.record];
    if (host.power == Power::in_repair || !needs_repair(host)) return;
    if (!org.state.restore ||
        !restore_action(org).scope.host_groups[org.group_id(host.group).index()])
        return;
    into_repair(org, event.record, org.cause);
    assign_crews(org);
}

}  // namespace kammerspiel::model
