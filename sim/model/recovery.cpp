#include "sim/model/recovery.hpp"

#include <algorithm>

#include "sim/model/attack.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

using scenario::Restore;

const ActionPlan& restore_action(const Here& here) {
    const RestoreState& restore = *here.state.restore;
    return here.in.strategy().plays[restore.play].actions[restore.action];
}

const RestorePlan& restore_plan(const Here& here) { return *restore_action(here).restore; }

std::uint32_t alike_in(const GroupState& group, Power power) {
    return group.alike[static_cast<std::size_t>(power)];
}

std::uint32_t alike_waiting(const GroupState& group) {
    return alike_in(group, Power::in_repair) - group.alike_in_work;
}

bool can_work_on(const federation::Crew& crew, scenario::HostKind kind) {
    return (crew.kinds >> static_cast<unsigned>(kind) & 1U) != 0;
}

/// The group whose hosts are next for a crew: the earliest in the order of the restore.
std::optional<std::uint32_t> next_group(const Here& here, const federation::Crew& crew) {
    std::optional<std::uint32_t> next;
    for (std::uint32_t g = 0; g < here.state.groups.size(); ++g) {
        const GroupState& group = here.state.groups[g];
        if (group.waiting.empty() && alike_waiting(group) == 0) continue;
        const auto kind = here.in.plan.federation.host_groups[here.global(g).index()].kind;
        if (!can_work_on(crew, kind)) continue;
        if (!next || group.rank < here.state.groups[*next].rank) next = g;
    }
    return next;
}

struct Work {
    Duration until_found;  ///< inspection alone
    Duration all;
    bool found = false;
    bool missed = false;
};

/// The steps of one host, each with its own draw. `index` counts the host's inspections.
Work work_on(const Here& here, std::uint32_t group, kernel::EntityId host, std::uint64_t index,
             Integrity integrity) {
    const RestorePlan& restore = restore_plan(here);
    const auto kind = here.in.plan.federation.host_groups[here.global(group).index()].kind;
    const EffortPlan& effort = here.in.plan.effort[static_cast<std::size_t>(kind)];
    const auto step = [&](const Sampler& sampler, Draw purpose) {
        return here.in.span(sampler, host, purpose, index);
    };
    Work work;
    const bool damaged = integrity == Integrity::destroyed;
    const bool compromised = integrity != Integrity::clean;
    const bool inspects = restore.gate != Restore::Gate::none;
    if (inspects) work.all += step(effort.inspect, Draw::effort_inspect);
    work.until_found = work.all;
    const bool finds =
        inspects && here.in.luck(host, Draw::inspection_finds, index) < restore.thoroughness;
    work.found = compromised && (damaged || finds);
    work.missed = compromised && !work.found;
    if (work.found) {
        work.all += integrity == Integrity::foothold ? step(effort.clean, Draw::effort_clean)
                                                     : step(effort.rebuild, Draw::effort_rebuild);
    }
    if (restore.gate == Restore::Gate::tested) work.all += step(effort.test, Draw::effort_test);
    work.all += step(effort.switch_on, Draw::effort_switch_on);
    return work;
}

void start_alike_job(Here& here, std::uint32_t crew, std::uint32_t g, const WorkTimeline& shift) {
    GroupState& group = here.state.groups[g];
    const auto id = here.global(g);
    const std::uint32_t hosts = here.in.plan.federation.host_groups[id.index()].count;
    const std::uint32_t number = group.alike_jobs % hosts;
    const Work work = work_on(here, g, here.in.plan.host_entity(id, number),
                              group.alike_jobs / hosts, Integrity::clean);
    ++group.alike_jobs;
    ++group.alike_in_work;
    here.in.later(shift.after_working(here.in.now(), work.all), Priority::hosts_and_links,
                  event::JobDone{.host = {id, number},
                                 .crew = static_cast<std::uint16_t>(crew),
                                 .missed = false,
                                 .alike = true},
                  group.cause);
}

void start_record_job(Here& here, std::uint32_t crew, std::uint32_t g, const WorkTimeline& shift) {
    GroupState& group = here.state.groups[g];
    const std::uint32_t record = group.waiting.front();
    group.waiting.erase(group.waiting.begin());
    HostRecord& host = here.state.hosts[record];
    host.being_repaired = true;
    const Work work = work_on(here, g, here.entity(host), host.inspections++, host.integrity);
    const HostRef ref{here.global(g), host.number};
    if (work.found) {
        here.in.later(shift.after_working(here.in.now(), work.until_found),
                      Priority::hosts_and_links, event::Found{ref}, host.cause);
    }
    here.in.later(shift.after_working(here.in.now(), work.all), Priority::hosts_and_links,
                  event::JobDone{.host = ref,
                                 .crew = static_cast<std::uint16_t>(crew),
                                 .missed = work.missed,
                                 .alike = false},
                  host.cause);
}

void put_to_work(Here& here) {
    for (std::uint32_t c = 0; c < here.state.crews.size(); ++c) {
        const federation::CrewId id = here.info.crews[c];
        const federation::Crew& crew = here.in.plan.federation.crews[id.index()];
        const WorkTimeline& shift =
            here.in.plan.timelines[here.in.plan.timeline_of_crew[id.index()]];
        while (here.state.crews[c].free > 0) {
            const auto group = next_group(here, crew);
            if (!group) break;
            --here.state.crews[c].free;
            // What is known to be special comes before what only has to be looked through.
            if (here.state.groups[*group].waiting.empty()) {
                start_alike_job(here, c, *group, shift);
            } else {
                start_record_job(here, c, *group, shift);
            }
        }
    }
}

