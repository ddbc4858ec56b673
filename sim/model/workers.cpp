#include "sim/model/workers.hpp"

namespace kammerspiel::model {
namespace {

double slowness(const OrganisationContext& org, federation::CrewId crew) {
    double factor = 1.0;
    for (const Used& used : org.plan.used_by_crew[crew.index()]) {
        if (!org.state.services[used.position].up) factor *= used.slower;
    }
    const StagesPlan& stages = org.plan.stages;
    if (!stages.any) return factor;
    factor /= stages.share[crew.index()];
    const bool is_tired = org.state.crews[crew.value - org.info.crews.first].is_tired;
    return is_tired ? factor * stages.tires[crew.index()]->slower : factor;
}

}  // namespace

Workers workers(OrganisationContext& org, std::uint32_t number) {
    const PlanData& plan = org.plan;
    const WorkTimeline* shift = &shift_of(plan, org.id, number);
    if (is_own_crew(org, number)) {
        const federation::CrewId id = org.crew_id(number);
        return {.number = number,
                .kinds = plan.federation.crews[id.index()].kinds,
                .free = &org.state.crews[number].free,
                .shift = shift,
                .slower = slowness(org, id)};
    }
    const std::uint32_t pool = number - org.info.crews.count;
    return {.number = number,
            .kinds = plan.pools[pool].kinds,
            .free = &org.state.aid[pool].free,
            .shift = shift,
            .slower = 1};
}

std::uint32_t free_people(const OrganisationContext& org, std::uint32_t number) {
    if (is_own_crew(org, number)) return org.state.crews[number].free;
    return org.state.aid[number - org.info.crews.count].free;
}

const WorkTimeline& shift_of(const PlanData& plan, federation::OrganisationId id,
                             std::uint32_t number) {
    const auto crews = plan.federation.of(id).crews;
    if (number < crews.count) return plan.timelines[plan.timeline_of_crew[crews[number].index()]];
    return plan.timelines[plan.pools[number - crews.count].timeline[id.index()]];
}

}  // namespace kammerspiel::model
