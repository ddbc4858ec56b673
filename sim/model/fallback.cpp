#include "sim/model/fallback.hpp"

#include "sim/model/dependency.hpp"
#include "sim/model/node_levels.hpp"

namespace kammerspiel::model {
namespace {

using Phase = ServiceState::Fallback;

void put_away(ServiceState& service) {
    service.fallback = Phase::idle;
    service.fallback_is_ordered = false;
    ++service.fallback_generation;
}

void prepare(OrganisationContext& org, std::uint32_t position, Cause cause) {
    ServiceState& service = org.state.services[position];
    service.fallback = Phase::prepared;
    org.later(org.now() + org.service(position).fallback->after, Priority::hosts_and_links,
              event::FallbackOn{position, ++service.fallback_generation}, cause);
}

void take_over(OrganisationContext& org, std::uint32_t position) {
    ServiceState& service = org.state.services[position];
    service.fallback = Phase::on;
    const auto id = org.service_id(position);
    const Cause cause = org.record({.what = TraceKind::fallback_begun, .subject = id.value},
                                   org.state.causes[org.info.node(id).index()]);
    const auto& written = *org.service(position).fallback;
    ++service.fallback_generation;
    if (!written.at_most) return;
    org.later(org.now() + *written.at_most, Priority::hosts_and_links,
              event::FallbackOver{position, service.fallback_generation}, cause);
}

}  // namespace

bool is_lost(const OrganisationContext& org, std::uint32_t position) {
    const ServiceState& service = org.state.services[position];
    return own_level(org, org.service_node(position), service).actual() <
           org.service(position).up_from.count();
}

bool changes_at_once(const OrganisationContext& org, std::uint32_t position) {
    const auto& written = org.service(position).fallback;
    if (!written) return false;
    switch (org.state.services[position].fallback) {
        case Phase::idle:
            return written->automatic && written->after == Duration::zero() &&
                   is_lost(org, position);
        case Phase::ready: return is_lost(org, position);
        case Phase::on: return !is_lost(org, position);
        case Phase::prepared:
        case Phase::used_up: return false;
    }
    unreachable();
}

std::optional<WorkaroundPutAway> change_at_once(OrganisationContext& org, std::uint32_t position) {
    ServiceState& service = org.state.services[position];
    if (service.fallback != Phase::on) {
        take_over(org, position);
        return std::nullopt;
    }
    const WorkaroundPutAway as_it_was{position, service.fallback_is_ordered,
                                      service.fallback_generation};
    put_away(service);
    return as_it_was;
}

void take_up_again(OrganisationContext& org, const WorkaroundPutAway& as_it_was) {
    ServiceState& service = org.state.services[as_it_was.position];
    service.fallback = Phase::on;
    service.fallback_is_ordered = as_it_was.is_ordered;
    service.fallback_generation = as_it_was.generation;
}

void watch_fallback(OrganisationContext& org, std::uint32_t position) {
    const auto& written = org.service(position).fallback;
    if (!written) return;
    ServiceState& service = org.state.services[position];
    switch (service.fallback) {
        case Phase::idle:
            if (!written->automatic || !is_lost(org, position)) return;
            return prepare(org, position, org.state.causes[org.service_node(position).index()]);
        case Phase::prepared:
            if (!service.fallback_is_ordered && !is_lost(org, position)) put_away(service);
            return;
        case Phase::used_up:
            if (!is_lost(org, position)) put_away(service);
            return;
        case Phase::ready:
        case Phase::on: return;
    }
}

void activate_fallback(OrganisationContext& org, std::uint32_t position, Cause cause) {
    ServiceState& service = org.state.services[position];
    const auto& written = org.service(position).fallback;
    if (!written) return;
    if (service.fallback == Phase::prepared) service.fallback_is_ordered = true;
    if (service.fallback != Phase::idle) return;
    service.fallback_is_ordered = true;
    if (written->after > Duration::zero()) return prepare(org, position, cause);
    service.fallback = Phase::ready;
    touch(org, org.service_node(position), cause);
}

void fallback_on(OrganisationContext& org, const event::FallbackOn& event) {
    ServiceState& service = org.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = Phase::ready;
    touch(org, org.service_node(event.service), org.cause);
}

void fallback_over(OrganisationContext& org, const event::FallbackOver& event) {
    ServiceState& service = org.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = Phase::used_up;
    const auto id = org.service_id(event.service);
    const Cause cause = org.record({.what = TraceKind::fallback_ended, .subject = id.value});
    touch(org, org.info.node(id), cause);
}

}  // namespace kammerspiel::model
