#include "sim/model/repair_job.hpp"

#include <algorithm>

#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

using scenario::Restore;

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
        const Duration since_backup = Duration::micros(since);
        if (!age || since_backup < *age) age = since_backup;
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

/// What is lost for good with a destroyed host: all since the backup from which it comes back.
void book_data_loss(OrganisationContext& org, GroupState& group, const HostRecord& host) {
    if (org.plan.backups[org.id.index()].empty()) return;
    if (!age_of_backup(org, org.now())) {
        group.data.everything = true;
    } else if (const auto age = age_of_backup(org, host.destroyed_at)) {
        group.data.age = std::max(group.data.age, *age);
    }
}

}  // namespace

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

void start_tracked_job(OrganisationContext& org, const Workers& people, std::uint32_t g) {
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

}  // namespace kammerspiel::model
