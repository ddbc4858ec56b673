#include "sim/model/crews.hpp"

#include <utility>

#include "sim/model/recovery.hpp"
#include "sim/model/repair_job.hpp"
#include "sim/model/repair_line.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

/// People of a pool go home once every restore that was ordered has begun and nothing waits that
/// they can do.
void release_aid(OrganisationContext& org) {
    if (!all_restores_have_begun(org)) return;
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
                 event::AidReturns{org.id.value, people}, cause);
    }
}

/// Work is given out again when the next of those come who have something to do.
void give_work_at(OrganisationContext& org, SimTime shift_begins) {
    auto& due = org.state.next_shift;
    if (due && *due > org.now() && *due <= shift_begins) return;
    due = shift_begins;
    org.later(shift_begins, Priority::decisions, event::GiveWork{});
}

}  // namespace

void assign_crews(OrganisationContext& org) {
    if (org.state.work_due) return;
    org.state.work_due = true;
    org.later(org.now(), Priority::decisions, event::GiveWork{});
}

void give_work(OrganisationContext& org) {
    org.state.work_due = false;
    start_waiting_actions(org);
    for (const std::uint32_t number : org.plan.repair.workers[org.id.index()]) {
        while (free_people(org, number) > 0) {
            const Workers people = workers(org, number);
            const auto group = next_group(org, people.kinds);
            const bool is_asked_for =
                is_own_crew(org, number) && !org.state.waiting_actions.empty();
            if (!group && !is_asked_for) break;
            // Who took a host before their shift would keep it from those who are there.
            if (!is_on_shift(org, people)) {
                give_work_at(org, people.shift->next_open(org.now()));
                break;
            }
            if (!group) break;
            --*people.free;
            begin_repair(org, people, *group);
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
