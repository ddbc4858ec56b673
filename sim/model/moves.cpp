#include "sim/model/moves.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

constexpr std::int64_t full = PartsPerMillion::full().count();
constexpr std::int64_t permille = 1000;

void tell_others(OrganisationContext& org, std::uint32_t position) {
    const ServiceState& service = org.state.services[position];
    const auto& move = org.plan.moves[org.service_id(position).index()];
    for (const MovePlan::Target& target : move->targets) {
        const auto people =
            static_cast<std::int64_t>(static_cast<double>(service.moved_ppm) * target.part);
        org.tell(org.plan.organisation(target.organisation), Priority::hosts_and_links,
                 event::MovedHere{target.position, target.flow, HalvedInteger(people)});
    }
}

}  // namespace

void people_move(OrganisationContext& org, std::uint32_t position, std::int32_t level) {
    const auto& move = org.plan.moves[org.service_id(position).index()];
    if (!move) return;
    ServiceState& service = org.state.services[position];
    const std::int64_t wanted =
        static_cast<std::int64_t>(Int128{move->people_ppm} * (full - level) / full);
    if (wanted < service.moved_ppm) {
        service.moved_ppm = wanted;
        tell_others(org, position);
    } else if (wanted > service.moved_ppm && !service.move_is_due) {
        service.move_is_due = true;
        org.later(org.now() + move->after, Priority::knowledge, event::MoveDue{position});
    }
}

void move_due(OrganisationContext& org, const event::MoveDue& event) {
    ServiceState& service = org.state.services[event.service];
    service.move_is_due = false;
    const auto id = org.service_id(event.service);
    const auto& move = org.plan.moves[id.index()];
    const std::int32_t level = org.state.levels[org.info.node(id).index()].actual();
    service.moved_ppm = static_cast<std::int64_t>(Int128{move->people_ppm} * (full - level) / full);
    tell_others(org, event.service);
}

void moved_here(OrganisationContext& org, const event::MovedHere& event) {
    ServiceState& service = org.state.services[event.service];
    const auto id = org.service_id(event.service);
    book_flows(org.plan, id, service, org.state.levels[org.info.node(id).index()].actual(),
               org.now());
    ServiceState::Flow& flow = service.flows[event.flow];
    const std::int64_t people_ppm = event.people_ppm.value();
    service.flows_ppm += people_ppm - flow.people_ppm;
    flow.people_ppm = people_ppm;
}

void book_flows(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                std::int32_t level, SimTime now) {
    SimTime from = std::max(service.flows_since, SimTime::start());
    service.flows_since = now;
    if (service.flows_ppm == 0 || now <= from) return;
    const federation::Service& info = plan.federation.services[id.index()];
    const auto& curve = plan.curves[plan.curve_of_service[id.index()]];
    const auto members = static_cast<Int128>(plan.federation.of(info.organisation).members);
    const Int128 own = members * PartsPerMillion::of(info.demand->share).count();
    const auto capacity = static_cast<Int128>(info.capacity.value_or(0.0) * 1e6);
    while (from < now) {
        // Demand is constant within an hour of the wall clock, and hours begin together with
        // simulated ones but for zones with a part of an hour, where the step is only finer.
        constexpr Duration step = minutes(15);
        const std::int64_t steps = from.since_start() / step + 1;
        const SimTime until = std::min(now, SimTime::at(steps * step));
        const Int128 wanted = curve.until(until) - curve.until(from);
        const Int128 room =
            (capacity * (until - from).count() * permille - own * wanted) * level / full;
        const Int128 served = std::clamp(room, Int128{0}, Int128{service.flows_ppm} * wanted);
        for (ServiceState::Flow& flow : service.flows) {
            flow.served += served * flow.people_ppm / service.flows_ppm;
        }
        from = until;
    }
}

}  // namespace kammerspiel::model
