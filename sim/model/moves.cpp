#include "sim/model/moves.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

constexpr std::int64_t full_level = PartsPerMillion::full().count();
constexpr std::int64_t permille = 1000;
constexpr std::int64_t millionths = 1'000'000;  ///< of a person

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

/// What those who have come are served in a span in which neither they nor the level change, in
/// permille · µs · millionths of a person: at each moment as many as there is room for.
Int128 served_between(const PlanData& plan, federation::ServiceId id, const ServiceState& service,
                      std::int32_t level, SimTime from, SimTime to) {
    const federation::Service& info = plan.federation.services[id.index()];
    const auto& curve = plan.curves[plan.curve_of_service[id.index()]];
    const auto members = static_cast<Int128>(plan.federation.of(info.organisation).members);
    const Int128 own = members * PartsPerMillion::of(info.demand->share).count();
    const auto capacity = static_cast<Int128>(info.capacity.value_or(0.0) * 1e6);
    Int128 served = 0;
    while (from < to) {
        const SimTime until = std::min(to, curve.even_until(from));
        const Int128 wanted = curve.until(until) - curve.until(from);
        const Int128 room =
            (capacity * (until - from).count() * permille - own * wanted) * level / full_level;
        served += std::clamp(room, Int128{0}, Int128{service.flows_ppm} * wanted);
        from = until;
    }
    return served;
}

/// Who goes back had it at home again from when the message was sent: what they were served while
/// it was under way does not count.
void take_back(const PlanData& plan, federation::ServiceId id, const ServiceState& service,
               std::int32_t level, SimTime now, ServiceState::Flow& flow, std::int64_t people_ppm) {
    if (people_ppm >= flow.people_ppm || service.flows_ppm == 0) return;
    const SimTime sent = std::max({now - plan.latency, flow.since, SimTime::start()});
    const Int128 served = served_between(plan, id, service, level, sent, now);
    flow.served -=
        std::min(flow.served, served * (flow.people_ppm - people_ppm) / service.flows_ppm);
}

}  // namespace

void people_move(OrganisationContext& org, std::uint32_t position, std::int32_t level) {
    const auto& move = org.plan.moves[org.service_id(position).index()];
    if (!move) return;
    ServiceState& service = org.state.services[position];
    const std::int64_t missing =
        static_cast<std::int64_t>(Int128{move->people_ppm} * (full_level - level) / full_level);
    // Who has the service again does not turn to others; who misses it anew waits anew.
    auto& undecided = service.undecided;
    while (!undecided.empty() && undecided.back().up_to_ppm > missing) {
        const std::int64_t before =
            undecided.size() > 1 ? undecided[undecided.size() - 2].up_to_ppm : service.moved_ppm;
        if (before < missing) {
            undecided.back().up_to_ppm = missing;
        } else {
            undecided.pop_back();
        }
    }
    if (missing < service.moved_ppm) {
        service.moved_ppm = missing;
        return tell_others(org, position);
    }
    const std::int64_t known = undecided.empty() ? service.moved_ppm : undecided.back().up_to_ppm;
    if (missing == known) return;
    undecided.push_back({org.now(), missing});
    org.later(org.now() + move->after, Priority::knowledge, event::MoveDue{position});
}

void move_due(OrganisationContext& org, const event::MoveDue& event) {
    ServiceState& service = org.state.services[event.service];
    const auto& move = org.plan.moves[org.service_id(event.service).index()];
    auto& undecided = service.undecided;
    const bool is_due = !undecided.empty() && undecided.front().since + move->after <= org.now();
    if (!is_due) return;  // they have had it again meanwhile
    service.moved_ppm = undecided.front().up_to_ppm;
    undecided.erase(undecided.begin());
    tell_others(org, event.service);
}

void moved_here(OrganisationContext& org, const event::MovedHere& event) {
    const auto id = org.service_id(event.service);
    const std::int64_t people_ppm = event.people_ppm.value();
    set_flow(org.plan, id, org.state.services[event.service],
             org.state.levels[org.info.node(id).index()].actual(), org.now(), event.flow,
             people_ppm);
    org.record({.what = TraceKind::people_moved,
                .subject = id.value,
                .host = static_cast<std::uint32_t>(people_ppm % millionths),
                .count = static_cast<std::uint32_t>(people_ppm / millionths),
                .detail = org.plan.flows[id.index()][event.flow].value});
}

std::int64_t people_of(const TraceRecord& record) {
    return std::int64_t{record.count} * millionths + record.host;
}

void set_flow(const PlanData& plan, federation::ServiceId id, ServiceState& service,
              std::int32_t level, SimTime now, std::uint32_t number, std::int64_t people_ppm) {
    book_flows(plan, id, service, level, now);
    ServiceState::Flow& flow = service.flows[number];
    take_back(plan, id, service, level, now, flow, people_ppm);
    service.flows_ppm += people_ppm - flow.people_ppm;
    flow.people_ppm = people_ppm;
    flow.since = now;
}

void book_flows(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                std::int32_t level, SimTime now) {
    const SimTime from = std::max(service.flows_since, SimTime::start());
    service.flows_since = now;
    if (service.flows_ppm == 0 || now <= from) return;
    const Int128 served = served_between(plan, id, service, level, from, now);
    for (ServiceState::Flow& flow : service.flows) {
        flow.served += served * flow.people_ppm / service.flows_ppm;
    }
}

}  // namespace kammerspiel::model
