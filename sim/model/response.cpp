#include "sim/model/response.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/base/overloaded.hpp"
#include "sim/model/accounts.hpp"
#include "sim/model/attack.hpp"
#include "sim/model/awaited.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/ends.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/realms.hpp"
#include "sim/model/recovery.hpp"
#include "sim/model/shutdown.hpp"
#include "sim/model/waiting.hpp"
#include "sim/model/ways.hpp"
#include "sim/model/work.hpp"

namespace kammerspiel::model {
namespace {

const ActionPlan& action_of(const OrganisationContext& org, std::uint32_t play,
                            std::uint32_t action) {
    return org.strategy().plays[play].actions[action];
}

void close_link(OrganisationContext& org, const CloseLinkPlan& action, const event::Order& order) {
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        const auto id = org.link_id(i);
        if (!action.links[id.index()]) continue;
        LinkState& link = org.state.links[i];
        if (action.until) link.held = LinkState::Hold{order.play, order.action};
        if (!link.open) continue;
        link.open = false;
        link.cause =
            org.record({.what = TraceKind::link_closed, .subject = id.value, .detail = order.play});
        touch(org, org.info.node(id), link.cause);
        ways_changed(org);
        countermeasure_seen(org, link.cause);
        link_was_closed(org, i);
    }
}

void open_links(OrganisationContext& org, const OpenLinkPlan& action) {
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        if (action.links[org.link_id(i).index()]) open_link(org, i, org.cause);
    }
}

void block(OrganisationContext& org, const event::Order& order) {
    const Cause cause = org.record(
        {.what = TraceKind::technique_blocked, .subject = org.id.value, .detail = order.play});
    org.state.blocked.push_back({order.play, order.action});
    countermeasure_seen(org, cause);
}

void reset_credentials(OrganisationContext& org, const ActionPlan& action, std::uint32_t play) {
    std::set<std::uint32_t> realms;
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        const auto& group = org.group(g);
        if (action.scope.host_groups[org.group_id(g).index()] && group.realm)
            realms.insert(group.realm->value);
    }
    if (realms.empty()) return;
    const Cause cause = org.record({.what = TraceKind::credentials_reset,
                                    .subject = org.id.value,
                                    .count = static_cast<std::uint32_t>(realms.size()),
                                    .detail = play});
    for (const std::uint32_t realm : realms) {
        reset_realm(org, federation::RealmId{realm}, cause);
    }
    if (!org.plan.stages.any) return;
    accounts_are_void(org, cause);
    waiting_may_have_changed(org);
}

void hunt(OrganisationContext& org, const ActionPlan& action, double thoroughness,
          std::uint32_t play) {
    // Each hunt is a chance of its own: another action of the play, and the same one once more.
    auto& hunts = org.state.hunts;
    const std::uint64_t before = static_cast<std::uint64_t>(
        std::count(hunts.begin(), hunts.end(), action.drawn_at.id().value));
    hunts.push_back(action.drawn_at.id().value);
    const kernel::EntityId occasion = action.drawn_at.numbered(before);
    std::vector<std::uint32_t> found;
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        const bool can_be_found =
            action.scope.host_groups[org.group_id(host.group).index()] && runs(host) &&
            (host.integrity == Integrity::foothold || host.integrity == Integrity::controlled) &&
            host.suspicion != Suspicion::confirmed;
        if (!can_be_found) continue;
        const double u = org.uniform(org.entity(host), Draw::hunt_finds, occasion.value);
        if (u < thoroughness) found.push_back(r);
    }
    const Cause cause = org.record({.what = TraceKind::hunted,
                                    .subject = org.id.value,
                                    .count = static_cast<std::uint32_t>(found.size()),
                                    .detail = play});
    for (const std::uint32_t record : found) confirm(org, record, cause);
}

const TimedPlan& timed(const ActionPlan& action) { return std::get<TimedPlan>(action.what); }

/// Drawn for the play and the organisation, by their names (rule 12).
Duration effort_of(const OrganisationContext& org, const ActionPlan& action) {
    return org.span(timed(action).takes, action.drawn_at.then(org.info.key).id(),
                    Draw::switch_off_time, 0);
}

/// Own people, as many as are wanted, or all that one crew has free: fewer take longer.
bool begin_with_hands(OrganisationContext& org, const event::Order& order, Cause cause) {
    const ActionPlan& action = action_of(org, order.play, order.action);
    const std::uint32_t wanted = timed(action).people;
    for (const std::uint32_t number : org.plan.repair.workers[org.id.index()]) {
        if (!is_own_crew(org, number)) continue;
        const Workers crew = workers(org, number);
        const std::uint32_t people = std::min(*crew.free, wanted);
        if (people == 0 || !is_on_shift(org, crew)) continue;
        *crew.free -= people;
        const double longer = static_cast<double>(wanted) / people;
        begin_work(org, crew,
                   {.what = ActionWork{order.play, order.action},
                    .people = people,
                    .left = scaled(effort_of(org, action), longer),
                    .cause = cause});
        return true;
    }
    return false;
}

