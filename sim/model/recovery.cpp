#include "sim/model/recovery.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/attack.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

using scenario::Restore;

const ActionPlan& restore_action(const OrganisationContext& org) {
    const RestoreState& restore = *org.state.restore;
    return org.strategy().plays[restore.play].actions[restore.action];
}

const RestorePlan& restore_plan(const OrganisationContext& org) {
    return std::get<RestorePlan>(restore_action(org).what);
}

std::uint32_t untracked_waiting(const GroupState& group) {
    return group.untracked_in(Power::in_repair) - group.untracked_in_work;
}

/// Own crews come first, then the people of each pool who are here.
struct Workers {
    std::uint32_t number = 0;  ///< as JobDone names them
    federation::HostKinds kinds;
    std::uint32_t* free = nullptr;
    const WorkTimeline* shift = nullptr;
    double slower = 1;
};

std::uint32_t own_crews(const OrganisationContext& org) { return org.info.crews.count; }

/// How much longer work takes while what the crew uses is down (rule 22).
double slowness(const OrganisationContext& org, federation::CrewId crew) {
    double factor = 1.0;
    for (const Used& used : org.plan.used_by_crew[crew.index()]) {
        if (!org.state.services[used.position].up) factor *= used.slower;
    }
    return factor;
}

Workers workers(OrganisationContext& org, std::uint32_t number) {
    const PlanData& plan = org.plan;
    if (number < own_crews(org)) {
        const federation::CrewId id = org.crew_id(number);
        return {.number = number,
                .kinds = plan.federation.crews[id.index()].kinds,
                .free = &org.state.crews[number].free,
                .shift = &plan.timelines[plan.timeline_of_crew[id.index()]],
                .slower = slowness(org, id)};
    }
    const std::uint32_t pool = number - own_crews(org);
    return {.number = number,
            .kinds = plan.pools[pool].kinds,
            .free = &org.state.aid[pool].free,
            .shift = &plan.timelines[plan.pools[pool].timeline[org.id.index()]],
            .slower = 1};
}

std::uint32_t free_people(const OrganisationContext& org, std::uint32_t number) {
    if (number < own_crews(org)) return org.state.crews[number].free;
    return org.state.aid[number - own_crews(org)].free;
}

std::uint32_t all_workers(const OrganisationContext& org) {
    return own_crews(org) + static_cast<std::uint32_t>(org.state.aid.size());
}

/// The group whose hosts are next for people who can work on these kinds: the earliest in the
/// order of the restore.
std::optional<std::uint32_t> next_group(const OrganisationContext& org,
                                        federation::HostKinds kinds) {
    std::optional<std::uint32_t> next;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        const GroupState& group = org.state.groups[g];
        if (group.waiting.empty() && untracked_waiting(group) == 0) continue;
        const auto kind = org.group(g).kind;
        if (!kinds.contains(kind)) continue;
        if (!next || group.rank < org.state.groups[*next].rank) next = g;
    }
    return next;
}

/// The time between the newest backup that is left and `moment`; absent where none is left.
std::optional<Duration> age_of_backup(const OrganisationContext& org, SimTime moment) {
    std::optional<Duration> age;
    for (const auto id : org.plan.backups[org.id.index()]) {
        const auto& info = org.group(id);
        const bool is_left =
            info.offline || org.state.groups[org.position(id)].contents_lost < info.count;
        if (!is_left) continue;
        // Backups are made every interval, counted from the start, before it too.
        const std::int64_t interval = info.backup_interval->count();
        std::int64_t since = moment.since_start().count() % interval;
        if (since < 0) since += interval;
        const Duration here_since = Duration::micros(since);
        if (!age || here_since < *age) age = here_since;
    }
    return age;
}

struct Work {
    Duration until_found;  ///< inspection alone
    Duration all;
    bool found = false;
    bool missed = false;
    bool rebuilt = false;
    bool from_scratch = false;
};

bool is_rebuilt(Restore::Rebuild rule, Integrity integrity, bool found) {
    switch (rule) {
        case Restore::Rebuild::controlled: return found && integrity >= Integrity::controlled;
        case Restore::Rebuild::destroyed: return integrity == Integrity::destroyed;
        case Restore::Rebuild::everything: return true;
    }
    unreachable();
}

