#include "sim/model/repair_job.hpp"

#include <algorithm>

#include "kammerspiel/base/overloaded.hpp"
#include "sim/model/applications.hpp"
#include "sim/model/attack.hpp"
#include "sim/model/attempts.hpp"
#include "sim/model/awaited.hpp"
#include "sim/model/backup.hpp"
#include "sim/model/compromise.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/goods.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/jobs.hpp"
#include "sim/model/recovery.hpp"
#include "sim/model/repair_line.hpp"
#include "sim/model/response.hpp"
#include "sim/model/work.hpp"

namespace kammerspiel::model {
namespace {

using scenario::Restore;

/// A host as those who are to repair it meet it.
struct Patient {
    HostRef host;
    kernel::EntityId entity;
    std::uint64_t inspections = 0;  ///< before this one
    Integrity integrity = Integrity::clean;
    bool is_known_bad = false;
};

struct Steps {
    Duration until_found;  ///< inspection alone
    Duration all;
    bool is_found = false;
    bool is_rebuilt = false;
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

/// The steps of one host, each with its own draw. What is known to be bad is found, whatever the
/// gate; so is what is destroyed.
Steps steps_of(const OrganisationContext& org, const RestorePlan& restore, const Patient& patient) {
    const auto kind = org.Context::group(patient.host.group).kind;
    const EffortPlan& effort = org.plan.effort[static_cast<std::size_t>(kind)];
    const auto step = [&](const Sampler& sampler, Draw purpose) {
        return org.span(sampler, patient.entity, purpose, patient.inspections);
    };
    Steps steps;
    const bool is_compromised = patient.integrity != Integrity::clean;
    const bool inspects = restore.gate != Restore::Gate::none;
    if (inspects) steps.all += step(effort.inspect, Draw::effort_inspect);
    steps.until_found = steps.all;
    const bool finds = inspects && org.uniform(patient.entity, Draw::inspection_finds,
                                               patient.inspections) < restore.thoroughness;
    steps.is_found = is_compromised &&
                     (patient.integrity == Integrity::destroyed || patient.is_known_bad || finds);
    steps.is_rebuilt = is_rebuilt(restore.rebuild, patient.integrity, steps.is_found);
    if (steps.is_rebuilt) {
        steps.from_scratch = is_compromised && effort.from_scratch && !has_backup_at_hand(org);
        steps.all += steps.from_scratch ? step(*effort.from_scratch, Draw::effort_from_scratch)
                                        : step(effort.rebuild, Draw::effort_rebuild);
    } else if (steps.is_found) {
        steps.all += step(effort.clean, Draw::effort_clean);
    }
    if (restore.gate == Restore::Gate::tested) steps.all += step(effort.test, Draw::effort_test);
    steps.all += step(effort.switch_on, Draw::effort_switch_on);
    return steps;
}

Patient without_record(OrganisationContext& org, std::uint32_t g) {
    GroupState& group = org.state.groups[g];
    const auto id = org.group_id(g);
    // Numbers that have a record have draws of their own.
    while (find_record(org.state, g, group.untracked_next) != nullptr) {
        group.untracked_next = (group.untracked_next + 1) % org.group(g).count;
        if (group.untracked_next == 0) ++group.untracked_rounds;
    }
    Patient patient{.host = {id, group.untracked_next},
                    .entity = org.plan.host_entity(id, group.untracked_next),
                    .inspections = group.untracked_rounds};
    group.untracked_next = (group.untracked_next + 1) % org.group(g).count;
    if (group.untracked_next == 0) ++group.untracked_rounds;
    return patient;
}

Patient with_record(OrganisationContext& org, std::uint32_t record) {
    HostRecord& host = org.state.hosts[record];
    return {.host = org.host(host),
            .entity = org.entity(host),
            .inspections = host.inspections++,
            .integrity = host.integrity,
            .is_known_bad = host.suspicion == Suspicion::confirmed};
}

std::uint32_t record_at_work(const OrganisationContext& org, HostRef host) {
    return org.state.groups[org.position(host.group)].record_of[host.number] - 1;
}

/// Counts what was done, not what the host was.
void count(OrganisationContext& org, const HostWork& work, bool was_compromised) {
    HostFigures& hosts = org.tally().hosts;
    if (work.is_missed) {
        if (work.is_inspected) ++hosts.missed;
    } else if (work.is_rebuilt) {
        ++hosts.rebuilt;
    } else if (work.is_inspected && !was_compromised) {
        ++hosts.inspected_clean;
    }
}

/// A slot for a batch of hosts, kept with its memory once it is done.
std::uint32_t new_batch(OrganisationContext& org) {
    auto& free = org.state.stages.free_batches;
    if (free.empty()) {
        org.state.stages.batches.emplace_back();
        return static_cast<std::uint32_t>(org.state.stages.batches.size() - 1);
    }
    const std::uint32_t slot = free.back();
    free.pop_back();
    return slot;
}

void begin_batch(OrganisationContext& org, const Workers& people, std::uint32_t g) {
    const std::uint32_t slot = new_batch(org);
    ImageBatch& batch = org.state.stages.batches[slot];
    batch.tracked.clear();
    batch.untracked = 0;
    batch.group = g;
    batch.into_clean_zone = restore_plan(org, g).into_clean_zone;
    take_batch(org, g, batch);
    for (const HostRef host : batch.tracked) {
        const std::uint32_t record = record_at_work(org, host);
        if (org.state.hosts[record].integrity != Integrity::destroyed) continue;
        book_data_loss(org, g, org.state.hosts[record].destroyed_at);
    }
    begin_work(org, people,
               {.what = ImageWork{slot},
                .people = 1,
                .left = image_effort(org, org.group(g).kind),
                .cause = org.state.groups[g].cause});
}

Cause switch_on_tracked(OrganisationContext& org, const HostWork& work) {
    const std::uint32_t record = record_at_work(org, work.host);
    set_at_work(org, record, false);
    HostRecord& host = org.state.hosts[record];
    host.lost_memory = false;
    Cause cause = org.cause;
    count(org, work, host.integrity != Integrity::clean);
    if (work.is_missed) {
        if (work.is_inspected) {
            cause = org.record({.what = TraceKind::missed_compromise,
                                .subject = work.host.group.value,
                                .host = work.host.number + 1});
        }
    } else {
        end_attempts(org, record);
        was_repaired(org, record, work.is_rebuilt, cause);
    }
    clear(org, record, cause);
    host.in_clean_zone = work.into_clean_zone;
    const Integrity integrity = work.is_missed ? host.integrity : Integrity::clean;
    set_state(org, record, integrity, Power::on, cause);
    switched_on(org, record, cause);
    return cause;
}

Cause switch_on_untracked(OrganisationContext& org, const HostWork& work) {
    const std::uint32_t g = org.position(work.host.group);
    --org.state.groups[g].untracked_in_work;
    move_untracked(org, g, 1, Power::in_repair, Power::on, org.cause);
    if (work.into_clean_zone) ++org.state.groups[g].untracked_clean;
    count(org, work, false);
    return org.cause;
}

Cause switch_on_batch(OrganisationContext& org, std::uint32_t slot) {
    ImageBatch& batch = org.state.stages.batches[slot];
    const auto work_on = [&](HostRef host, bool is_untracked) {
        return HostWork{.host = host,
                        .is_untracked = is_untracked,
                        .is_inspected = true,
                        .is_rebuilt = true,
                        .into_clean_zone = batch.into_clean_zone};
    };
    Cause cause = org.cause;
    for (const HostRef host : batch.tracked) cause = switch_on_tracked(org, work_on(host, false));
    for (std::uint32_t i = 0; i < batch.untracked; ++i) {
        cause = switch_on_untracked(org, work_on({org.group_id(batch.group), 0}, true));
    }
    org.state.stages.free_batches.push_back(slot);
    return cause;
}

void group_may_be_whole(OrganisationContext& org, std::uint32_t g, Cause cause) {
    const GroupState& group = org.state.groups[g];
    if (group.counts[static_cast<std::size_t>(Availability::works)] != org.group(g).count) return;
    org.record({.what = TraceKind::group_restored,
                .subject = org.group_id(g).value,
                .count = org.group(g).count},
               cause);
}

}  // namespace

void begin_repair(OrganisationContext& org, const Workers& people, std::uint32_t g) {
    if (org.plan.stages.any && is_next_for_image(org, g)) return begin_batch(org, people, g);
    const auto record = take_next(org, g);
    const Patient patient = record ? with_record(org, *record) : without_record(org, g);
    const RestorePlan& restore = restore_plan(org, g);
    const Steps steps = steps_of(org, restore, patient);
    GroupState& group = org.state.groups[g];
    if (patient.integrity == Integrity::destroyed) {
        book_data_loss(org, g, org.state.hosts[*record].destroyed_at);
    }
    if (steps.from_scratch) ++org.tally().hosts.from_scratch;
    const bool is_compromised = patient.integrity != Integrity::clean;
    const bool is_missed = is_compromised && !steps.is_found && !steps.is_rebuilt;
    begin_work(org, people,
               {.what = HostWork{.host = patient.host,
                                 .is_untracked = !record,
                                 .is_inspected = restore.gate != Restore::Gate::none,
                                 .will_find = steps.is_found,
                                 .left_when_found = steps.all - steps.until_found,
                                 .is_missed = is_missed,
                                 .is_rebuilt = steps.is_rebuilt,
                                 .into_clean_zone = restore.into_clean_zone},
                .people = 1,
                .left = steps.all,
                .cause = record ? org.state.hosts[*record].cause : group.cause});
}

void found(OrganisationContext& org, const event::Found& event) {
    const HostWork* work = take_found(org, event);
    if (work == nullptr) return;
    const Cause cause = org.record({.what = TraceKind::found_compromised,
                                    .subject = work->host.group.value,
                                    .host = work->host.number + 1});
    confirm(org, record_at_work(org, work->host), cause);
}

void work_done(OrganisationContext& org, const event::WorkDone& event) {
    const auto done = take_done(org, event);
    if (!done) return;
    std::visit(Overloaded{
                   [](std::monostate) {},
                   [&](const HostWork& work) {
                       const Cause cause = work.is_untracked ? switch_on_untracked(org, work)
                                                             : switch_on_tracked(org, work);
                       group_may_be_whole(org, org.position(work.host.group), cause);
                   },
                   [&](const ImageWork& work) {
                       const std::uint32_t g = org.state.stages.batches[work.batch].group;
                       group_may_be_whole(org, g, switch_on_batch(org, work.batch));
                   },
                   [&](const JobWork& work) { job_was_done(org, work.job); },
                   [&](const ActionWork& work) {
                       carry_out(org, {work.play, work.action});
                       action_is_done(org, work.play, org.cause);
                   },
               },
               done->what);
    if (org.plan.stages.any) put_forward(org);
    assign_crews(org);
}

}  // namespace kammerspiel::model
