#include "sim/model/black_start.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/part_sums.hpp"
#include "sim/model/work.hpp"
#include "sim/model/world.hpp"

// The end of a run: books closed, figures of all processes that are here added up.

namespace kammerspiel::model {
namespace {

void add(std::vector<ObligationFigures>& sum, const std::vector<ObligationFigures>& part) {
    for (std::size_t i = 0; i < part.size(); ++i) add(sum[i], part[i]);
}

}  // namespace

void WorldState::close_organisation(PartFigures& part, std::size_t place, SimTime end) {
    const PlanData& plan = *setup_.plan;
    OrganisationState& state = organisations_[place];
    const federation::OrganisationId id = organisation_at(place);
    const auto& info = plan.federation.of(id);
    close_books(plan, state, info, end);
    part.hosts.crew_time += work_under_way(plan, state, id, end);
    note_levels(part, plan, state, id);
    const HostFigures& hosts = logs_[place].tally.hosts;
    auto& figures = part.organisations.emplace_back(PartFigures::Organisation{
        .id = id, .work = {hosts.destroyed, hosts.crew_time}, .services = {}, .data = {}});
    for (std::uint32_t s = 0; s < info.services.count; ++s) {
        ServiceState& service = state.services[s];
        const auto& sources = plan.flows[info.services[s].index()];
        for (std::size_t f = 0; f < service.flows.size(); ++f) {
            part.had_elsewhere.push_back({sources[f], service.flows[f].served});
            service.figures.served_others += service.flows[f].served;
        }
        figures.services.push_back(std::move(service.figures));
    }
    for (const GroupState& group : state.groups) figures.data.push_back(group.data);
    for (std::size_t i = 0; i < state.obligations.size(); ++i) {
        if (!is_open(state.obligations[i])) continue;
        ++part.obligations[plan.obligations[id.index()][i].obligation].running;
    }
}

void WorldState::count_events(PartFigures& part) const {
    if (!setup_.count_events) return;
    part.events_of_kind.resize(std::variant_size_v<Payload>);
    for (const ProcessLog& log : logs_) {
        for (std::size_t kind = 0; kind < log.events.size(); ++kind) {
            part.events_of_kind[kind] += log.events[kind];
        }
    }
}

PartFigures WorldState::close(SimTime end) {
    PartFigures part;
    part.obligations.resize(setup_.plan->scenario.obligations.size());
    for (const ProcessLog& log : logs_) {
        add(part.hosts, log.tally.hosts);
        add(part.obligations, log.tally.obligations);
        part.first_alert = earlier(part.first_alert, log.tally.first_alert);
    }
    for (std::size_t place = 0; place < organisations_.size(); ++place) {
        // Of the others nothing was ever missing.
        if (organisations_[place].touched) close_organisation(part, place, end);
    }
    count_events(part);
    return part;
}

}  // namespace kammerspiel::model