/// The steps of one host, each with its own draw. `index` counts the host's inspections.
Work work_on(const OrganisationContext& org, std::uint32_t group, kernel::EntityId host,
             std::uint64_t index, Integrity integrity) {
    const RestorePlan& restore = restore_plan(org);
    const auto kind = org.group(group).kind;
    const EffortPlan& effort = org.plan.effort[static_cast<std::size_t>(kind)];
    const auto step = [&](const Sampler& sampler, Draw purpose) {
        return org.span(sampler, host, purpose, index);
    };
    Work work;
    const bool damaged = integrity == Integrity::destroyed;
    const bool compromised = integrity != Integrity::clean;
    const bool inspects = restore.gate != Restore::Gate::none;
    if (inspects) work.all += step(effort.inspect, Draw::effort_inspect);
    work.until_found = work.all;
    const bool finds =
        inspects && org.uniform(host, Draw::inspection_finds, index) < restore.thoroughness;
    work.found = compromised && (damaged || finds);
    work.missed = compromised && !work.found && restore.rebuild != Restore::Rebuild::everything;
    work.rebuilt = is_rebuilt(restore.rebuild, integrity, work.found);
    if (work.rebuilt) {
        const bool backups_are_kept = !org.plan.backups[org.id.index()].empty();
        work.from_scratch = compromised && backups_are_kept && effort.from_scratch &&
                            !age_of_backup(org, org.now());
        work.all += work.from_scratch ? step(*effort.from_scratch, Draw::effort_from_scratch)
                                      : step(effort.rebuild, Draw::effort_rebuild);
    } else if (work.found) {
        work.all += step(effort.clean, Draw::effort_clean);
    }
    if (restore.gate == Restore::Gate::tested) work.all += step(effort.test, Draw::effort_test);
    work.all += step(effort.switch_on, Draw::effort_switch_on);
    return work;
}

/// When people are done with work that begins now; counts their time.
SimTime done_with(OrganisationContext& org, const Workers& people, Duration work) {
    const Duration effort = scaled(work, people.slower);
    org.tally().hosts.crew_time += effort;
    return people.shift->after_working(org.now(), effort);
}

void start_untracked_job(OrganisationContext& org, const Workers& people, std::uint32_t g) {
    GroupState& group = org.state.groups[g];
    const auto id = org.group_id(g);
    const std::uint32_t hosts = org.group(id).count;
    const std::uint32_t number = group.untracked_jobs % hosts;
    const Work work = work_on(org, g, org.plan.host_entity(id, number),
                              group.untracked_jobs / hosts, Integrity::clean);
    ++group.untracked_jobs;
    ++group.untracked_in_work;
    org.later(done_with(org, people, work.all), Priority::hosts_and_links,
              event::JobDone{.host = {id, number},
                             .crew = static_cast<std::uint16_t>(people.number),
                             .missed = false,
                             .untracked = true,
                             .rebuilt = work.rebuilt},
              group.cause);
}

/// What is lost for good with a destroyed host: all since the backup from which it comes back.
void book_data_loss(OrganisationContext& org, GroupState& group, const HostRecord& host) {
    if (org.plan.backups[org.id.index()].empty()) return;
    if (!age_of_backup(org, org.now())) {
        group.data.everything = true;
    } else if (const auto age = age_of_backup(org, host.destroyed_at)) {
        group.data.age = std::max(group.data.age, *age);
    }
}

void start_record_job(OrganisationContext& org, const Workers& people, std::uint32_t g) {
    GroupState& group = org.state.groups[g];
    const std::uint32_t record = group.waiting.front();
    group.waiting.erase(group.waiting.begin());
    HostRecord& host = org.state.hosts[record];
    host.being_repaired = true;
    const Work work = work_on(org, g, org.entity(host), host.inspections++, host.integrity);
    if (host.integrity == Integrity::destroyed) book_data_loss(org, group, host);
    if (work.from_scratch) ++org.tally().hosts.from_scratch;
    const HostRef ref = org.host(host);
    if (work.found) {
        const SimTime found =
            people.shift->after_working(org.now(), scaled(work.until_found, people.slower));
        org.later(found, Priority::hosts_and_links, event::Found{ref}, host.cause);
    }
    org.later(done_with(org, people, work.all), Priority::hosts_and_links,
              event::JobDone{.host = ref,
                             .crew = static_cast<std::uint16_t>(people.number),
                             .missed = work.missed,
                             .untracked = false,
                             .rebuilt = work.rebuilt},
              host.cause);
}

