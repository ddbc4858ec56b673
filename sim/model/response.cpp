#include "sim/model/response.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/base/overloaded.hpp"
#include "sim/model/attack.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

const ActionPlan& action_of(const Here& here, std::uint32_t play, std::uint32_t action) {
    return here.in.strategy().plays[play].actions[action];
}

void close_link(Here& here, const CloseLinkPlan& action, std::uint32_t play) {
    for (std::uint32_t i = 0; i < here.info.links.count; ++i) {
        const auto id = here.info.links[i];
        if (!action.links[id.index()]) continue;
        LinkState& link = here.state.links[i];
        if (!link.open) continue;
        link.open = false;
        link.cause =
            here.in.record({.what = Happening::link_closed, .subject = id.value, .detail = play});
        touch(here, here.info.node(id), link.cause);
        ways_changed(here);
        countermeasure_seen(here, link.cause);
    }
}

void block(Here& here, const BlockTechniquePlan& action, std::uint32_t play) {
    const Cause cause = here.in.record(
        {.what = Happening::technique_blocked, .subject = here.id.value, .detail = play});
    const auto& routes = action.routes[here.in.setup.attacker];
    here.state.blocked.insert(here.state.blocked.end(), routes.begin(), routes.end());
    countermeasure_seen(here, cause);
}

void switch_off(Here& here, const ActionPlan& action, bool isolate, std::uint32_t play) {
    const Power to = isolate ? Power::isolated : Power::off;
    const auto concerned = [&](std::uint32_t group) {
        return action.scope.host_groups[here.global(group).index()];
    };
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        if (concerned(g)) count += here.state.groups[g].alike[static_cast<std::size_t>(Power::on)];
    }
    for (const HostRecord& host : here.state.hosts) {
        if (concerned(host.group) && host.power == Power::on) ++count;
    }
    if (count == 0) return;
    const Cause cause =
        here.in.record({.what = isolate ? Happening::isolated : Happening::switched_off,
                        .subject = here.id.value,
                        .count = count,
                        .detail = play});
    here.in.notes.tally.hosts.switched_off += count;
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        if (!concerned(g)) continue;
        move_alike(here, g, here.state.groups[g].alike[static_cast<std::size_t>(Power::on)],
                   Power::on, to, cause);
    }
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        HostRecord& host = here.state.hosts[r];
        if (!concerned(host.group) || host.power != Power::on) continue;
        host.lost_memory = host.lost_memory || !isolate;
        set_state(here, r, host.integrity, to, cause);
    }
    countermeasure_seen(here, cause);
}

void reset_credentials(Here& here, const ActionPlan& action, std::uint32_t play) {
    std::set<std::uint32_t> realms;
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        const auto& group = here.in.plan.federation.host_groups[here.global(g).index()];
        if (action.scope.host_groups[here.global(g).index()] && group.realm)
            realms.insert(group.realm->value);
    }
    if (realms.empty()) return;
    const Cause cause = here.in.record({.what = Happening::credentials_reset,
                                        .subject = here.id.value,
                                        .count = static_cast<std::uint32_t>(realms.size()),
                                        .detail = play});
    for (const std::uint32_t realm : realms) {
        if (!here.state.realms_taken.empty()) here.state.realms_taken[realm] = false;
        if (here.in.attack().kind == scenario::AttackerProfile::Kind::operated) {
            here.in.tell(here.in.plan.operation(), here.in.now(), Priority::hosts_and_links,
                         event::RealmReset{realm}, cause);
        }
    }
}

void hunt(Here& here, const ActionPlan& action, double thoroughness, std::uint32_t play) {
    const kernel::EntityId entity = here.in.strategy().plays[play].entity;
    std::vector<std::uint32_t> found;
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        const bool can_be_found =
            action.scope.host_groups[here.global(host.group).index()] && runs(host) &&
            (host.integrity == Integrity::foothold || host.integrity == Integrity::controlled) &&
            host.suspicion != Suspicion::confirmed;
        if (!can_be_found) continue;
        const double u = here.in.luck(here.entity(host), Draw::hunt_finds, entity.value);
        if (u < thoroughness) found.push_back(r);
    }
    const Cause cause = here.in.record({.what = Happening::hunted,
                                        .subject = here.id.value,
                                        .count = static_cast<std::uint32_t>(found.size()),
                                        .detail = play});
    for (const std::uint32_t record : found) confirm(here, record, cause);
}

const TimedPlan& timed(const ActionPlan& action) { return std::get<TimedPlan>(action.what); }

/// What an action that took time or hands does at its end.
void carry_out(Here& here, const event::Order& order) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    std::visit(
        Overloaded{
            [&](const ShutdownPlan& shutdown) {
                switch_off(here, action, shutdown.isolate, order.play);
            },
            [&](const ResetCredentialsPlan&) { reset_credentials(here, action, order.play); },
            [&](const HuntPlan& how) { hunt(here, action, how.thoroughness, order.play); },
        },
        timed(action).effect);
}

