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

void close_link(Here& here, const scenario::CloseLink& action, std::uint32_t play) {
    for (std::uint32_t i = 0; i < here.info.links.count; ++i) {
        const auto id = here.info.links[i];
        if (here.in.plan.federation.links[id.index()].local_name != action.link.text) continue;
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

void block(Here& here, const scenario::BlockTechnique& action, std::uint32_t play) {
    const Cause cause = here.in.record(
        {.what = Happening::technique_blocked, .subject = here.id.value, .detail = play});
    const auto& routes = here.in.attack().routes;
    for (std::uint32_t r = 0; r < routes.size(); ++r) {
        if (routes[r].technique == action.technique) here.state.blocked.push_back(r);
    }
    countermeasure_seen(here, cause);
}

/// Whose luck it is: the play's and the organisation's, by their names (rule 12).
kernel::EntityId entity_of(const Here& here, const event::Order& event) {
    const std::string& play = here.in.strategy().plays[event.play].written->name.text;
    return kernel::NamePrefix("play:")
        .then(play)
        .then("/")
        .then(event.action)
        .then("@")
        .then(here.info.id)
        .id();
}

void switch_off(Here& here, const event::Order& order) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    const bool isolate = std::get<scenario::Shutdown>(*action.written).isolate;
    const Power to = isolate ? Power::isolated : Power::off;
    const auto concerned = [&](std::uint32_t group) {
        return action.hosts[here.global(group).index()];
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
                        .detail = order.play});
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

void reset_credentials(Here& here, const event::Order& order) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    std::set<std::uint32_t> realms;
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        const auto& group = here.in.plan.federation.host_groups[here.global(g).index()];
        if (action.hosts[here.global(g).index()] && group.realm) realms.insert(group.realm->value);
    }
    if (realms.empty()) return;
    const Cause cause = here.in.record({.what = Happening::credentials_reset,
                                        .subject = here.id.value,
                                        .count = static_cast<std::uint32_t>(realms.size()),
                                        .detail = order.play});
    for (const std::uint32_t realm : realms) {
        if (!here.state.realms_taken.empty()) here.state.realms_taken[realm] = false;
        if (here.in.attack().kind == scenario::AttackerProfile::Kind::operated) {
            here.in.tell(here.in.plan.operation(), here.in.now(), Priority::hosts_and_links,
                         event::RealmReset{realm}, cause);
        }
    }
}

void hunt(Here& here, const event::Order& order) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    const auto& play = here.in.strategy().plays[order.play];
    double thoroughness = std::get<scenario::Hunt>(*action.written).thoroughness.value();
    std::vector<std::uint32_t> found;
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        const bool can_be_found =
            action.hosts[here.global(host.group).index()] && runs(host) &&
            (host.integrity == Integrity::foothold || host.integrity == Integrity::controlled) &&
            host.suspicion != Suspicion::confirmed;
        if (!can_be_found) continue;
        const double u = here.in.luck(here.entity(host), Draw::hunt_finds, play.entity.value);
        if (u < thoroughness) found.push_back(r);
    }
    const Cause cause = here.in.record({.what = Happening::hunted,
                                        .subject = here.id.value,
                                        .count = static_cast<std::uint32_t>(found.size()),
                                        .detail = order.play});
    for (const std::uint32_t record : found) confirm(here, record, cause);
}

/// What an action that took time or hands does at its end.
void carry_out(Here& here, const event::Order& order) {
    const scenario::Action& action = *action_of(here, order.play, order.action).written;
    if (std::holds_alternative<scenario::Shutdown>(action)) return switch_off(here, order);
    if (std::holds_alternative<scenario::ResetCredentials>(action)) {
        return reset_credentials(here, order);
    }
    if (std::holds_alternative<scenario::Hunt>(action)) return hunt(here, order);
    broken("an action that takes no time was done after a while");
}

/// Own people, as many as are wanted, or all that one crew has free: fewer take longer.
bool begin_with_hands(Here& here, const event::Order& order, Cause cause) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    const Duration effort =
        here.in.span(action.takes, entity_of(here, order), Draw::switch_off_time, 0);
    for (std::uint32_t c = 0; c < here.state.crews.size(); ++c) {
        const std::uint32_t people = std::min(here.state.crews[c].free, action.people);
        if (people == 0) continue;
        here.state.crews[c].free -= people;
        const auto crew = here.info.crews[c];
        const auto& shift = here.in.plan.timelines[here.in.plan.timeline_of_crew[crew.index()]];
        const Duration each = scaled(effort, static_cast<double>(action.people) / people);
        here.in.notes.tally.hosts.crew_time += effort * action.people;
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
    if (action.people > 0 && !here.state.crews.empty()) {
        if (!begin_with_hands(here, order, here.in.cause)) {
            here.state.waiting_actions.push_back({order.play, order.action, here.in.cause});
        }
        return;
    }
    const Duration takes =
        here.in.span(action.takes, entity_of(here, order), Draw::switch_off_time, 0);
    if (takes == Duration::zero()) return carry_out(here, order);
    here.in.later(here.in.now() + takes, Priority::hosts_and_links,
                  event::ActionDone{order.play, order.action, 0, 0});
}

void call_in(Here& here, const event::Order& order) {
    const ActionPlan& action = action_of(here, order.play, order.action);
    const Cause cause = here.in.record({.what = Happening::aid_asked,
                                        .subject = here.id.value,
                                        .count = action.people,
                                        .detail = *action.pool});
    here.in.tell(here.in.plan.pool(*action.pool), here.in.now(), Priority::hosts_and_links,
                 event::AidAsked{here.id.value, action.people}, cause);
}

void begin_fallback(Here& here, const scenario::ActivateFallback& action) {
    for (std::uint32_t s = 0; s < here.info.services.count; ++s) {
        const auto& service = here.in.plan.federation.services[here.info.services[s].index()];
        if (service.local_name == action.service.text) activate_fallback(here, s, here.in.cause);
    }
}

}  // namespace

void order(Here& here, const event::Order& event) {
    const ActionPlan& action = action_of(here, event.play, event.action);
    std::visit(
        Overloaded{
            [&](const scenario::Shutdown&) { begin(here, event); },
            [&](const scenario::CloseLink& close) { close_link(here, close, event.play); },
            [&](const scenario::BlockTechnique& technique) { block(here, technique, event.play); },
            [&](const scenario::Inform&) {
                here.in.record(
                    {.what = Happening::informed, .subject = here.id.value, .detail = event.play});
            },
            [&](const scenario::Restore&) {
                const SimTime from = restore_from(here, event.play, *action.restore);
                auto& first = here.state.repairs_from;
                first = std::min(first.value_or(from), from);
                here.in.later(from, Priority::hosts_and_links,
                              event::RestoreBegins{event.play, event.action});
            },
            [&](const scenario::ResetCredentials&) { begin(here, event); },
            [&](const scenario::Hunt&) { begin(here, event); },
            [&](const scenario::CallIn&) { call_in(here, event); },
            [&](const scenario::ActivateFallback& fallback) { begin_fallback(here, fallback); },
        },
        *action.written);
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
