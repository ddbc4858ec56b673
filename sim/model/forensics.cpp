#include "sim/model/forensics.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/model/analysts.hpp"
#include "sim/model/holds.hpp"

namespace kammerspiel::model {
namespace {

using Examination = ForensicsState::Examination;

const WorkTimeline& shift_of(const OrganisationContext& org) {
    return org.plan.timelines[org.plan.forensics->timeline];
}

void begin_soon(OrganisationContext& org) {
    ForensicsState& state = *org.state.forensics;
    const auto& imaging = org.state.stages.imaging;
    const bool any_imaging = std::any_of(imaging.begin(), imaging.end(),
                                         [](const ImagingState& one) { return !one.is_under_way; });
    if (state.begin_due || state.free == 0 || (state.queue.empty() && !any_imaging)) return;
    state.begin_due = true;
    org.later(org.now(), Priority::decisions, event::ExaminationsBegin{});
}

void go_on_from_now(OrganisationContext& org, Examination& one) {
    one.since = org.now();
    org.later(shift_of(org).after_working(org.now(), one.left), Priority::knowledge,
              event::ExaminationDone{one.of.host, one.generation}, one.cause);
}

/// Which hypothesis the examination points at.
std::uint32_t indicated(const OrganisationContext& org, kernel::EntityId host,
                        std::uint64_t number) {
    const auto hypotheses = static_cast<std::uint32_t>(org.plan.attackers.size());
    const std::uint32_t truth = org.setup.attacker;
    if (hypotheses == 1) return truth;
    const double accuracy = org.plan.forensics->accuracy;
    const double u = org.uniform(host, Draw::forensics_indication, number);
    if (u < accuracy) return truth;
    const auto other =
        std::min(static_cast<std::uint32_t>((u - accuracy) / (1.0 - accuracy) * (hypotheses - 1)),
                 hypotheses - 2);
    return org.plan.forensics->others[truth][other];
}

/// What an examination shows is asked when it is done: what was in memory may be gone by then.
void tell_result(OrganisationContext& org, const event::ExamineHost& of) {
    const PlanData& plan = org.plan;
    const auto host = plan.host_entity(of.host.group, of.host.number);
    const bool shows_nothing =
        of.lost_memory && org.uniform(host, Draw::forensics_evidence, of.number) >=
                              plan.forensics->evidence_after_shutdown;
    if (shows_nothing) return;
    const event::Indication indication{indicated(org, host, of.number)};
    const Cause cause = org.record({.what = TraceKind::indicated,
                                    .subject = of.host.group.value,
                                    .host = of.host.number + 1,
                                    .detail = indication.attacker});
    const SimTime told = org.now() + plan.reporting_delay + plan.latency;
    org.tell(plan.crisis_team(), told, Priority::knowledge, indication, cause);
    if (decides(org.strategy(), scenario::Decider::region)) {
        for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
            org.tell(plan.region_team(federation::RegionId{r}), told, Priority::knowledge,
                     indication, cause);
        }
    }
    if (decides(org.strategy(), scenario::Decider::organisation)) {
        for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
            org.tell(plan.own_team(federation::OrganisationId{o}), told, Priority::knowledge,
                     indication, cause);
        }
    }
}

}  // namespace

void have_examined(OrganisationContext& org, std::uint32_t record, Cause cause) {
    if (!org.plan.forensics) return;
    HostRecord& host = org.state.hosts[record];
    org.tell(org.plan.organisation(org.plan.forensics->at), org.now(), Priority::knowledge,
             event::ExamineHost{org.host(host), host.examinations++, host.lost_memory}, cause);
}

void lose_memory(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (std::exchange(host.lost_memory, true)) return;
    if (!org.plan.forensics || host.examinations == 0) return;
    org.tell(org.plan.organisation(org.plan.forensics->at), org.now(), Priority::knowledge,
             event::MemoryLost{org.host(host)}, cause);
}

void examine_host(OrganisationContext& org, const event::ExamineHost& event) {
    queue_by_name(org, org.state.forensics->queue,
                  Examination{.of = event, .came = org.now(), .cause = org.cause},
                  [](const Examination& one) { return one.of.host; });
    begin_soon(org);
}

void memory_lost(OrganisationContext& org, const event::MemoryLost& event) {
    const ForensicsPlan& plan = *org.plan.forensics;
    for (Examination& one : org.state.forensics->queue) {
        if (one.of.host == event.host) one.of.lost_memory = true;
    }
    for (Examination& one : org.state.forensics->under_way) {
        if (one.of.host != event.host || std::exchange(one.of.lost_memory, true)) continue;
        one.left -= shift_of(org).worked_between(one.since, org.now());
        one.left = scaled(one.left, plan.slower_after_shutdown);
        one.generation = org.state.forensics->begun++;
        go_on_from_now(org, one);
    }
}

void examinations_begin(OrganisationContext& org) {
    const ForensicsPlan& plan = *org.plan.forensics;
    ForensicsState& state = *org.state.forensics;
    state.begin_due = false;
    while (state.free > 0) {
        // First come, first served; traces for a hold before a host of the same instant.
        const SimTime first = state.queue.empty() ? SimTime::latest() : state.queue.front().came;
        if (begin_imaging(org, first)) {
            --state.free;
            continue;
        }
        if (state.queue.empty()) break;
        Examination next = state.queue.front();
        state.queue.pop_front();
        --state.free;
        const auto entity = org.plan.host_entity(next.of.host.group, next.of.host.number);
        next.left = org.span(plan.time_per_host, entity, Draw::forensics_time, next.of.number);
        if (next.of.lost_memory) next.left = scaled(next.left, plan.slower_after_shutdown);
        next.generation = state.begun++;
        go_on_from_now(org, next);
        state.under_way.push_back(next);
    }
}

void examination_done(OrganisationContext& org, const event::ExaminationDone& event) {
    ForensicsState& state = *org.state.forensics;
    const auto found =
        std::find_if(state.under_way.begin(), state.under_way.end(),
                     [&](const Examination& one) { return one.generation == event.generation; });
    if (found == state.under_way.end()) return;  // it takes longer than was thought
    const event::ExamineHost of = found->of;
    state.under_way.erase(found);
    ++state.free;
    begin_soon(org);
    tell_result(org, of);
}

void examiners_wanted(OrganisationContext& org) { begin_soon(org); }

void examiner_is_free(OrganisationContext& org) {
    ++org.state.forensics->free;
    begin_soon(org);
}

void update_belief(std::vector<double>& belief, std::uint32_t indicated, double accuracy) {
    if (belief.size() < 2) return;
    const double otherwise = (1.0 - accuracy) / static_cast<double>(belief.size() - 1);
    for (std::size_t h = 0; h < belief.size(); ++h) {
        belief[h] *= h == indicated ? accuracy : otherwise;
    }
    const double sum = std::accumulate(belief.begin(), belief.end(), 0.0);
    if (sum <= 0.0) return;
    for (double& part : belief) part /= sum;
}

}  // namespace kammerspiel::model
