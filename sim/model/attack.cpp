#include "sim/model/attack.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/attempts.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"

namespace kammerspiel::model {
namespace {

using federation::is_reachable;
using scenario::AttackerProfile;

bool is_autonomous(const Here& here) {
    return here.in.attack().kind == AttackerProfile::Kind::autonomous;
}

/// Whether the own ends of the links that the route runs over to `peer` are open. A link belongs to
/// one of the two organisations; the other has no end that it could close.
bool way_is_open(const Here& here, const RoutePlan& route, federation::OrganisationId peer) {
    const auto links = route.between(here.id, peer);
    return std::all_of(links.begin(), links.end(), [&](const federation::Crossing& crossing) {
        const auto& own = here.info.links;
        return !own.contains(crossing.link) ||
               here.state.links[crossing.link.value - own.first].open;
    });
}

bool has_internet(const Here& here) {
    for (std::uint32_t i = 0; i < here.info.links.count; ++i) {
        const auto& link = here.in.plan.federation.links[here.info.links[i].index()];
        if (!link.to && here.state.links[i].open) return true;
    }
    return false;
}

bool offers_upwards(const Here& here) {
    return has_internet(here) || here.state.ways_from_below > 0;
}

/// Rule 8: hands at a keyboard need a chain of open links from outside to the foothold.
bool has_way_in(const Here& here) {
    return offers_upwards(here) ||
           std::any_of(
               here.state.links.begin(), here.state.links.end(), [&](const LinkState& link) {
                   const auto i = static_cast<std::uint32_t>(&link - here.state.links.data());
                   const auto id = here.info.links[i];
                   return here.in.plan.federation.links[id.index()].to && link.open &&
                          link.way_offered;
               });
}

/// Impacts that a host of an autonomous attack carries with it.
void arm_host(Here& here, std::uint32_t record, Cause cause) {
    const HostRecord& host = here.state.hosts[record];
    const auto& impacts = here.in.attack().impacts;
    const auto group = here.global(host.group);
    for (std::uint32_t i = 0; i < impacts.size(); ++i) {
        const ImpactPlan& impact = impacts[i];
        if (!impact.trigger[group.index()] || !impact.on[group.index()]) continue;
        const Duration after =
            impact.at ? std::max(Duration::zero(), *impact.at - here.in.now())
                      : here.in.span(impact.after, here.entity(host), Draw::impact_after, i);
        const Duration takes = here.in.span(impact.takes, here.entity(host), Draw::impact_takes, i);
        here.in.later(here.in.now() + after + takes, Priority::hosts_and_links,
                      event::StrikeHost{record, host.generation, i}, cause);
    }
}

void count_destroyed(Here& here, std::uint32_t hosts) {
    here.in.notes.tally.hosts.destroyed += hosts;
    if (here.in.now() < SimTime::start()) {
        here.in.notes.tally.hosts.destroyed_before_start += hosts;
    }
}

void destroy(Here& here, std::uint32_t record, Cause cause) {
    HostRecord& host = here.state.hosts[record];
    ++host.generation;
    host.destroyed_at = here.in.now();
    // What a backup host has kept is gone with it.
    if (!std::exchange(host.content_lost, true)) ++here.state.groups[host.group].contents_lost;
    set_state(here, record, Integrity::destroyed, host.power, cause);
}

void count_held(Here& here, HostRecord& host) {
    if (!std::exchange(host.was_held, true)) ++here.in.notes.tally.hosts.compromised;
}

/// The attacker gets `integrity` on a host, which may be more than it had; without a route what
/// happened is written down already.
Cause compromise(Here& here, std::uint32_t record, Integrity integrity,
                 std::optional<std::uint32_t> route, Cause cause) {
    HostRecord& host = here.state.hosts[record];
    count_held(here, host);
    const Cause written = route ? here.in.record({.what = Happening::compromised,
                                                  .subject = here.global(host.group).value,
                                                  .host = host.number + 1,
                                                  .count = static_cast<std::uint32_t>(integrity),
                                                  .detail = *route},
                                                 cause)
                                : cause;
    set_state(here, record, integrity, host.power, written);
    ++host.generation;
    if (integrity == Integrity::controlled) {
        host.is_persistent = here.in.luck(here.entity(host), Draw::persistence_left,
                                          host.inspections) < here.in.attack().persistence;
    }
    if (is_autonomous(here)) {
        begin_attempts(here, record, written);
        if (integrity == Integrity::controlled) arm_host(here, record, written);
    }
    return written;
}

void fail(Here& here, const event::HandTry& attempt, Failure failure) {
    here.in.record({.what = Happening::attempt_failed,
                    .subject = attempt.to.value,
                    .count = static_cast<std::uint32_t>(failure),
                    .detail = attempt.route});
    here.in.tell(here.in.plan.operation(), Priority::hosts_and_links,
                 event::AttemptResult{.hand = attempt.hand,
                                      .failure = failure,
                                      .integrity = 0,
                                      .host = {attempt.to, 0},
                                      .from = attempt.from,
                                      .realm_taken = 0,
                                      .has_realm = false,
                                      .is_entry = false});
}

struct Outcome {
    Failure failure = Failure::none;
    Integrity now_held = Integrity::clean;
    std::optional<federation::RealmId> realm;
};

/// Rules an attempt on a host of this organisation.
class Attempt {
   public:
    Attempt(Here& here, std::uint32_t route, HostRef target, federation::HostGroupId from,
            AttemptLuck luck)
        : here_(here),
          route_number_(route),
          route_(here.in.attack().routes[route]),
          target_(target),
          from_(from),
          group_(here.local(target.group)),
          luck_(luck) {}

