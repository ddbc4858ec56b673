#include "sim/model/attack.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/attempts.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/strike.hpp"
#include "sim/model/ways.hpp"

namespace kammerspiel::model {
namespace {

using federation::is_reachable;

void count_held(OrganisationContext& org, HostRecord& host) {
    if (!std::exchange(host.was_held, true)) ++org.tally().hosts.compromised;
}

/// The attacker gets `integrity` on a host, which may be more than it had; without a route what
/// happened is written down already.
Cause compromise(OrganisationContext& org, std::uint32_t record, Integrity integrity,
                 std::optional<std::uint32_t> route, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    count_held(org, host);
    const Cause written = route ? org.record({.what = TraceKind::compromised,
                                              .subject = org.group_id(host.group).value,
                                              .host = host.number + 1,
                                              .count = static_cast<std::uint32_t>(integrity),
                                              .detail = *route},
                                             cause)
                                : cause;
    set_state(org, record, integrity, host.power, written);
    ++host.generation;
    if (integrity == Integrity::controlled) {
        host.is_persistent = org.uniform(org.entity(host), Draw::persistence_left,
                                         host.inspections) < org.attack().persistence;
    }
    if (org.attack().is_autonomous()) {
        begin_attempts(org, record, written);
        if (integrity == Integrity::controlled) arm_host(org, record, written);
    }
    return written;
}

void fail(OrganisationContext& org, const event::HandTry& attempt, Failure failure) {
    org.record({.what = TraceKind::attempt_failed,
                .subject = attempt.to.value,
                .count = static_cast<std::uint32_t>(failure),
                .detail = attempt.route});
    org.tell(org.plan.operation(), Priority::hosts_and_links,
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
    Attempt(OrganisationContext& org, std::uint32_t route, HostRef target,
            federation::HostGroupId from, AttemptDraws draws)
        : org_(org),
          route_number_(route),
          route_(org.attack().routes[route]),
          target_(target),
          from_(from),
          group_(org.position(target.group)),
          draws_(draws) {}

    Outcome decide(bool credentials, bool from_clean_zone) {
        if (power_of(org_, group_, target_.number) != Power::on) return {Failure::target_off};
        const HostRecord* known = find_record(org_.state, group_, target_.number);
        if (known != nullptr && known->integrity == Integrity::destroyed) {
            return {Failure::target_off};
        }
        if (!from_clean_zone && is_in_clean_zone(org_, group_, target_.number)) {
            return {Failure::blocked};
        }
        if (is_blocked() || !is_reachable(org_.plan.federation, target_.group, from_))
            return {Failure::blocked};
        if (is_seen(org_, route_, target_, draws_.evidence)) {
            evidence_left(org_, target_, draws_.entity, draws_.index);
        }
        if (route_.needs_credentials && !credentials) return {Failure::chance};
        if (draws_.success >= route_.success) return {Failure::chance};
        return succeed();
    }

   private:
    OrganisationContext& org_;
    std::uint32_t route_number_;
    const RoutePlan& route_;
    HostRef target_;
    federation::HostGroupId from_;
    std::uint32_t group_;
    AttemptDraws draws_;

    bool is_blocked() const {
        const auto& blocked = org_.state.blocked;
        return std::find(blocked.begin(), blocked.end(), route_number_) != blocked.end();
    }

    Outcome succeed() {
        Outcome outcome;
        const auto& group = org_.group(target_.group);
        Cause cause = org_.cause;
        const std::optional<std::uint32_t> record = record_of(org_, group_, target_.number);
        if (!record) return {Failure::target_off};
        outcome.now_held = org_.state.hosts[*record].integrity;
        if (route_.yields && *route_.yields > outcome.now_held) {
            outcome.now_held = *route_.yields;
            cause = compromise(org_, *record, *route_.yields, route_number_, cause);
        }
        if (route_.yields_credentials && group.realm) {
            outcome.realm = group.realm;
            org_.record({.what = TraceKind::credentials_taken,
                         .subject = target_.group.value,
                         .host = target_.number + 1,
                         .detail = group.realm->value},
                        cause);
        }
        return outcome;
    }
};

void tell_operation(OrganisationContext& org, const event::Arrive& arrival,
                    const Outcome& outcome) {
    org.tell(org.plan.operation(), Priority::hosts_and_links,
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
void send_attempt(OrganisationContext& org, const event::Arrive& arrival) {
    const auto& target = org.group(arrival.target.group);
    if (target.organisation == org.id) {
        arrive(org, arrival);
    } else {
        org.tell(org.plan.organisation(target.organisation), Priority::hosts_and_links, arrival);
    }
}

AttemptDraws draws_of_hand(const OrganisationContext& org, std::uint16_t hand,
                           std::uint32_t number) {
    const kernel::EntityId entity = org.attack().hands[hand];
    return {entity, number, org.uniform(entity, Draw::attempt_success, number),
            org.uniform(entity, Draw::attempt_evidence, number)};
}

void take_realm(OrganisationContext& org, federation::RealmId realm) {
    auto& taken = org.state.realms_taken;
    if (taken.empty()) taken.assign(org.plan.federation.realms.size(), false);
    taken[realm.index()] = true;
}

bool has_realm(const OrganisationContext& org, std::optional<federation::RealmId> realm) {
    const auto& taken = org.state.realms_taken;
    return realm && !taken.empty() && taken[realm->index()];
}

/// The operation hears of a host that it holds without having tried.
void tell_of_foothold(OrganisationContext& org, HostRef host, Integrity integrity, Cause cause) {
    org.tell(org.plan.operation(), org.now(), Priority::hosts_and_links,
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

void enter(OrganisationContext& org, const event::Enter& event) {
    const EntryPlan& entry = org.plan.entries[event.entry];
    const std::uint32_t group = org.position(event.host.group);
    const auto record = record_of(org, group, event.host.number);
    if (!record || !acts(org.state.hosts[*record])) return;
    const Cause cause = org.record({.what = TraceKind::entered,
                                    .subject = event.host.group.value,
                                    .host = event.host.number + 1});
    if (org.state.hosts[*record].integrity < entry.yields) {
        HostRecord& host = org.state.hosts[*record];
        count_held(org, host);
        set_state(org, *record, entry.yields, host.power, cause);
        if (org.attack().is_autonomous()) {
            begin_attempts(org, *record, cause);
            if (entry.yields == Integrity::controlled) arm_host(org, *record, cause);
        }
    }
    if (org.attack().is_autonomous()) return;
    tell_of_foothold(org, event.host, org.state.hosts[*record].integrity, cause);
}

void attempt_due(OrganisationContext& org, const event::AttemptDue& event) {
    const auto attempt = take_due(org, event);
    if (!attempt) return;
    const HostRecord& host = org.state.hosts[event.record];
    const RoutePlan& route = org.attack().routes[event.route];
    const auto& group = org.group(attempt->target.group);
    if (route.crosses && !way_is_open(org, route, group.organisation)) return;
    send_attempt(org, {.route = static_cast<std::uint16_t>(event.route),
                       .hand = 0,
                       .from = org.host(host),
                       .target = attempt->target,
                       .number = attempt->number,
                       .credentials = has_realm(org, group.realm),
                       .from_clean_zone = host.in_clean_zone});
}

void hand_try(OrganisationContext& org, const event::HandTry& event) {
    if (!has_way_in(org)) return fail(org, event, Failure::no_way);
    const auto& entity = org.attack().hands[event.hand];
    const Duration takes =
        org.span(org.attack().routes[event.route].time, entity, Draw::attempt_time, event.number);
    org.later(org.now() + takes, Priority::hosts_and_links, event::HandDue{event});
}

void hand_due(OrganisationContext& org, const event::HandDue& event) {
    const event::HandTry& attempt = event.attempt;
    const std::uint32_t group = org.position(attempt.from.group);
    const HostRecord* host = find_record(org.state, group, attempt.from.number);
    const RoutePlan& route = org.attack().routes[attempt.route];
    if (host == nullptr || !can_use(route, attempt.from.group, host->integrity)) {
        return fail(org, attempt, Failure::source_gone);
    }
    if (!acts(*host) || !has_way_in(org)) return fail(org, attempt, Failure::no_way);
    const auto target_organisation = org.group(attempt.to).organisation;
    if (route.crosses && !way_is_open(org, route, target_organisation)) {
        return fail(org, attempt, Failure::no_way);
    }
    HostRef target = attempt.from;
    if (!route.to_itself) {
        const double u =
            org.uniform(org.attack().hands[attempt.hand], Draw::attempt_target, attempt.number);
        const std::uint32_t hosts = org.group(attempt.to).count;
        target = {attempt.to, std::min(static_cast<std::uint32_t>(u * hosts), hosts - 1)};
    }
    send_attempt(org, {.route = attempt.route,
                       .hand = attempt.hand,
                       .from = attempt.from,
                       .target = target,
                       .number = attempt.number,
                       .credentials = attempt.credentials,
                       .from_clean_zone = host->in_clean_zone});
}

void arrive(OrganisationContext& org, const event::Arrive& event) {
    const RoutePlan& route = org.attack().routes[event.route];
    const bool autonomous = org.attack().is_autonomous();
    const auto source = org.group(event.from.group).organisation;
    if (source != org.id && route.crosses && !way_is_open(org, route, source)) {
        if (!autonomous) tell_operation(org, event, {.failure = Failure::no_way});
        return;
    }
    const AttemptDraws draws = autonomous
                                   ? draws_of_host(org, event.from, event.route, event.number)
                                   : draws_of_hand(org, event.hand, event.number);
    const Outcome outcome = Attempt(org, event.route, event.target, event.from.group, draws)
                                .decide(event.credentials, event.from_clean_zone);
    if (!autonomous) return tell_operation(org, event, outcome);
    if (outcome.realm) take_realm(org, *outcome.realm);
}

void wake(OrganisationContext& org, const event::Wake& event) {
    HostRecord& host = org.state.hosts[event.record];
    if (host.generation != event.generation || !host.is_persistent || !runs(host)) return;
    host.is_persistent = false;
    ++org.tally().hosts.persisted;
    const Cause cause = org.record({.what = TraceKind::reactivated,
                                    .subject = org.group_id(host.group).value,
                                    .host = host.number + 1});
    const HostRef ref = org.host(host);
    compromise(org, event.record, Integrity::foothold, std::nullopt, cause);
    if (!org.attack().is_autonomous()) tell_of_foothold(org, ref, Integrity::foothold, cause);
}

void switched_on(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    const bool compromised =
        host.integrity == Integrity::foothold || host.integrity == Integrity::controlled;
    if (!compromised) return;
    const Cause written = org.record({.what = TraceKind::reactivated,
                                      .subject = org.group_id(host.group).value,
                                      .host = host.number + 1},
                                     cause);
    // What was due runs now, in the order of its kind: attempts come before the end.
    make_up_for_attempts(org, record, written);
    std::exchange(host.strikes_parked, {}).for_each([&](std::uint32_t impact) {
        const auto strike_now = [&](const auto& event) {
            org.later(org.now(), Priority::hosts_and_links, event, written);
        };
        if (org.attack().is_autonomous()) {
            strike_now(event::StrikeHost{record, host.generation, impact});
        } else {
            strike_now(event::Strike{impact});
        }
    });
}

void countermeasure_seen(OrganisationContext& org, Cause cause) {
    if (org.attack().is_autonomous()) return;
    const bool held =
        std::any_of(org.state.hosts.begin(), org.state.hosts.end(), [](const HostRecord& host) {
            return host.integrity == Integrity::foothold || host.integrity == Integrity::controlled;
        });
    if (!held) return;
    org.tell(org.plan.operation(), org.now(), Priority::hosts_and_links,
             event::Noticed{org.id.value}, cause);
}

}  // namespace kammerspiel::model
