#include "sim/model/response.hpp"

#include "sim/model/attack.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/overloaded.hpp"
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

void block(Here& here, const scenario::BlockTechnique& action) {
    const auto& routes = here.in.attack().routes;
    for (std::uint32_t r = 0; r < routes.size(); ++r) {
        if (routes[r].technique == action.technique) here.state.blocked.push_back(r);
    }
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

[[noreturn]] void not_simulated(const char* what) {
    // The loader refuses such a scenario, with the place; getting here is a fault of ours.
    broken(std::string("'") + what + "' reached the simulator though the loader refuses it");
}

}  // namespace

void order(Here& here, const event::Order& event) {
    const ActionPlan& action = action_of(here, event.play, event.action);
    std::visit(Overloaded{
                   [&](const scenario::Shutdown&) {
                       const Duration takes = here.in.span(action.takes, entity_of(here, event),
                                                           Draw::switch_off_time, 0);
                       if (takes == Duration::zero()) {
                           return switch_off(here, {event.play, event.action});
                       }
                       here.in.later(here.in.now() + takes, Priority::hosts_and_links,
                                     event::SwitchOff{event.play, event.action});
                   },
                   [&](const scenario::CloseLink& close) { close_link(here, close, event.play); },
                   [&](const scenario::BlockTechnique& technique) { block(here, technique); },
                   [&](const scenario::Inform&) {
                       here.in.record({.what = Happening::informed, .detail = event.play});
                   },
                   [&](const scenario::Restore&) {
                       const Duration wait = here.in.span(
                           action.restore->begins_after,
                           here.in.strategy().plays[event.play].entity, Draw::restore_begins, 0);
                       here.in.later(here.in.now() + wait, Priority::hosts_and_links,
                                     event::RestoreBegins{event.play, event.action});
                   },
                   [&](const scenario::ResetCredentials&) { not_simulated("reset_credentials"); },
                   [&](const scenario::Hunt&) { not_simulated("hunt"); },
                   [&](const scenario::CallIn&) { not_simulated("call_in"); },
                   [&](const scenario::ActivateFallback&) { not_simulated("activate_fallback"); },
               },
               *action.written);
}

void switch_off(Here& here, const event::SwitchOff& event) {
    const ActionPlan& action = action_of(here, event.play, event.action);
    const bool isolate = std::get<scenario::Shutdown>(*action.written).isolate;
    const Power to = isolate ? Power::isolated : Power::off;
    const auto concerned = [&](std::uint32_t group) {
        return action.hosts[here.global(group).index()];
    };
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        if (concerned(g)) {
            count += here.state.groups[g].alike[static_cast<std::size_t>(Power::on)];
        }
    }
    for (const HostRecord& host : here.state.hosts) {
        if (concerned(host.group) && host.power == Power::on) ++count;
    }
    if (count == 0) return;
    const Cause cause =
        here.in.record({.what = isolate ? Happening::isolated : Happening::switched_off,
                        .subject = here.id.value,
                        .count = count,
                        .detail = event.play});
    here.in.notes.tally.hosts.switched_off += count;
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        if (!concerned(g)) continue;
        move_alike(here, g, here.state.groups[g].alike[static_cast<std::size_t>(Power::on)],
                   Power::on, to, cause);
    }
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        if (concerned(host.group) && host.power == Power::on) {
            set_state(here, r, host.integrity, to, cause);
        }
    }
    countermeasure_seen(here, cause);
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
