#include "sim/model/crews.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/model/goods.hpp"
#include "sim/model/jobs.hpp"
#include "sim/model/recovery.hpp"
#include "sim/model/repair_job.hpp"
#include "sim/model/repair_line.hpp"
#include "sim/model/response.hpp"
#include "sim/model/work.hpp"

namespace kammerspiel::model {
namespace {

Cause leave(OrganisationContext& org, std::uint32_t pool, std::uint32_t people) {
    AidState& aid = org.state.aid[pool];
    aid.free -= people;
    aid.here -= people;
    return org.record(
        {.what = TraceKind::aid_left, .subject = org.id.value, .count = people, .detail = pool});
}

/// Those who have stayed for as long as they could go for good, as soon as they are done.
void tired_aid_leaves(OrganisationContext& org) {
    for (std::uint32_t pool = 0; pool < org.state.aid.size(); ++pool) {
        AidState& aid = org.state.aid[pool];
        const std::uint32_t people = std::min(aid.leaving, aid.free);
        if (people == 0) continue;
        aid.leaving -= people;
        leave(org, pool, people);
    }
}

/// People of a pool go home once every restore that was ordered has begun and nothing waits that
/// they can do.
void release_aid(OrganisationContext& org) {
    if (!all_restores_have_begun(org)) return;
    for (std::uint32_t pool = 0; pool < org.state.aid.size(); ++pool) {
        AidState& aid = org.state.aid[pool];
        if (aid.free == 0 || any_waits(org, org.plan.pools[pool].kinds)) continue;
        const std::uint32_t people = aid.free;
        const Cause cause = leave(org, pool, people);
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

struct GroupInLine {
    std::uint32_t group = 0;
};
struct JobInLine {
    std::size_t position = 0;
};
using NextWork = std::variant<std::monostate, GroupInLine, JobInLine>;

/// What is for a crew alone comes before hosts, what anybody may do after them.
NextWork next_work(const OrganisationContext& org, const Workers& people) {
    const bool is_own = is_own_crew(org, people.number);
    if (is_own) {
        if (const auto job = next_job(org, people.number, MeantFor::this_crew)) {
            return JobInLine{*job};
        }
    }
    if (const auto group = next_group(org, people.kinds)) return GroupInLine{*group};
    if (is_own) {
        if (const auto job = next_job(org, people.number, MeantFor::anyone)) {
            return JobInLine{*job};
        }
    }
    return {};
}

}  // namespace

void assign_crews(OrganisationContext& org) {
    if (org.state.work_due) return;
    org.state.work_due = true;
    org.later(org.now(), Priority::decisions, event::GiveWork{});
}

void give_work(OrganisationContext& org) {
    org.state.work_due = false;
    tired_aid_leaves(org);
    start_waiting_actions(org);
    make_images(org);
    for (const std::uint32_t number : org.plan.repair.workers[org.id.index()]) {
        while (free_people(org, number) > 0) {
            const Workers people = workers(org, number);
            const NextWork next = next_work(org, people);
            const bool is_asked_for =
                is_own_crew(org, number) && !org.state.waiting_actions.empty();
            const bool is_nothing = std::holds_alternative<std::monostate>(next);
            if (is_nothing && !is_asked_for) break;
            // Who took a host before their shift would keep it from those who are there.
            if (!is_on_shift(org, people)) {
                give_work_at(org, people.shift->next_open(org.now()));
                break;
            }
            if (is_nothing) break;
            --*people.free;
            if (const auto* job = std::get_if<JobInLine>(&next)) {
                begin_job(org, people, job->position);
            } else {
                begin_repair(org, people, std::get<GroupInLine>(next).group);
            }
        }
    }
    order_goods(org);
    release_aid(org);
}

void aid_arrives(OrganisationContext& org, const event::AidArrives& event) {
    org.state.aid[event.pool].here += event.people;
    org.state.aid[event.pool].free += event.people;
    org.record({.what = TraceKind::aid_arrived,
                .subject = org.id.value,
                .count = event.people,
                .detail = event.pool});
    if (const auto& stays = org.plan.pools[event.pool].stays) {
        org.later(org.now() + *stays, Priority::hosts_and_links,
                  event::AidMustLeave{event.pool, event.people});
    }
    assign_crews(org);
}

void aid_must_leave(OrganisationContext& org, const event::AidMustLeave& event) {
    AidState& aid = org.state.aid[event.pool];
    aid.leaving = std::min(aid.here, aid.leaving + event.people);
    assign_crews(org);
}

void crew_begins(OrganisationContext& org, std::uint32_t number) {
    if (!is_own_crew(org, number) || std::exchange(org.state.crews[number].has_begun, true)) return;
    const auto& tires = org.plan.stages.tires;
    if (tires.empty()) return;
    const auto& plan = tires[org.crew_id(number).index()];
    if (!plan) return;
    org.later(org.now() + plan->after, Priority::hosts_and_links, event::CrewTires{number});
}

void crew_tires(OrganisationContext& org, const event::CrewTires& event) {
    org.state.crews[event.crew].is_tired = true;
    org.record({.what = TraceKind::crew_tired,
                .subject = org.id.value,
                .detail = org.crew_id(event.crew).value});
    pace_of_crew_changed(org, event.crew);
}

}  // namespace kammerspiel::model