    Outcome decide(bool credentials, bool from_clean_zone) {
        if (power_of(here_, group_, target_.number) != Power::on) return {Failure::target_off};
        const HostRecord* known = find_record(here_.state, group_, target_.number);
        if (known != nullptr && known->integrity == Integrity::destroyed) {
            return {Failure::target_off};
        }
        if (!from_clean_zone && is_in_clean_zone(here_, group_, target_.number)) {
            return {Failure::blocked};
        }
        if (is_blocked() || !is_reachable(here_.in.plan.federation, target_.group, from_))
            return {Failure::blocked};
        if (is_seen(here_, route_, target_, luck_.evidence)) {
            evidence_left(here_, target_, luck_.entity, luck_.index);
        }
        if (route_.needs_credentials && !credentials) return {Failure::luck};
        if (luck_.success >= route_.success) return {Failure::luck};
        return succeed();
    }

   private:
    Here& here_;
    std::uint32_t route_number_;
    const RoutePlan& route_;
    HostRef target_;
    federation::HostGroupId from_;
    std::uint32_t group_;
    AttemptLuck luck_;

    bool is_blocked() const {
        const auto& blocked = here_.state.blocked;
        return std::find(blocked.begin(), blocked.end(), route_number_) != blocked.end();
    }

    Outcome succeed() {
        Outcome outcome;
        const auto& group = here_.in.plan.federation.host_groups[target_.group.index()];
        Cause cause = here_.in.cause;
        const std::optional<std::uint32_t> record = record_of(here_, group_, target_.number);
        if (!record) return {Failure::target_off};
        outcome.now_held = here_.state.hosts[*record].integrity;
        if (route_.yields && *route_.yields > outcome.now_held) {
            outcome.now_held = *route_.yields;
            cause = compromise(here_, *record, *route_.yields, route_number_, cause);
        }
        if (route_.yields_credentials && group.realm) {
            outcome.realm = group.realm;
            here_.in.record({.what = Happening::credentials_taken,
                             .subject = target_.group.value,
                             .host = target_.number + 1,
                             .detail = group.realm->value},
                            cause);
        }
        return outcome;
    }
};

void tell_operation(Here& here, const event::Arrive& arrival, const Outcome& outcome) {
    here.in.tell(here.in.plan.operation(), Priority::hosts_and_links,
                 event::AttemptResult{.hand = arrival.hand,
                                      .failure = outcome.failure,
                                      .integrity = static_cast<std::uint8_t>(outcome.now_held),
                                      .host = arrival.target,
                                      .from = arrival.from,
                                      .realm_taken = outcome.realm ? outcome.realm->value : 0,
                                      .has_realm = outcome.realm.has_value(),
                                      .is_entry = false});
}

/// Sends an attempt on its way; one within the organisation is ruled at once.
void send_attempt(Here& here, const event::Arrive& arrival) {
    const auto& target = here.in.plan.federation.host_groups[arrival.target.group.index()];
    if (target.organisation == here.id) {
        arrive(here, arrival);
    } else {
        here.in.tell(here.in.plan.organisation(target.organisation), Priority::hosts_and_links,
                     arrival);
    }
}

AttemptLuck luck_of_hand(const Here& here, std::uint16_t hand, std::uint32_t number) {
    const kernel::EntityId entity = here.in.attack().hands[hand];
    return {entity, number, here.in.luck(entity, Draw::attempt_success, number),
            here.in.luck(entity, Draw::attempt_evidence, number)};
}

void take_realm(Here& here, federation::RealmId realm) {
    auto& taken = here.state.realms_taken;
    if (taken.empty()) taken.assign(here.in.plan.federation.realms.size(), false);
    taken[realm.index()] = true;
}

bool has_realm(const Here& here, std::optional<federation::RealmId> realm) {
    const auto& taken = here.state.realms_taken;
    return realm && !taken.empty() && taken[realm->index()];
}

/// The operation hears of a host that it holds without having tried.
void tell_of_foothold(Here& here, HostRef host, Integrity integrity, Cause cause) {
    here.in.tell(here.in.plan.operation(), here.in.now(), Priority::hosts_and_links,
                 event::AttemptResult{.hand = 0,
                                      .failure = Failure::none,
                                      .integrity = static_cast<std::uint8_t>(integrity),
                                      .host = host,
                                      .from = host,
                                      .realm_taken = 0,
                                      .has_realm = false,
                                      .is_entry = true},
                 cause);
}

}  // namespace

Pick pick(const std::vector<federation::HostGroupId>& groups,
          const std::vector<std::uint64_t>& hosts_up_to, double u) {
    const std::uint64_t hosts = hosts_up_to.back();
    const auto wanted =
        std::min(static_cast<std::uint64_t>(u * static_cast<double>(hosts)), hosts - 1);
    const auto at = std::upper_bound(hosts_up_to.begin(), hosts_up_to.end(), wanted);
    const auto i = static_cast<std::size_t>(at - hosts_up_to.begin());
    const std::uint64_t before = i == 0 ? 0 : hosts_up_to[i - 1];
    return {groups[i], static_cast<std::uint32_t>(wanted - before)};
}

void enter(Here& here, const event::Enter& event) {
    const EntryPlan& entry = here.in.plan.entries[event.entry];
    const std::uint32_t group = here.local(event.host.group);
    const auto record = record_of(here, group, event.host.number);
    if (!record || !acts(here.state.hosts[*record])) return;
    const Cause cause = here.in.record({.what = Happening::entered,
                                        .subject = event.host.group.value,
                                        .host = event.host.number + 1});
    if (here.state.hosts[*record].integrity < entry.yields) {
        HostRecord& host = here.state.hosts[*record];
        count_held(here, host);
        set_state(here, *record, entry.yields, host.power, cause);
        if (is_autonomous(here)) {
            begin_attempts(here, *record, cause);
            if (entry.yields == Integrity::controlled) arm_host(here, *record, cause);
        }
    }
    if (is_autonomous(here)) return;
    tell_of_foothold(here, event.host, here.state.hosts[*record].integrity, cause);
}

void attempt_due(Here& here, const event::AttemptDue& event) {
    const auto attempt = take_due(here, event);
    if (!attempt) return;
    const HostRecord& host = here.state.hosts[event.record];
    const RoutePlan& route = here.in.attack().routes[event.route];
    const auto& group = here.in.plan.federation.host_groups[attempt->target.group.index()];
    if (route.crosses && !way_is_open(here, route, group.organisation)) return;
    send_attempt(here, {.route = static_cast<std::uint16_t>(event.route),
                        .hand = 0,
                        .from = {here.global(host.group), host.number},
                        .target = attempt->target,
                        .number = attempt->number,
                        .credentials = has_realm(here, group.realm),
                        .from_clean_zone = host.in_clean_zone});
}

void hand_try(Here& here, const event::HandTry& event) {
    if (!has_way_in(here)) return fail(here, event, Failure::no_way);
    const auto& entity = here.in.attack().hands[event.hand];
    const Duration takes = here.in.span(here.in.attack().routes[event.route].time, entity,
                                        Draw::attempt_time, event.number);
    here.in.later(here.in.now() + takes, Priority::hosts_and_links, event::HandDue{event});
}

void hand_due(Here& here, const event::HandDue& event) {
    const event::HandTry& attempt = event.attempt;
    const std::uint32_t group = here.local(attempt.from.group);
    const HostRecord* host = find_record(here.state, group, attempt.from.number);
    const RoutePlan& route = here.in.attack().routes[attempt.route];
    if (host == nullptr || !can_use(route, attempt.from.group, host->integrity)) {
        return fail(here, attempt, Failure::source_gone);
    }
    if (!acts(*host) || !has_way_in(here)) return fail(here, attempt, Failure::no_way);
    const auto target_organisation =
        here.in.plan.federation.host_groups[attempt.to.index()].organisation;
    if (route.crosses && !way_is_open(here, route, target_organisation)) {
        return fail(here, attempt, Failure::no_way);
    }
    HostRef target = attempt.from;
    if (!route.to_itself) {
        const double u = here.in.luck(here.in.attack().hands[attempt.hand], Draw::attempt_target,
                                      attempt.number);
        const std::uint32_t hosts = here.in.plan.federation.host_groups[attempt.to.index()].count;
        target = {attempt.to, std::min(static_cast<std::uint32_t>(u * hosts), hosts - 1)};
    }
    send_attempt(here, {.route = attempt.route,
                        .hand = attempt.hand,
                        .from = attempt.from,
                        .target = target,
                        .number = attempt.number,
                        .credentials = attempt.credentials,
                        .from_clean_zone = host->in_clean_zone});
}

void arrive(Here& here, const event::Arrive& event) {
    const RoutePlan& route = here.in.attack().routes[event.route];
    const bool autonomous = is_autonomous(here);
    const auto source = here.in.plan.federation.host_groups[event.from.group.index()].organisation;
    if (source != here.id && route.crosses && !way_is_open(here, route, source)) {
        if (!autonomous) tell_operation(here, event, {.failure = Failure::no_way});
        return;
    }
    const AttemptLuck luck = autonomous ? luck_of_host(here, event.from, event.route, event.number)
                                        : luck_of_hand(here, event.hand, event.number);
    const Outcome outcome = Attempt(here, event.route, event.target, event.from.group, luck)
                                .decide(event.credentials, event.from_clean_zone);
    if (!autonomous) return tell_operation(here, event, outcome);
    if (outcome.realm) take_realm(here, *outcome.realm);
}

void strike(Here& here, const event::Strike& event) {
    const ImpactPlan& impact = here.in.attack().impacts[event.impact];
    // It is pushed from a host that the attacker controls here; off, it waits for the switch.
    std::optional<std::uint32_t> from;
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        if (host.integrity != Integrity::controlled) continue;
        if (!impact.trigger[here.global(host.group).index()]) continue;
        if (acts(host)) {
            from = r;
            break;
        }
        here.state.hosts[r].strikes_parked |= static_cast<std::uint16_t>(1U << event.impact);
    }
    if (!from) return;
    const Cause cause = here.in.record({.what = Happening::struck,
                                        .subject = here.global(here.state.hosts[*from].group).value,
                                        .host = here.state.hosts[*from].number + 1,
                                        .detail = event.impact});
    for (std::uint32_t g = 0; g < here.info.host_groups.count; ++g) {
        const auto group = here.global(g);
        const auto source = here.global(here.state.hosts[*from].group);
        if (!impact.on[group.index()] || !is_reachable(here.in.plan.federation, group, source))
            continue;
        const Duration takes = here.in.span(impact.takes, here.in.plan.host_entity(group, 0),
                                            Draw::impact_takes, event.impact);
        here.in.later(here.in.now() + takes, Priority::hosts_and_links,
                      event::StrikeGroup{event.impact, group, *from}, cause);
    }
}

