#include "sim/model/books.hpp"

namespace kammerspiel::model {
namespace {

using federation::Loss;
using federation::loss_kinds;

/// IEEE 1366 counts sustained interruptions; the German electricity grid's SAIDI leaves out those
/// of up to 3 minutes.
constexpr Duration shortest_interruption = minutes(3);

const CumulativeDemand& curve_of(const PlanData& plan, federation::ServiceId id) {
    return plan.curves[plan.curve_of_service[id.index()]];
}

bool has_demand(const PlanData& plan, federation::ServiceId id) {
    return plan.federation.services[id.index()].demand.has_value();
}

}  // namespace

void book(const PlanData& plan, federation::ServiceId id, ServiceState& service,
          const federation::Levels& levels, SimTime now) {
    const SimTime from = std::max(service.since, SimTime::start());
    service.since = now;
    if (now <= from || !has_demand(plan, id)) return;
    const CumulativeDemand& demand = curve_of(plan, id);
    const std::int64_t wanted = demand.until(now) - demand.until(from);
    const std::int64_t micros = (now - from).count();
    LossBooks& books = service.figures.books;
    for (std::size_t k = 0; k < loss_kinds; ++k) {
        const Int128 lost = levels.lost(static_cast<Loss>(k));
        books.weighted[k] += lost * wanted;
        books.plain[k] += lost * micros;
    }
    books.also_without_attack += Int128{levels.lost_also_without_attack()} * wanted;
}

void move_requests(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                   std::int32_t from, std::int32_t to, SimTime now) {
    if (!has_demand(plan, id)) return;
    const scenario::Demand& demand = *plan.federation.services[id.index()].demand;
    if (demand.kind != scenario::DemandKind::deferrable) return;
    if (to < from) {
        service.backlog.push_back({.low = to, .high = from, .since = now});
        return;
    }
    const CumulativeDemand& curve = curve_of(plan, id);
    std::int32_t back = from;
    while (back < to && !service.backlog.empty()) {
        ServiceState::Backlog& slice = service.backlog.back();
        const std::int32_t until = std::min(to, slice.high);
        const SimTime since = std::max(slice.since, SimTime::start());
        if (now > since) {
            const SimTime patient_since = std::max(since, now - demand.patience);
            const Int128 restored = until - back;
            service.figures.requests_lost +=
                restored * (curve.until(patient_since) - curve.until(since));
            service.figures.requests_delayed +=
                restored * (curve.until(now) - curve.until(patient_since));
        }
        back = until;
        if (until == slice.high) {
            service.backlog.pop_back();
        } else {
            slice.low = until;
        }
    }
}

void close_requests(const PlanData& plan, federation::ServiceId id, ServiceState& service,
                    SimTime end) {
    if (service.backlog.empty()) return;
    const Duration patience = plan.federation.services[id.index()].demand->patience;
    const CumulativeDemand& curve = curve_of(plan, id);
    for (const ServiceState::Backlog& slice : service.backlog) {
        const SimTime since = std::max(slice.since, SimTime::start());
        if (end <= since) continue;
        const SimTime patient_since = std::max(since, end - patience);
        const Int128 missing = slice.high - slice.low;
        service.figures.requests_lost +=
            missing * (curve.until(patient_since) - curve.until(since));
        service.figures.requests_waiting +=
            missing * (curve.until(end) - curve.until(patient_since));
    }
    service.backlog.clear();
}

void cross(ServiceState& service, bool up, SimTime now) {
    if (service.up == up) return;
    service.up = up;
    service.figures.transitions.push_back({.at = now, .up = up});
    if (!up) {
        service.down_since = now;
        return;
    }
    const SimTime since = std::max(service.down_since, SimTime::start());
    if (now <= since) return;
    const Duration outage = now - since;
    service.figures.down += outage;
    service.figures.longest = std::max(service.figures.longest, outage);
    if (outage <= shortest_interruption) return;
    ++service.figures.interruptions;
    service.figures.interrupted += outage;
}

}  // namespace kammerspiel::model
