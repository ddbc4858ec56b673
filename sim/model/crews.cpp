#include "sim/model/crews.hpp"

#include <utility>

#include "sim/model/repair_job.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

std::uint32_t untracked_waiting(const GroupState& group) {
    return group.untracked_in(Power::in_repair) - group.untracked_in_work;
}

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

/// People of a pool go home once the restore is under way and nothing waits that they can do.
void release_aid(OrganisationContext& org) {
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

}  // namespace

void crew_is_free(OrganisationContext& org, std::uint32_t crew) { ++*workers(org, crew).free; }

void assign_crews(OrganisationContext& org) {
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
                start_tracked_job(org, people, *group);
            }
        }
    }
    release_aid(org);
}

void aid_arrives(OrganisationContext& org, const event::AidArrives& event) {
    org.state.aid[event.pool].here += event.people;
    org.state.aid[event.pool].free += event.people;
    org.record({.what = TraceKind::aid_arrived,
                .subject = org.id.value,
                .count = event.people,
                .detail = event.pool});
    assign_crews(org);
}

}  // namespace kammerspiel::model
