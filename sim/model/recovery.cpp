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

const ActionPlan& restore_action(const Here& here) {
    const RestoreState& restore = *here.state.restore;
    return here.in.strategy().plays[restore.play].actions[restore.action];
}

const RestorePlan& restore_plan(const Here& here) {
    return std::get<RestorePlan>(restore_action(here).what);
}

std::uint32_t alike_in(const GroupState& group, Power power) {
    return group.alike[static_cast<std::size_t>(power)];
}

std::uint32_t alike_waiting(const GroupState& group) {
    return alike_in(group, Power::in_repair) - group.alike_in_work;
}

/// Own crews come first, then the people of each pool who are here.
struct Workers {
    std::uint32_t number = 0;  ///< as JobDone names them
    std::uint32_t kinds = 0;
    std::uint32_t* free = nullptr;
    const WorkTimeline* shift = nullptr;
    double slower = 1;
};

std::uint32_t own_crews(const Here& here) { return here.info.crews.count; }

/// How much longer work takes while what the crew uses is down (rule 22).
double slowness(const Here& here, federation::CrewId crew) {
    double factor = 1.0;
    for (const Used& used : here.in.plan.used_by_crew[crew.index()]) {
        if (!here.state.services[used.position].up) factor *= used.slower;
    }
    return factor;
}

Workers workers(Here& here, std::uint32_t number) {
    const PlanData& plan = here.in.plan;
    if (number < own_crews(here)) {
        const federation::CrewId id = here.info.crews[number];
        return {.number = number,
                .kinds = plan.federation.crews[id.index()].kinds,
                .free = &here.state.crews[number].free,
                .shift = &plan.timelines[plan.timeline_of_crew[id.index()]],
                .slower = slowness(here, id)};
    }
    const std::uint32_t pool = number - own_crews(here);
    return {.number = number,
            .kinds = plan.pools[pool].kinds,
            .free = &here.state.aid[pool].free,
            .shift = &plan.timelines[plan.pools[pool].timeline[here.id.index()]],
            .slower = 1};
}

std::uint32_t free_people(const Here& here, std::uint32_t number) {
    if (number < own_crews(here)) return here.state.crews[number].free;
    return here.state.aid[number - own_crews(here)].free;
}

std::uint32_t all_workers(const Here& here) {
    return own_crews(here) + static_cast<std::uint32_t>(here.state.aid.size());
}

/// The group whose hosts are next for people who can work on these kinds: the earliest in the
/// order of the restore.
std::optional<std::uint32_t> next_group(const Here& here, std::uint32_t kinds) {
    std::optional<std::uint32_t> next;
    for (std::uint32_t g = 0; g < here.state.groups.size(); ++g) {
        const GroupState& group = here.state.groups[g];
        if (group.waiting.empty() && alike_waiting(group) == 0) continue;
        const auto kind = here.in.plan.federation.host_groups[here.global(g).index()].kind;
        if ((kinds >> static_cast<unsigned>(kind) & 1U) == 0) continue;
        if (!next || group.rank < here.state.groups[*next].rank) next = g;
    }
    return next;
}