void strike_group(Here& here, const event::StrikeGroup& event) {
    const ImpactPlan& impact = here.in.attack().impacts[event.impact];
    const std::uint32_t group = here.local(event.group);
    GroupState& state = here.state.groups[group];
    const bool copies = impact.what == scenario::AttackImpact::Do::exfiltrate;
    if (copies && !has_way_in(here)) return;
    std::uint32_t hit = 0;
    const auto hits = [&](const HostRecord& host) {
        return host.group == group && acts(host) && !host.in_clean_zone;
    };
    for (const HostRecord& host : here.state.hosts) hit += hits(host) ? 1U : 0U;
    const std::uint32_t reached =
        state.alike[static_cast<std::size_t>(Power::on)] - state.alike_clean;
    hit += reached;
    if (hit == 0) return;
    const Cause cause =
        here.in.record({.what = copies ? Happening::exfiltrated : Happening::destroyed,
                        .subject = event.group.value,
                        .count = hit,
                        .detail = event.impact});
    if (copies) {
        here.in.notes.tally.hosts.exfiltrated =
            here.in.notes.tally.hosts.exfiltrated + Bytes(impact.bytes_per_host * hit);
        return;
    }
    count_destroyed(here, hit);
    if (reached > 0) record_all_on(here, group);
    for (std::uint32_t record = 0; record < here.state.hosts.size(); ++record) {
        if (hits(here.state.hosts[record])) destroy(here, record, cause);
    }
    users_will_notice(here, event.group, hit, cause);
}

