#include "sim/model/fallback.hpp"

#include "sim/model/dependency.hpp"
#include "sim/model/node_levels.hpp"

namespace kammerspiel::model {
namespace {

using FallbackPhase = ServiceState::Fallback;

void put_away(ServiceState& service) {
    service.fallback = FallbackPhase::idle;
    service.fallback_is_ordered = false;
    ++service.fallback_generation;
}

void prepare(OrganisationContext& org, std::uint32_t position, Cause cause) {
    ServiceState& service = org.state.services[position];
    service.fallback = FallbackPhase::prepared;
    org.later(org.now() + org.service(position).fallback->after, Priority::hosts_and_links,
              event::FallbackOn{position, ++service.fallback_generation}, cause);
}

void take_over(OrganisationContext& org, std::uint32_t position) {
    ServiceState& service = org.state.services[position];
    service.fallback = FallbackPhase::on;
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
        case FallbackPhase::idle:
            return written->automatic && written->after == Duration::zero() &&
                   is_lost(org, position);
        case FallbackPhase::ready: return is_lost(org, position);
        case FallbackPhase::on: return !is_lost(org, position);
        case FallbackPhase::prepared:
        case FallbackPhase::used_up: return false;
    }
    unreachable();
}

std::optional<WorkaroundInUse> change_at_once(OrganisationContext& org, std::uint32_t position) {
    ServiceState& service = org.state.services[position];
    if (service.fallback != FallbackPhase::on) {
        take_over(org, position);
        return std::nullopt;
    }
    const WorkaroundInUse in_use{position, service.fallback_is_ordered,
                                 service.fallback_generation};
    put_away(service);
    return in_use;
}

void use_again(OrganisationContext& org, const WorkaroundInUse& workaround) {
    ServiceState& service = org.state.services[workaround.position];
    service.fallback = FallbackPhase::on;
    service.fallback_is_ordered = workaround.is_ordered;
    service.fallback_generation = workaround.generation;
}

void watch_fallback(OrganisationContext& org, std::uint32_t position) {
    const auto& written = org.service(position).fallback;
    if (!written) return;
    ServiceState& service = org.state.services[position];
    switch (service.fallback) {
        case FallbackPhase::idle:
            if (!written->automatic || !is_lost(org, position)) return;
            return prepare(org, position, org.state.causes[org.service_node(position).index()]);
        case FallbackPhase::prepared:
            if (!service.fallback_is_ordered && !is_lost(org, position)) put_away(service);
            return;
        case FallbackPhase::used_up:
            if (!is_lost(org, position)) put_away(service);
            return;
        case FallbackPhase::ready:
        case FallbackPhase::on: return;
    }
}

void activate_fallback(OrganisationContext& org, std::uint32_t position, Cause cause) {
    ServiceState& service = org.state.services[position];
    const auto& written = org.service(position).fallback;
    if (!written) return;
    if (service.fallback == FallbackPhase::prepared) service.fallback_is_ordered = true;
    if (service.fallback != FallbackPhase::idle) return;
    service.fallback_is_ordered = true;
    if (written->after > Duration::zero()) return prepare(org, position, cause);
    service.fallback = FallbackPhase::ready;
    touch(org, org.service_node(position), cause);
}

void fallback_on(OrganisationContext& org, const event::FallbackOn& event) {
    ServiceState& service = org.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = FallbackPhase::ready;
    touch(org, org.service_node(event.service), org.cause);
}

void fallback_over(OrganisationContext& org, const event::FallbackOver& event) {
    ServiceState& service = org.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = FallbackPhase::used_up;
    const auto id = org.service_id(event.service);
    const Cause cause = org.record({.what = TraceKind::fallback_ended, .subject = id.value});
    touch(org, org.info.node(id), cause);
}

}  // namespace kammerspiel::model