/// The time between the newest backup that is left and `moment`; absent where none is left.
std::optional<Duration> age_of_backup(const Here& here, SimTime moment) {
    std::optional<Duration> age;
    for (const auto id : here.in.plan.backups[here.id.index()]) {
        const auto& info = here.in.plan.federation.host_groups[id.index()];
        const bool is_left =
            info.offline || here.state.groups[here.local(id)].contents_lost < info.count;
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
    work.missed = compromised && !work.found && restore.rebuild != Restore::Rebuild::everything;
    work.rebuilt = is_rebuilt(restore.rebuild, integrity, work.found);
    if (work.rebuilt) {
        const bool backups_are_kept = !here.in.plan.backups[here.id.index()].empty();
        work.from_scratch = compromised && backups_are_kept && effort.from_scratch &&
                            !age_of_backup(here, here.in.now());
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
SimTime done_with(Here& here, const Workers& people, Duration work) {
    const Duration effort = scaled(work, people.slower);
    here.in.notes.tally.hosts.crew_time += effort;
    return people.shift->after_working(here.in.now(), effort);
}

void start_alike_job(Here& here, const Workers& people, std::uint32_t g) {
    GroupState& group = here.state.groups[g];
    const auto id = here.global(g);
    const std::uint32_t hosts = here.in.plan.federation.host_groups[id.index()].count;
    const std::uint32_t number = group.alike_jobs % hosts;
    const Work work = work_on(here, g, here.in.plan.host_entity(id, number),
                              group.alike_jobs / hosts, Integrity::clean);
    ++group.alike_jobs;
    ++group.alike_in_work;
    here.in.later(done_with(here, people, work.all), Priority::hosts_and_links,
                  event::JobDone{.host = {id, number},
                                 .crew = static_cast<std::uint16_t>(people.number),
                                 .missed = false,
                                 .alike = true,
                                 .rebuilt = work.rebuilt},
                  group.cause);
}

/// What is lost for good with a destroyed host: all since the backup from which it comes back.
void book_data_loss(Here& here, GroupState& group, const HostRecord& host) {
    if (here.in.plan.backups[here.id.index()].empty()) return;
    if (!age_of_backup(here, here.in.now())) {
        group.data.everything = true;
    } else if (const auto age = age_of_backup(here, host.destroyed_at)) {
        group.data.age = std::max(group.data.age, *age);
    }
}

void start_record_job(Here& here, const Workers& people, std::uint32_t g) {
    GroupState& group = here.state.groups[g];
    const std::uint32_t record = group.waiting.front();
    group.waiting.erase(group.waiting.begin());
    HostRecord& host = here.state.hosts[record];
    host.being_repaired = true;
    const Work work = work_on(here, g, here.entity(host), host.inspections++, host.integrity);
    if (host.integrity == Integrity::destroyed) book_data_loss(here, group, host);
    if (work.from_scratch) ++here.in.notes.tally.hosts.from_scratch;
    const HostRef ref{here.global(g), host.number};
    if (work.found) {
        const SimTime found =
            people.shift->after_working(here.in.now(), scaled(work.until_found, people.slower));
        here.in.later(found, Priority::hosts_and_links, event::Found{ref}, host.cause);
    }
    here.in.later(done_with(here, people, work.all), Priority::hosts_and_links,
                  event::JobDone{.host = ref,
                                 .crew = static_cast<std::uint16_t>(people.number),
                                 .missed = work.missed,
                                 .alike = false,
                                 .rebuilt = work.rebuilt},
                  host.cause);
}

/// People of a pool go home once the restore is under way and nothing waits that they can do.
void send_home(Here& here) {
    if (!here.state.restore) return;
    for (std::uint32_t pool = 0; pool < here.state.aid.size(); ++pool) {
        AidState& aid = here.state.aid[pool];
        if (aid.free == 0 || next_group(here, here.in.plan.pools[pool].kinds)) continue;
        const std::uint32_t people = std::exchange(aid.free, 0U);
        aid.here -= people;
        const Cause cause = here.in.record({.what = Happening::aid_left,
                                            .subject = here.id.value,
                                            .count = people,
                                            .detail = pool});
        here.in.tell(here.in.plan.pool(pool), here.in.now(), Priority::hosts_and_links,
                     event::AidReturns{people}, cause);
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

/// What was left behind on a host survives cleaning, not rebuilding.
void come_back_later(Here& here, std::uint32_t record, bool rebuilt, Cause cause) {
    HostRecord& host = here.state.hosts[record];
    if (rebuilt) host.is_persistent = false;
    if (!host.is_persistent) return;
    const Duration sleeps = here.in.span(here.in.attack().returns_after, here.entity(host),
                                         Draw::persistence_returns, host.inspections);
    here.in.later(here.in.now() + sleeps, Priority::hosts_and_links,
                  event::Wake{record, host.generation}, cause);
}

}  // namespace

void put_to_work(Here& here) {
    start_waiting_actions(here);
    for (std::uint32_t number = 0; number < all_workers(here); ++number) {
        while (free_people(here, number) > 0) {
            const Workers people = workers(here, number);
            const auto group = next_group(here, people.kinds);
            if (!group) break;
            --*people.free;
            // What is known to be special comes before what only has to be looked through.
            if (here.state.groups[*group].waiting.empty()) {
                start_alike_job(here, people, *group);
            } else {
                start_record_job(here, people, *group);
            }
        }
    }
    send_home(here);
}

void aid_arrives(Here& here, const event::AidArrives& event) {
    here.state.aid[event.pool].here += event.people;
    here.state.aid[event.pool].free += event.people;
    here.in.record({.what = Happening::aid_arrived,
                    .subject = here.id.value,
                    .count = event.people,
                    .detail = event.pool});
    put_to_work(here);
}

SimTime restore_from(const Here& here, std::uint32_t play, const RestorePlan& restore) {
    return here.in.now() + here.in.span(restore.begins_after, here.in.strategy().plays[play].entity,
                                        Draw::restore_begins, 0);
}

SimTime repairs_from(const Here& here) {
    if (here.state.repairs_from) return *here.state.repairs_from;
    SimTime first = SimTime::latest();
    const auto& plays = here.in.strategy().plays;
    for (std::uint32_t p = 0; p < plays.size(); ++p) {
        for (const ActionPlan& action : plays[p].actions) {
            const auto* restore = std::get_if<RestorePlan>(&action.what);
            if (restore != nullptr) first = std::min(first, restore_from(here, p, *restore));
        }
    }
    return first;
}

void restore_begins(Here& here, const event::RestoreBegins& event) {
    here.state.restore = RestoreState{event.play, event.action};
    const ActionPlan& action = restore_action(here);
    const RestorePlan& restore = restore_plan(here);
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < here.state.groups.size(); ++g) {
        GroupState& group = here.state.groups[g];
        group.rank = restore.rank_of_group[here.global(g).index()];
        if (!action.scope.host_groups[here.global(g).index()]) continue;
        count += alike_in(group, Power::off) + alike_in(group, Power::isolated);
    }
    for (const HostRecord& host : here.state.hosts) {
        if (action.scope.host_groups[here.global(host.group).index()] && needs_repair(host))
            ++count;
    }
    const Cause cause = here.in.record({.what = Happening::restore_begun,
                                        .subject = here.id.value,
                                        .count = count,
                                        .detail = event.play});
    for (std::uint32_t g = 0; g < here.state.groups.size(); ++g) {
        if (!action.scope.host_groups[here.global(g).index()]) continue;
        for (const Power from : {Power::off, Power::isolated}) {
            move_alike(here, g, alike_in(here.state.groups[g], from), from, Power::in_repair,
                       cause);
        }
    }
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        if (action.scope.host_groups[here.global(host.group).index()] && needs_repair(host)) {
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
    ++*workers(here, event.crew).free;
    Cause cause = here.in.cause;
    if (event.alike) {
        --here.state.groups[g].alike_in_work;
        move_alike(here, g, 1, Power::in_repair, Power::on, cause);
        if (restore_plan(here).into_clean_zone) ++here.state.groups[g].alike_clean;
        ++here.in.notes.tally.hosts.inspected_clean;
    } else {
        const std::uint32_t record = here.state.groups[g].record_of[event.host.number] - 1;
        HostRecord& host = here.state.hosts[record];
        host.being_repaired = false;
        host.lost_memory = false;
        const bool was_compromised = host.integrity != Integrity::clean;
        if (event.missed) {
            ++here.in.notes.tally.hosts.missed;
            cause = here.in.record({.what = Happening::missed_compromise,
                                    .subject = event.host.group.value,
                                    .host = event.host.number + 1});
        } else {
            ++(was_compromised || event.rebuilt ? here.in.notes.tally.hosts.rebuilt
                                                : here.in.notes.tally.hosts.inspected_clean);
            ++host.generation;  // whatever was still to come from it
            host.strikes_parked = 0;
            come_back_later(here, record, event.rebuilt, cause);
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
    if (!restore_action(here).scope.host_groups[here.global(host.group).index()]) return;
    // Knowledge comes after hosts and levels at one instant (rule 3): hosts follow in the next.
    here.in.later(here.in.now() + Duration::micros(1), Priority::hosts_and_links,
                  event::RepairDue{record}, cause);
}

void repair_due(Here& here, const event::RepairDue& event) {
    const HostRecord& host = here.state.hosts[event.record];
    if (host.power == Power::in_repair || !needs_repair(host)) return;
    if (!here.state.restore ||
        !restore_action(here).scope.host_groups[here.global(host.group).index()])
        return;
    into_repair(here, event.record, here.in.cause);
    put_to_work(here);
}

}  // namespace kammerspiel::model