/// People of a pool go home once the restore is under way and nothing waits that they can do.
void send_home(OrganisationContext& org) {
    if (!org.state.restore) return;
    for (std::uint32_t pool = 0; pool < org.state.aid.size(); ++pool) {
        AidState& aid = org.state.aid[pool];
        if (aid.free == 0 || next_group(org, org.plan.pools[pool].kinds)) continue;
        const std::uint32_t people = std::exchange(aid.free, 0U);
        aid.here -= people;
        const Cause cause = org.record({.what = TraceKind::aid_left,
                                        .subject = org.id.value,
                                        .count = people,
                                        .detail = pool});
        org.tell(org.plan.pool(pool), org.now(), Priority::hosts_and_links,
                 event::AidReturns{people}, cause);
    }
}

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

/// What was left behind on a host survives cleaning, not rebuilding.
void come_back_later(OrganisationContext& org, std::uint32_t record, bool rebuilt, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (rebuilt) host.is_persistent = false;
    if (!host.is_persistent) return;
    const Duration sleeps = org.span(org.attack().returns_after, org.entity(host),
                                     Draw::persistence_returns, host.inspections);
    org.later(org.now() + sleeps, Priority::hosts_and_links, event::Wake{record, host.generation},
              cause);
}

}  // namespace

void put_to_work(OrganisationContext& org) {
    start_waiting_actions(org);
    for (std::uint32_t number = 0; number < all_workers(org); ++number) {
        while (free_people(org, number) > 0) {
            const Workers people = workers(org, number);
            const auto group = next_group(org, people.kinds);
            if (!group) break;
            --*people.free;
            // What is known to be special comes before what only has to be looked through.
            if (org.state.groups[*group].waiting.empty()) {
                start_untracked_job(org, people, *group);
            } else {
                start_record_job(org, people, *group);
            }
        }
    }
    send_home(org);
}

void aid_arrives(OrganisationContext& org, const event::AidArrives& event) {
    org.state.aid[event.pool].here += event.people;
    org.state.aid[event.pool].free += event.people;
    org.record({.what = TraceKind::aid_arrived,
                .subject = org.id.value,
                .count = event.people,
                .detail = event.pool});
    put_to_work(org);
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
        if (!action.hosts[org.group_id(g).index()]) continue;
        count += group.untracked_in(Power::off) + group.untracked_in(Power::isolated);
    }
    for (const HostRecord& host : org.state.hosts) {
        if (action.hosts[org.group_id(host.group).index()] && needs_repair(host)) ++count;
    }
    const Cause cause = org.record({.what = TraceKind::restore_begun,
                                    .subject = org.id.value,
                                    .count = count,
                                    .detail = event.play});
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (!action.hosts[org.group_id(g).index()]) continue;
        for (const Power from : {Power::off, Power::isolated}) {
            move_untracked(org, g, org.state.groups[g].untracked_in(from), from, Power::in_repair,
                           cause);
        }
    }
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (action.hosts[org.group_id(host.group).index()] && needs_repair(host)) {
            into_repair(org, r, cause);
        }
    }
    for (std::uint32_t l = 0; l < org.state.links.size(); ++l) {
        if (!org.state.links[l].open) {
            org.state.links[l].reopened_by_restore = restore.rank_of_link[org.link_id(l).index()];
        }
    }
    open_links(org, cause);
    put_to_work(org);
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
    ++*workers(org, event.crew).free;
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
            ++host.generation;  // whatever was still to come from it
            host.strikes_parked = {};
            come_back_later(org, record, event.rebuilt, cause);
        }
        clear(org, record, cause);
        host.in_clean_zone = restore_plan(org).into_clean_zone;
        const Integrity integrity = event.missed ? host.integrity : Integrity::clean;
        set_state(org, record, integrity, Power::on, cause);
        switched_on(org, record, cause);
    }
    group_may_be_whole(org, g, cause);
    put_to_work(org);
}

void known_bad(OrganisationContext& org, std::uint32_t record, Cause cause) {
    if (!org.state.restore) return;
    const HostRecord& host = org.state.hosts[record];
    if (host.power == Power::in_repair) return;
    if (!restore_action(org).hosts[org.group_id(host.group).index()]) return;
    // Knowledge comes after hosts and levels at one instant (rule 3): hosts follow in the next.
    org.later(org.now() + Duration::micros(1), Priority::hosts_and_links, event::RepairDue{record},
              cause);
}

void repair_due(OrganisationContext& org, const event::RepairDue& event) {
    const HostRecord& host = org.state.hosts[event.record];
    if (host.power == Power::in_repair || !needs_repair(host)) return;
    if (!org.state.restore || !restore_action(org).hosts[org.group_id(host.group).index()]) return;
    into_repair(org, event.record, org.cause);
    put_to_work(org);
}

}  // namespace kammerspiel::model
