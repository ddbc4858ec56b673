#include "sim/model/obligation.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

using Phase = ObligationState::Phase;

const ObligationPlan& plan_of(const Here& here, std::uint32_t number) {
    return here.in.plan.obligations[here.id.index()][number];
}

ObligationFigures& figures(Here& here, std::uint32_t number) {
    auto& all = here.in.notes.tally.obligations;
    all.resize(here.in.plan.scenario.obligations.size());
    return all[plan_of(here, number).obligation];
}

Cause record(Here& here, std::uint32_t number, Happening what, std::uint32_t count, Cause cause) {
    return here.in.record({.what = what,
                           .subject = here.id.value,
                           .count = count,
                           .detail = plan_of(here, number).obligation},
                          cause);
}

void begin(Here& here, std::uint32_t number, Cause cause) {
    ObligationState& state = here.state.obligations[number];
    state.phase = Phase::running;
    const ObligationPlan& duty = plan_of(here, number);
    const Cause begun = record(here, number, Happening::obligation_begun, 0, cause);
    here.in.later(here.in.now() + duty.takes, Priority::knowledge, event::ObligationReady{number},
                  begun);
    here.in.later(here.in.now() + duty.within, Priority::decisions,
                  event::ObligationDeadline{number}, begun);
}

void send_if_possible(Here& here, std::uint32_t number, Cause cause) {
    ObligationState& state = here.state.obligations[number];
    if (state.phase != Phase::ready) return;
    const auto& channels = plan_of(here, number).channels;
    const bool can_send = !plan_of(here, number).needs_channel ||
                          std::any_of(channels.begin(), channels.end(), [&](std::uint32_t channel) {
                              return here.state.services[channel].up;
                          });
    if (!can_send) return;
    state.phase = Phase::done;
    ++figures(here, number).met;
    record(here, number, Happening::obligation_met, 0, cause);
}

}  // namespace

void knowledge_grew(Here& here, Cause cause) {
    for (std::uint32_t i = 0; i < here.state.obligations.size(); ++i) {
        const ObligationPlan& duty = plan_of(here, i);
        if (here.state.obligations[i].phase != Phase::idle || duty.position) continue;
        if (here.state.known.confirmed >= duty.confirmed_hosts) begin(here, i, cause);
    }
}

void service_moved(Here& here, std::uint32_t position, std::int32_t level, Cause cause) {
    for (std::uint32_t i = 0; i < here.state.obligations.size(); ++i) {
        send_if_possible(here, i, cause);
        const ObligationPlan& duty = plan_of(here, i);
        if (duty.position != position) continue;
        ObligationState& state = here.state.obligations[i];
        const bool is_below = level < duty.below;
        if (state.phase == Phase::idle && is_below) {
            state.phase = Phase::watching;
            here.in.later(here.in.now() + duty.lasting, Priority::knowledge,
                          event::ObligationBegins{i, ++state.generation}, cause);
        } else if (state.phase == Phase::watching && !is_below) {
            state.phase = Phase::idle;
            ++state.generation;
        }
    }
}

void obligation_begins(Here& here, const event::ObligationBegins& event) {
    const ObligationState& state = here.state.obligations[event.obligation];
    if (state.phase != Phase::watching || state.generation != event.generation) return;
    begin(here, event.obligation, here.in.cause);
}

void obligation_ready(Here& here, const event::ObligationReady& event) {
    ObligationState& state = here.state.obligations[event.obligation];
    if (state.phase != Phase::running) return;
    state.phase = Phase::ready;
    send_if_possible(here, event.obligation, here.in.cause);
}

void obligation_deadline(Here& here, const event::ObligationDeadline& event) {
    ObligationState& state = here.state.obligations[event.obligation];
    if (state.phase == Phase::done) return;
    const bool was_ready = state.phase == Phase::ready;
    state.phase = Phase::done;
    ++(was_ready ? figures(here, event.obligation).not_sent
                 : figures(here, event.obligation).missed);
    record(here, event.obligation, Happening::obligation_missed, was_ready ? 1 : 0, here.in.cause);
}

}  // namespace kammerspiel::model
