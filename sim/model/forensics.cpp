#include "sim/model/forensics.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::model {
namespace {

void start_examinations(Here& here) {
    const ForensicsPlan& plan = *here.in.plan.forensics;
    ForensicsState& state = *here.state.forensics;
    const WorkTimeline& shift = here.in.plan.timelines[plan.timeline];
    while (state.free > 0 && !state.queue.empty()) {
        const ForensicsState::Waiting next = state.queue.front();
        state.queue.pop_front();
        --state.free;
        const auto entity = here.in.plan.host_entity(next.host.host.group, next.host.host.number);
        Duration effort =
            here.in.span(plan.time_per_host, entity, Draw::forensics_time, next.host.number);
        if (next.host.lost_memory) effort = scaled(effort, plan.slower_after_shutdown);
        here.in.later(
            shift.after_working(here.in.now(), effort), Priority::knowledge,
            event::ExaminationDone{next.host.host, next.host.number, next.host.lost_memory},
            next.cause);
    }
}

/// Which hypothesis the examination points at.
std::uint32_t indicated(const Here& here, kernel::EntityId host, std::uint64_t number) {
    const auto hypotheses = static_cast<std::uint32_t>(here.in.plan.attackers.size());
    const std::uint32_t truth = here.in.setup.attacker;
    if (hypotheses == 1) return truth;
    const double accuracy = here.in.plan.forensics->accuracy;
    const double u = here.in.luck(host, Draw::forensics_indication, number);
    if (u < accuracy) return truth;
    const auto other =
        std::min(static_cast<std::uint32_t>((u - accuracy) / (1.0 - accuracy) * (hypotheses - 1)),
                 hypotheses - 2);
    return other < truth ? other : other + 1;
}

}  // namespace

void have_examined(Here& here, std::uint32_t record, Cause cause) {
    if (!here.in.plan.forensics) return;
    HostRecord& host = here.state.hosts[record];
    here.in.tell(here.in.plan.organisation(here.in.plan.forensics->at), here.in.now(),
                 Priority::knowledge,
                 event::ExamineHost{
                     {here.global(host.group), host.number}, host.examinations++, host.lost_memory},
                 cause);
}

void examine_host(Here& here, const event::ExamineHost& event) {
    here.state.forensics->queue.push_back({event, here.in.cause});
    start_examinations(here);
}

void examination_done(Here& here, const event::ExaminationDone& event) {
    ++here.state.forensics->free;
    start_examinations(here);
    const PlanData& plan = here.in.plan;
    const auto host = plan.host_entity(event.host.group, event.host.number);
    const bool shows_nothing =
        event.lost_memory && here.in.luck(host, Draw::forensics_evidence, event.number) >=
                                 plan.forensics->evidence_after_shutdown;
    if (shows_nothing) return;
    const event::Indication indication{indicated(here, host, event.number)};
    const Cause cause = here.in.record({.what = Happening::indicated,
                                        .subject = event.host.group.value,
                                        .host = event.host.number + 1,
                                        .detail = indication.attacker});
    const SimTime told = here.in.now() + plan.reporting_delay;
    here.in.tell(plan.crisis_team(), told, Priority::knowledge, indication, cause);
    if (decides(here.in.strategy(), scenario::Decider::region)) {
        for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
            here.in.tell(plan.region_team(federation::RegionId{r}), told, Priority::knowledge,
                         indication, cause);
        }
    }
    if (decides(here.in.strategy(), scenario::Decider::organisation)) {
        for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
            here.in.tell(plan.own_team(federation::OrganisationId{o}), told, Priority::knowledge,
                         indication, cause);
        }
    }
}

void learn(std::vector<double>& belief, std::uint32_t indicated, double accuracy) {
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
