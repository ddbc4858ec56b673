#include "sim/model/fallback.hpp"

#include "sim/model/dependency.hpp"

namespace kammerspiel::model {
namespace {

using Phase = ServiceState::Fallback;

const federation::Service& info_of(const OrganisationContext& org, std::uint32_t position) {
    return org.service(position);
}

void prepare(OrganisationContext& org, std::uint32_t position, Cause cause) {
    ServiceState& service = org.state.services[position];
    service.fallback = Phase::prepared;
    org.later(org.now() + info_of(org, position).fallback->after, Priority::hosts_and_links,
              event::FallbackOn{position, ++service.fallback_generation}, cause);
}

}  // namespace

bool watch_fallback(OrganisationContext& org, std::uint32_t position, bool is_up) {
    ServiceState& service = org.state.services[position];
    const auto& written = info_of(org, position).fallback;
    if (!written) return false;
    if (!is_up) {
        if (service.fallback == Phase::idle && written->automatic) {
            const auto node = org.service_node(position);
            prepare(org, position, org.state.causes[node.index()]);
        }
        return false;
    }
    // A workaround that a play has asked for stays ready; one in use or used up is over.
    if (service.fallback != Phase::on && service.fallback != Phase::used_up &&
        !(service.fallback == Phase::prepared && written->automatic)) {
        return false;
    }
    const bool was_on = service.fallback == Phase::on;
    service.fallback = Phase::idle;
    ++service.fallback_generation;
    return was_on;
}

void activate_fallback(OrganisationContext& org, std::uint32_t position, Cause cause) {
    const ServiceState& service = org.state.services[position];
    if (!info_of(org, position).fallback || service.fallback != Phase::idle) return;
    prepare(org, position, cause);
}

void fallback_on(OrganisationContext& org, const event::FallbackOn& event) {
    ServiceState& service = org.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = Phase::on;
    const auto id = org.service_id(event.service);
    const Cause cause = org.record({.what = TraceKind::fallback_begun, .subject = id.value});
    const auto& written = *info_of(org, event.service).fallback;
    if (written.at_most) {
        org.later(org.now() + *written.at_most, Priority::hosts_and_links,
                  event::FallbackOver{event.service, service.fallback_generation}, cause);
    }
    touch(org, org.info.node(id), cause);
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
