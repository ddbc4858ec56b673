#include "sim/model/fallback.hpp"

#include "sim/model/dependency.hpp"

namespace kammerspiel::model {
namespace {

using Phase = ServiceState::Fallback;

const federation::Service& info_of(const Here& here, std::uint32_t position) {
    return here.in.plan.federation.services[here.info.services[position].index()];
}

void prepare(Here& here, std::uint32_t position, Cause cause) {
    ServiceState& service = here.state.services[position];
    service.fallback = Phase::prepared;
    here.in.later(here.in.now() + info_of(here, position).fallback->after,
                  Priority::hosts_and_links,
                  event::FallbackOn{position, ++service.fallback_generation}, cause);
}

}  // namespace

bool watch_fallback(Here& here, std::uint32_t position, bool is_up) {
    ServiceState& service = here.state.services[position];
    const auto& written = info_of(here, position).fallback;
    if (!written) return false;
    if (!is_up) {
        if (service.fallback == Phase::idle && written->automatic) {
            const auto node = here.info.node(here.info.services[position]);
            prepare(here, position, here.state.causes[node.index()]);
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

void activate_fallback(Here& here, std::uint32_t position, Cause cause) {
    const ServiceState& service = here.state.services[position];
    if (!info_of(here, position).fallback || service.fallback != Phase::idle) return;
    prepare(here, position, cause);
}

void fallback_on(Here& here, const event::FallbackOn& event) {
    ServiceState& service = here.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = Phase::on;
    const auto id = here.info.services[event.service];
    const Cause cause = here.in.record({.what = Happening::fallback_begun, .subject = id.value});
    const auto& written = *info_of(here, event.service).fallback;
    if (written.at_most) {
        here.in.later(here.in.now() + *written.at_most, Priority::hosts_and_links,
                      event::FallbackOver{event.service, service.fallback_generation}, cause);
    }
    touch(here, here.info.node(id), cause);
}

void fallback_over(Here& here, const event::FallbackOver& event) {
    ServiceState& service = here.state.services[event.service];
    if (service.fallback_generation != event.generation) return;
    service.fallback = Phase::used_up;
    const auto id = here.info.services[event.service];
    const Cause cause = here.in.record({.what = Happening::fallback_ended, .subject = id.value});
    touch(here, here.info.node(id), cause);
}

}  // namespace kammerspiel::model