void strike_host(Here& here, const event::StrikeHost& event) {
    HostRecord& host = here.state.hosts[event.record];
    if (host.generation != event.generation) return;
    if (!runs(host)) {
        host.strikes_parked |= static_cast<std::uint16_t>(1U << event.impact);
        return;
    }
    const ImpactPlan& impact = here.in.attack().impacts[event.impact];
    const auto group = here.global(host.group);
    if (impact.what == scenario::AttackImpact::Do::exfiltrate) {
        if (!acts(host) || !has_way_in(here)) return;
        here.in.record({.what = Happening::exfiltrated,
                        .subject = group.value,
                        .count = 1,
                        .detail = event.impact});
        here.in.notes.tally.hosts.exfiltrated =
            here.in.notes.tally.hosts.exfiltrated + Bytes(impact.bytes_per_host);
        return;
    }
    const Cause cause = here.in.record({.what = Happening::destroyed,
                                        .subject = group.value,
                                        .host = host.number + 1,
                                        .count = 1,
                                        .detail = event.impact});
    count_destroyed(here, 1);
    destroy(here, event.record, cause);
    users_will_notice(here, group, 1, cause);
}

void wake(Here& here, const event::Wake& event) {
    HostRecord& host = here.state.hosts[event.record];
    if (host.generation != event.generation || !host.is_persistent || !runs(host)) return;
    host.is_persistent = false;
    ++here.in.notes.tally.hosts.persisted;
    const Cause cause = here.in.record({.what = Happening::reactivated,
                                        .subject = here.global(host.group).value,
                                        .host = host.number + 1});
    const HostRef ref{here.global(host.group), host.number};
    compromise(here, event.record, Integrity::foothold, std::nullopt, cause);
    if (!is_autonomous(here)) tell_of_foothold(here, ref, Integrity::foothold, cause);
}