bool is_whole(const Here& here, std::uint32_t g) {
    const GroupState& group = here.state.groups[g];
    return group.counts[static_cast<std::size_t>(Availability::works)] ==
           here.in.plan.federation.host_groups[here.global(g).index()].count;
}

/// Opens links whose turn in the order has come: everything up to their rank is back.
void open_links(Here& here, Cause cause) {
    if (!here.state.restore) return;
    for (std::uint32_t l = 0; l < here.state.links.size(); ++l) {
        const LinkState& link = here.state.links[l];
        if (link.open || !link.reopened_by_restore) continue;
        bool ready = true;
        for (std::uint32_t g = 0; g < here.state.groups.size() && ready; ++g) {
            ready = here.state.groups[g].rank > *link.reopened_by_restore || is_whole(here, g);
        }
        if (ready) open_link(here, l, cause);
    }
}

void group_may_be_whole(Here& here, std::uint32_t g, Cause cause) {
    if (!is_whole(here, g)) return;
    const auto id = here.global(g);
    const Cause written =
        here.in.record({.what = Happening::group_restored,
                        .subject = id.value,
                        .count = here.in.plan.federation.host_groups[id.index()].count},
                       cause);
    open_links(here, written);
}

void into_repair(Here& here, std::uint32_t record, Cause cause) {
    const HostRecord& host = here.state.hosts[record];
    set_state(here, record, host.integrity, Power::in_repair, cause);
    here.state.groups[host.group].waiting.push_back(record);
}

bool needs_repair(const HostRecord& host) {
    return host.power == Power::off || host.power == Power::isolated ||
           (host.power == Power::on && host.integrity == Integrity::destroyed) ||
           (host.power == Power::on && host.suspicion == Suspicion::confirmed);
}

}  // namespace

void restore_begins(Here& here, const event::RestoreBegins& event) {
    here.state.restore = RestoreState{event.play, event.action};
    const ActionPlan& action = restore_action(here);
    const RestorePlan& restore = restore_plan(here);
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < here.state.groups.size(); ++g) {
        GroupState& group = here.state.groups[g];
        group.rank = restore.rank_of_group[here.global(g).index()];
        if (!action.hosts[here.global(g).index()]) continue;
        count += alike_in(group, Power::off) + alike_in(group, Power::isolated);
    }
    for (const HostRecord& host : here.state.hosts) {
        if (action.hosts[here.global(host.group).index()] && needs_repair(host)) ++count;
    }
    const Cause cause = here.in.record({.what = Happening::restore_begun,
                                        .subject = here.id.value,
                                        .count = count,
                                        .detail = event.play});
    for (std::uint32_t g = 0; g < here.state.groups.size(); ++g) {
        if (!action.hosts[here.global(g).index()]) continue;
        for (const Power from : {Power::off, Power::isolated}) {
            move_alike(here, g, alike_in(here.state.groups[g], from), from, Power::in_repair,
                       cause);
        }
    }
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        if (action.hosts[here.global(host.group).index()] && needs_repair(host)) {
            into_repair(here, r, cause);
        }
    }
    for (std::uint32_t l = 0; l < here.state.links.size(); ++l) {
        if (!here.state.links[l].open) {
            here.state.links[l].reopened_by_restore =
                restore.rank_of_link[here.info.links[l].index()];
        }
    }
    open_links(here, cause);
    put_to_work(here);
}

void found(Here& here, const event::Found& event) {
    const Cause cause = here.in.record({.what = Happening::found_compromised,
                                        .subject = event.host.group.value,
                                        .host = event.host.number + 1});
    const auto record = record_of(here, here.local(event.host.group), event.host.number);
    if (record) confirm(here, *record, cause);
}

void job_done(Here& here, const event::JobDone& event) {
    const std::uint32_t g = here.local(event.host.group);
    ++here.state.crews[event.crew].free;
    Cause cause = here.in.cause;
    if (event.alike) {
        --here.state.groups[g].alike_in_work;
        move_alike(here, g, 1, Power::in_repair, Power::on, cause);
        ++here.in.notes.tally.hosts.inspected_clean;
    } else {
        const std::uint32_t record = here.state.groups[g].record_of[event.host.number] - 1;
        HostRecord& host = here.state.hosts[record];
        host.being_repaired = false;
        const bool was_compromised = host.integrity != Integrity::clean;
        if (event.missed) {
            ++here.in.notes.tally.hosts.missed;
            cause = here.in.record({.what = Happening::missed_compromise,
                                    .subject = event.host.group.value,
                                    .host = event.host.number + 1});
        } else {
            ++(was_compromised ? here.in.notes.tally.hosts.rebuilt
                               : here.in.notes.tally.hosts.inspected_clean);
            ++host.generation;  // whatever was still to come from it
            host.attempts_parked = 0;
            host.strikes_parked = 0;
        }
        clear(here, record, cause);
        host.in_clean_zone = restore_plan(here).into_clean_zone;
        const Integrity integrity = event.missed ? host.integrity : Integrity::clean;
        set_state(here, record, integrity, Power::on, cause);
        switched_on(here, record, cause);
    }
    group_may_be_whole(here, g, cause);
    put_to_work(here);
}

void known_bad(Here& here, std::uint32_t record, Cause cause) {
    if (!here.state.restore) return;
    const HostRecord& host = here.state.hosts[record];
    if (host.power == Power::in_repair) return;
    if (!restore_action(here).hosts[here.global(host.group).index()]) return;
    into_repair(here, record, cause);
    put_to_work(here);
}

}  // namespace kammerspiel::model
