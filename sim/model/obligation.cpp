#include "sim/model/obligation.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

using ObligationPhase = ObligationState::Phase;

const ObligationPlan& plan_of(const OrganisationContext& org, std::uint32_t number) {
    return org.plan.obligations[org.id.index()][number];
}

ObligationFigures& figures(OrganisationContext& org, std::uint32_t number) {
    auto& all = org.tally().obligations;
    all.resize(org.plan.scenario.obligations.size());
    return all[plan_of(org, number).obligation];
}

Cause record(OrganisationContext& org, std::uint32_t number, TraceKind what, std::uint32_t count,
             Cause cause) {
    return org.record({.what = what,
                       .subject = org.id.value,
                       .count = count,
                       .detail = plan_of(org, number).obligation},
                      cause);
}

void begin(OrganisationContext& org, std::uint32_t number, Cause cause) {
    ObligationState& state = org.state.obligations[number];
    state.phase = ObligationPhase::running;
    const ObligationPlan& duty = plan_of(org, number);
    const Cause begun = record(org, number, TraceKind::obligation_begun, 0, cause);
    org.later(org.now() + duty.takes, Priority::knowledge, event::ObligationReady{number}, begun);
    org.later(org.now() + duty.within, Priority::decisions, event::ObligationDeadline{number},
              begun);
}

void send_if_possible(OrganisationContext& org, std::uint32_t number, Cause cause) {
    ObligationState& state = org.state.obligations[number];
    if (state.phase != ObligationPhase::ready) return;
    const auto& channels = plan_of(org, number).channels;
    const bool can_send = !plan_of(org, number).needs_channel ||
                          std::any_of(channels.begin(), channels.end(), [&](std::uint32_t channel) {
                              return org.state.services[channel].up;
                          });
    if (!can_send) return;
    state.phase = ObligationPhase::done;
    ++figures(org, number).met;
    record(org, number, TraceKind::obligation_met, 0, cause);
}

}  // namespace

bool is_open(const ObligationState& state) {
    return state.phase == ObligationPhase::running || state.phase == ObligationPhase::ready;
}

void knowledge_grew(OrganisationContext& org, Cause cause) {
    for (std::uint32_t i = 0; i < org.state.obligations.size(); ++i) {
        const ObligationPlan& duty = plan_of(org, i);
        if (org.state.obligations[i].phase != ObligationPhase::idle || duty.position) continue;
        if (org.state.known.confirmed >= duty.confirmed_hosts) begin(org, i, cause);
    }
}

void service_moved(OrganisationContext& org, std::uint32_t position, std::int32_t level,
                   Cause cause) {
    for (std::uint32_t i = 0; i < org.state.obligations.size(); ++i) {
        send_if_possible(org, i, cause);
        const ObligationPlan& duty = plan_of(org, i);
        if (duty.position != position) continue;
        ObligationState& state = org.state.obligations[i];
        const bool is_below = level < duty.below;
        if (state.phase == ObligationPhase::idle && is_below) {
            state.phase = ObligationPhase::watching;
            org.later(org.now() + duty.lasting, Priority::knowledge,
                      event::ObligationBegins{i, ++state.generation}, cause);
        } else if (state.phase == ObligationPhase::watching && !is_below) {
            state.phase = ObligationPhase::idle;
            ++state.generation;
        }
    }
}

void obligation_begins(OrganisationContext& org, const event::ObligationBegins& event) {
    const ObligationState& state = org.state.obligations[event.obligation];
    if (state.phase != ObligationPhase::watching || state.generation != event.generation) return;
    begin(org, event.obligation, org.cause);
}

void obligation_ready(OrganisationContext& org, const event::ObligationReady& event) {
    ObligationState& state = org.state.obligations[event.obligation];
    if (state.phase != ObligationPhase::running) return;
    state.phase = ObligationPhase::ready;
    send_if_possible(org, event.obligation, org.cause);
}

void obligation_deadline(OrganisationContext& org, const event::ObligationDeadline& event) {
    ObligationState& state = org.state.obligations[event.obligation];
    if (state.phase == ObligationPhase::done) return;
    const bool was_ready = state.phase == ObligationPhase::ready;
    state.phase = ObligationPhase::done;
    ++(was_ready ? figures(org, event.obligation).not_sent : figures(org, event.obligation).missed);
    record(org, event.obligation, TraceKind::obligation_missed, was_ready ? 1 : 0, org.cause);
}

}  // namespace kammerspiel::model