void way_offered(Here& here, const event::WayOffered& event) {
    if (event.upwards) {
        here.state.ways_from_below += event.open ? 1U : ~0U;
    } else {
        for (std::uint32_t i = 0; i < here.info.links.count; ++i) {
            const auto& link = here.in.plan.federation.links[here.info.links[i].index()];
            if (link.to == federation::OrganisationId{event.peer}) {
                here.state.links[i].way_offered = event.open;
            }
        }
    }
    ways_changed(here);
}

void switched_on(Here& here, std::uint32_t record, Cause cause) {
    HostRecord& host = here.state.hosts[record];
    const bool compromised =
        host.integrity == Integrity::foothold || host.integrity == Integrity::controlled;
    if (!compromised) return;
    const Cause written = here.in.record({.what = Happening::reactivated,
                                          .subject = here.global(host.group).value,
                                          .host = host.number + 1},
                                         cause);
    // What was due runs now, in the order of its kind: attempts come before the end.
    make_up_for_attempts(here, record, written);
    const unsigned strikes = std::exchange(host.strikes_parked, std::uint16_t{0});
    for (std::uint32_t i = 0; i < here.in.attack().impacts.size(); ++i) {
        if ((strikes >> i & 1U) == 0) continue;
        const auto strikes_now = [&](const auto& event) {
            here.in.later(here.in.now(), Priority::hosts_and_links, event, written);
        };
        if (is_autonomous(here)) {
            strikes_now(event::StrikeHost{record, host.generation, i});
        } else {
            strikes_now(event::Strike{i});
        }
    }
}

void ways_changed(Here& here) {
    const bool up = offers_upwards(here);
    for (std::uint32_t i = 0; i < here.info.links.count; ++i) {
        const auto& link = here.in.plan.federation.links[here.info.links[i].index()];
        LinkState& state = here.state.links[i];
        const bool offered = up && state.open;
        if (!link.to || state.way_told == offered) continue;
        state.way_told = offered;
        here.in.tell(here.in.plan.organisation(*link.to), Priority::hosts_and_links,
                     event::WayOffered{here.id.value, true, offered});
    }
    const bool down = has_way_in(here);
    if (here.state.way_told_below == down) return;
    here.state.way_told_below = down;
    for (const federation::OrganisationId below : here.in.plan.linked_from[here.id.index()]) {
        here.in.tell(here.in.plan.organisation(below), Priority::hosts_and_links,
                     event::WayOffered{here.id.value, false, down});
    }
}

void countermeasure_seen(Here& here, Cause cause) {
    if (is_autonomous(here)) return;
    const bool held =
        std::any_of(here.state.hosts.begin(), here.state.hosts.end(), [](const HostRecord& host) {
            return host.integrity == Integrity::foothold || host.integrity == Integrity::controlled;
        });
    if (!held) return;
    here.in.tell(here.in.plan.operation(), here.in.now(), Priority::hosts_and_links,
                 event::Noticed{here.id.value}, cause);
}

}  // namespace kammerspiel::model