/// Drawn for the play and the organisation, by their names (rule 12).
Duration effort_of(const Here& here, const ActionPlan& action) {
    return here.in.span(timed(action).takes, action.drawn_at.then(here.info.id).id(),
                        Draw::switch_off_time, 0);
}

/// Own people, as many as are wanted, or all that one crew has free: fewer take longer.
bool begin_with_hands(Here& here, const event::Order& order, Cause cause) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    const std::uint32_t wanted = timed(action).people;
    const Duration effort = effort_of(here, action);
    for (std::uint32_t c = 0; c < here.state.crews.size(); ++c) {
        const std::uint32_t people = std::min(here.state.crews[c].free, wanted);
        if (people == 0) continue;
        here.state.crews[c].free -= people;
        const auto crew = here.info.crews[c];
        const auto& shift = here.in.plan.timelines[here.in.plan.timeline_of_crew[crew.index()]];
        const Duration each = scaled(effort, static_cast<double>(wanted) / people);
        here.in.notes.tally.hosts.crew_time += effort * wanted;
        here.in.later(shift.after_working(here.in.now(), each), Priority::hosts_and_links,
                      event::ActionDone{order.play, order.action, static_cast<std::uint16_t>(c),
                                        static_cast<std::uint16_t>(people)},
                      cause);
        return true;
    }
    return false;
}

void begin(Here& here, const event::Order& order) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    if (timed(action).people > 0 && !here.state.crews.empty()) {
        if (!begin_with_hands(here, order, here.in.cause)) {
            here.state.waiting_actions.push_back({order.play, order.action, here.in.cause});
        }
        return;
    }
    const Duration takes = effort_of(here, action);
    if (takes == Duration::zero()) return carry_out(here, order);
    here.in.later(here.in.now() + takes, Priority::hosts_and_links,
                  event::ActionDone{order.play, order.action, 0, 0});
}

void call_in(Here& here, const CallInPlan& call) {
    const Cause cause = here.in.record({.what = Happening::aid_asked,
                                        .subject = here.id.value,
                                        .count = call.people,
                                        .detail = call.pool});
    here.in.tell(here.in.plan.pool(call.pool), here.in.now(), Priority::hosts_and_links,
                 event::AidAsked{here.id.value, call.people}, cause);
}

void begin_fallback(Here& here, const ActivateFallbackPlan& action) {
    for (std::uint32_t s = 0; s < here.info.services.count; ++s) {
        if (action.services[here.info.services[s].index()]) {
            activate_fallback(here, s, here.in.cause);
        }
    }
}

void inform(Here& here, std::uint32_t play) {
    here.in.record({.what = Happening::informed, .subject = here.id.value, .detail = play});
}

void prepare_restore(Here& here, const event::Order& order, const RestorePlan& restore) {
    const SimTime from = restore_from(here, order.play, restore);
    auto& first = here.state.repairs_from;
    first = std::min(first.value_or(from), from);
    here.in.later(from, Priority::hosts_and_links, event::RestoreBegins{order.play, order.action});
}

}  // namespace

void order(Here& here, const event::Order& event) {
    std::visit(Overloaded{
                   [&](const TimedPlan&) { begin(here, event); },
                   [&](const CloseLinkPlan& close) { close_link(here, close, event.play); },
                   [&](const BlockTechniquePlan& technique) { block(here, technique, event.play); },
                   [&](const CallInPlan& call) { call_in(here, call); },
                   [&](const ActivateFallbackPlan& fallback) { begin_fallback(here, fallback); },
                   [&](const InformPlan&) { inform(here, event.play); },
                   [&](const RestorePlan& restore) { prepare_restore(here, event, restore); },
               },
               action_of(here, event.play, event.action).what);
}

void action_done(Here& here, const event::ActionDone& event) {
    carry_out(here, {event.play, event.action});
    if (event.people == 0) return;
    here.state.crews[event.crew].free += event.people;
    put_to_work(here);
}

void start_waiting_actions(Here& here) {
    auto& waiting = here.state.waiting_actions;
    while (!waiting.empty()) {
        const WaitingAction next = waiting.front();
        if (!begin_with_hands(here, {next.play, next.action}, next.cause)) return;
        waiting.erase(waiting.begin());
    }
}

void open_link(Here& here, std::uint32_t position, Cause cause) {
    LinkState& link = here.state.links[position];
    if (link.open) return;
    link.open = true;
    link.reopened_by_restore.reset();
    const auto id = here.info.links[position];
    link.cause = here.in.record({.what = Happening::link_opened, .subject = id.value}, cause);
    touch(here, here.info.node(id), link.cause);
    ways_changed(here);
}

}  // namespace kammerspiel::model
