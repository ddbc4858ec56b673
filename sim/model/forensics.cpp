#include "sim/model/forensics.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::model {
namespace {

void start_examinations(OrganisationContext& org) {
    const ForensicsPlan& plan = *org.plan.forensics;
    ForensicsState& state = *org.state.forensics;
    const WorkTimeline& shift = org.plan.timelines[plan.timeline];
    while (state.free > 0 && !state.queue.empty()) {
        const ForensicsState::Waiting next = state.queue.front();
        state.queue.pop_front();
        --state.free;
        const auto entity = org.plan.host_entity(next.host.host.group, next.host.host.number);
        Duration effort =
            org.span(plan.time_per_host, entity, Draw::forensics_time, next.host.number);
        if (next.host.lost_memory) effort = scaled(effort, plan.slower_after_shutdown);
        org.later(shift.after_working(org.now(), effort), Priority::knowledge,
                  event::ExaminationDone{next.host.host, next.host.number, next.host.lost_memory},
                  next.cause);
    }
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
    return other < truth ? other : other + 1;
}

}  // namespace

void have_examined(OrganisationContext& org, std::uint32_t record, Cause cause) {
    if (!org.plan.forensics) return;
    HostRecord& host = org.state.hosts[record];
    org.tell(org.plan.organisation(org.plan.forensics->at), org.now(), Priority::knowledge,
             event::ExamineHost{org.host(host), host.examinations++, host.lost_memory}, cause);
}

void examine_host(OrganisationContext& org, const event::ExamineHost& event) {
    org.state.forensics->queue.push_back({event, org.cause});
    start_examinations(org);
}

void examination_done(OrganisationContext& org, const event::ExaminationDone& event) {
    ++org.state.forensics->free;
    start_examinations(org);
    const PlanData& plan = org.plan;
    const auto host = plan.host_entity(event.host.group, event.host.number);
    const bool shows_nothing =
        event.lost_memory && org.uniform(host, Draw::forensics_evidence, event.number) >=
                                 plan.forensics->evidence_after_shutdown;
    if (shows_nothing) return;
    const event::Indication indication{indicated(org, host, event.number)};
    const Cause cause = org.record({.what = TraceKind::indicated,
                                    .subject = event.host.group.value,
                                    .host = event.host.number + 1,
                                    .detail = indication.attacker});
    const SimTime told = org.now() + plan.reporting_delay;
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