void begin(OrganisationContext& org, const event::Order& order) {
    const ActionPlan& action = action_of(org, order.play, order.action);
    if (timed(action).people > 0 && !org.state.crews.empty()) {
        if (!begin_with_hands(org, order, org.cause)) {
            org.state.waiting_actions.push_back({order.play, order.action, org.cause});
            assign_crews(org);
        }
        return;
    }
    const Duration takes = effort_of(org, action);
    if (takes == Duration::zero()) {
        carry_out(org, order);
        return action_is_done(org, order.play, org.cause);
    }
    org.later(org.now() + takes, Priority::hosts_and_links,
              event::ActionDone{order.play, order.action});
}

void call_in(OrganisationContext& org, const CallInPlan& call) {
    const Cause cause = org.record({.what = TraceKind::aid_asked,
                                    .subject = org.id.value,
                                    .count = call.people,
                                    .detail = call.pool});
    org.tell(org.plan.pool(call.pool), org.now(), Priority::hosts_and_links,
             event::AidAsked{org.id.value, call.people}, cause);
}

void begin_fallback(OrganisationContext& org, const ActivateFallbackPlan& action) {
    for (std::uint32_t s = 0; s < org.info.services.count; ++s) {
        if (action.services[org.service_id(s).index()]) {
            activate_fallback(org, s, org.cause);
        }
    }
}

void inform(OrganisationContext& org, std::uint32_t play) {
    org.record({.what = TraceKind::informed, .subject = org.id.value, .detail = play});
}

}  // namespace

void order(OrganisationContext& org, const event::Order& event) {
    const auto& what = action_of(org, event.play, event.action).what;
    std::visit(Overloaded{
                   [&](const TimedPlan&) { begin(org, event); },
                   [&](const CloseLinkPlan& close) { close_link(org, close, event); },
                   [&](const OpenLinkPlan& open) { open_links(org, open); },
                   [&](const BlockTechniquePlan&) { block(org, event); },
                   [&](const CallInPlan& call) { call_in(org, call); },
                   [&](const ActivateFallbackPlan& fallback) { begin_fallback(org, fallback); },
                   [&](const InformPlan&) { inform(org, event.play); },
                   [&](const RestoreActionPlan& a) { order_restore(org, a.restore); },
               },
               what);
    const bool takes_its_time =
        std::holds_alternative<TimedPlan>(what) || std::holds_alternative<RestoreActionPlan>(what);
    if (!takes_its_time) action_is_done(org, event.play, org.cause);
}

void carry_out(OrganisationContext& org, const event::Order& order) {
    const ActionPlan& action = action_of(org, order.play, order.action);
    std::visit(Overloaded{
                   [&](const ShutdownPlan& shutdown) {
                       switch_off(org, action, shutdown.isolate, order.play);
                   },
                   [&](const ResetCredentialsPlan&) { reset_credentials(org, action, order.play); },
                   [&](const HuntPlan& how) { hunt(org, action, how.thoroughness, order.play); },
               },
               timed(action).effect);
}

void action_done(OrganisationContext& org, const event::ActionDone& event) {
    carry_out(org, {event.play, event.action});
    action_is_done(org, event.play, org.cause);
}

void open_again(OrganisationContext& org, const event::OpenAgain& event) {
    for (std::uint32_t l = 0; l < org.state.links.size(); ++l) {
        const auto& held = org.state.links[l].held;
        if (held == LinkState::Hold{event.play, event.action}) open_link(org, l, org.cause);
    }
}

void start_waiting_actions(OrganisationContext& org) {
    auto& waiting = org.state.waiting_actions;
    while (!waiting.empty()) {
        const WaitingAction next = waiting.front();
        if (!begin_with_hands(org, {next.play, next.action}, next.cause)) return;
        waiting.erase(waiting.begin());
    }
}

void open_link(OrganisationContext& org, std::uint32_t position, Cause cause) {
    LinkState& link = org.state.links[position];
    if (link.open) return;
    link.open = true;
    link.held.reset();
    link.waits = false;
    const auto id = org.link_id(position);
    link.cause = org.record({.what = TraceKind::link_opened, .subject = id.value}, cause);
    touch(org, org.info.node(id), link.cause);
    ways_changed(org);
}

}  // namespace kammerspiel::model
