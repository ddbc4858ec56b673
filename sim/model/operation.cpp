#include "sim/model/operation.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/outside.hpp"
#include "sim/model/barriers.hpp"
#include "sim/model/choice.hpp"

namespace kammerspiel::model {
namespace {

using federation::OrganisationId;
using Holding = OperationState::Holding;

/// Gives the hand its next attempt, if there is any that brings something.
void assign_hand(OperationContext& operation, std::uint32_t number) {
    auto& hand = operation.state.hands[number];
    if (hand.at) return;
    const auto& next = intent(operation);
    if (!next) return;
    hand.at = next;
    operation.tell(operation.plan.organisation(organisation_of(operation, next->from.group)),
                   Priority::hosts_and_links,
                   event::HandTry{.hand = static_cast<std::uint16_t>(number),
                                  .route = static_cast<std::uint16_t>(next->route),
                                  .from = next->from,
                                  .to = next->to,
                                  .number = hand.attempts++});
}

void assign_hands(OperationContext& operation) {
    for (std::uint32_t h = 0; h < operation.state.hands.size(); ++h) assign_hand(operation, h);
}

/// How an impact can be carried out in an organisation, as far as the operation knows.
std::optional<StrikeReach> reach_in(const OperationContext& operation, const ImpactPlan& impact,
                                    OrganisationId id) {
    const bool pushes = !operation.attack().is_autonomous();
    if (pushes && controls_any(operation, impact.trigger, id)) return StrikeReach::from_here;
    if (controls_any(operation, impact.on, id)) return StrikeReach::held;
    return std::nullopt;
}

void order(OperationContext& operation, std::uint32_t impact, OrganisationId id, StrikeReach reach,
           federation::HostGroupId from = {}) {
    operation.tell(operation.plan.organisation(id), Priority::hosts_and_links,
                   event::Strike{reach, impact, from});
}

void order_strike(OperationContext& operation, std::uint32_t impact, OrganisationId id) {
    const ImpactPlan& plan = operation.attack().impacts[impact];
    const auto reach = reach_in(operation, plan, id);
    if (reach) order(operation, impact, id, *reach);
    if (controls_any(operation, plan.through, id)) {
        order(operation, impact, id, StrikeReach::through);
    }
}

/// A new holding may arm an impact, or join one that is under way.
void consider_impacts(OperationContext& operation, const Holding& holding) {
    if (holding.integrity != Integrity::controlled) return;
    const std::size_t group = holding.host.group.index();
    const auto& impacts = operation.attack().impacts;
    for (std::uint32_t i = 0; i < impacts.size(); ++i) {
        const ImpactPlan& impact = impacts[i];
        if (operation.state.striking[i]) {
            if (!impact.trigger[group] && !impact.on[group] && !impact.through[group]) continue;
            order_strike(operation, i, organisation_of(operation, holding.host.group));
            continue;
        }
        if (!impact.trigger[group] || operation.state.armed[i] || impact.at) continue;
        operation.state.armed[i] = true;
        const Duration after = operation.span(impact.after, impact.entity, Draw::impact_after, 0);
        operation.later(operation.now() + after, Priority::hosts_and_links, event::StrikeDue{i});
    }
}

void take(OperationContext& operation, HostRef host, Integrity integrity) {
    auto& holdings = operation.state.holdings;
    const auto known = std::find_if(holdings.begin(), holdings.end(),
                                    [&](const Holding& h) { return h.host == host; });
    Holding* holding = nullptr;
    if (known == holdings.end()) {
        holding = &holdings.emplace_back(Holding{host, integrity, operation.now(), false});
    } else {
        holding = &*known;
        if (!holding->gone && holding->integrity >= integrity) return;
        if (holding->gone) holding->since = operation.now();
        holding->gone = false;
        holding->integrity = integrity;
    }
    operation.state.groups_held[held_index(host.group, integrity)] = true;
    operation.state.intent_is_known = false;
    consider_impacts(operation, *holding);
}

void lose(OperationContext& operation, HostRef host) {
    bool still_foothold = false;
    bool still_controlled = false;
    for (Holding& holding : operation.state.holdings) {
        if (holding.host == host) holding.gone = true;
        if (holding.gone || holding.host.group != host.group) continue;
        (holding.integrity == Integrity::controlled ? still_controlled : still_foothold) = true;
    }
    operation.state.groups_held[held_index(host.group, Integrity::foothold)] = still_foothold;
    operation.state.groups_held[held_index(host.group, Integrity::controlled)] = still_controlled;
    operation.state.intent_is_known = false;
}

/// What an attempt teaches about its way.
void learn(OperationContext& operation, const OperationState::Intent& tried,
           const event::AttemptResult& event) {
    switch (event.failure) {
        case Failure::none:
        case Failure::chance: return came_through(operation, tried);
        case Failure::source_gone: return lose(operation, event.from);
        case Failure::no_way:
        case Failure::target_off:
        case Failure::blocked: return set_aside(operation, event.barrier, tried);
    }
    unreachable();
}

}  // namespace

void attempt_result(OperationContext& operation, const event::AttemptResult& event) {
    OperationState& state = operation.state;
    if (event.has_realm) {
        // It counts from when it was taken, a message's way ago.
        state.realms[event.realm_taken].taken = operation.now() - operation.plan.latency;
        state.intent_is_known = false;
    }
    if (!event.is_entry) {
        const auto tried = std::exchange(state.hands[event.hand].at, std::nullopt);
        ensure(tried.has_value(), "hand {} has a result without an attempt", event.hand);
        learn(operation, *tried, event);
    }
    const auto integrity = static_cast<Integrity>(event.integrity);
    const bool is_held = integrity == Integrity::foothold || integrity == Integrity::controlled;
    if (event.failure == Failure::none && is_held) take(operation, event.host, integrity);
    assign_hands(operation);
}

void try_again(OperationContext& operation) {
    try_what_was_set_aside(operation);
    assign_hands(operation);
}

void strike_due(OperationContext& operation, const event::StrikeDue& event) {
    if (operation.state.striking[event.impact]) return;
    operation.state.striking[event.impact] = true;
    const std::size_t organisations = operation.plan.federation.organisations.size();
    for (std::size_t o = 0; o < organisations; ++o) {
        order_strike(operation, event.impact, OrganisationId{o});
    }
}

void strike_through(OperationContext& operation, const event::StrikeThrough& event) {
    const auto& federation = operation.plan.federation;
    const ImpactPlan& impact = operation.attack().impacts[event.impact];
    const std::vector<bool> joined = federation::joined_with(
        federation, operation.state.links_open, {organisation_of(operation, event.from)});
    for (std::size_t o = 0; o < joined.size(); ++o) {
        const auto groups = federation.organisations[o].host_groups;
        bool has_targets = false;
        for (std::uint32_t g = 0; g < groups.count; ++g) {
            has_targets = has_targets || impact.on[groups[g].index()];
        }
        if (!joined[o] || !has_targets) continue;
        order(operation, event.impact, OrganisationId{o}, StrikeReach::pushed_here, event.from);
    }
}

void realm_reset(OperationContext& operation, const event::RealmReset& event) {
    operation.state.realms[event.realm].reset = operation.now() - operation.plan.latency;
    operation.state.intent_is_known = false;
}

void noticed(OperationContext& operation, const event::Noticed&) {
    if (std::exchange(operation.state.has_noticed, true)) return;
    const auto& impacts = operation.attack().impacts;
    for (std::uint32_t i = 0; i < impacts.size(); ++i) {
        const double u = operation.uniform(impacts[i].entity, Draw::strike_early, 0);
        if (operation.state.striking[i] || u >= impacts[i].when_noticed) continue;
        strike_due(operation, {i});
    }
}

}  // namespace kammerspiel::model
