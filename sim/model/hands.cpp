#include "sim/model/hands.hpp"

#include <algorithm>

#include "sim/model/attack.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/ways.hpp"

namespace kammerspiel::model {
namespace {

void fail(OrganisationContext& org, const event::HandTry& attempt, Failure failure,
          Barrier barrier) {
    org.record({.what = TraceKind::attempt_failed,
                .subject = attempt.to.value,
                .count = static_cast<std::uint32_t>(failure),
                .detail = attempt.route});
    const event::Arrive none{.route = attempt.route,
                             .hand = attempt.hand,
                             .from = attempt.from,
                             .target = {attempt.to, 0},
                             .number = attempt.number,
                             .from_clean_zone = false};
    tell_operation(org, none, {.failure = failure, .barrier = barrier});
}

HostRef target_of(const OrganisationContext& org, const event::HandTry& attempt) {
    if (org.attack().routes[attempt.route].to_itself) return attempt.from;
    const double u =
        org.uniform(org.attack().hands[attempt.hand], Draw::attempt_target, attempt.number);
    const std::uint32_t hosts = org.group(attempt.to).count;
    return {attempt.to, std::min(static_cast<std::uint32_t>(u * hosts), hosts - 1)};
}

}  // namespace

void hand_try(OrganisationContext& org, const event::HandTry& event) {
    if (!has_way_in(org)) return fail(org, event, Failure::no_way, Barrier::way_in);
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
        return fail(org, attempt, Failure::source_gone, Barrier::none);
    }
    if (!has_way_in(org)) return fail(org, attempt, Failure::no_way, Barrier::way_in);
    if (!acts(*host)) return fail(org, attempt, Failure::no_way, Barrier::source);
    const auto target_organisation = org.group(attempt.to).organisation;
    if (route.crosses && !way_is_open(org, route, target_organisation)) {
        return fail(org, attempt, Failure::no_way, Barrier::crossing);
    }
    send_attempt(org, {.route = attempt.route,
                       .hand = attempt.hand,
                       .from = attempt.from,
                       .target = target_of(org, attempt),
                       .number = attempt.number,
                       .from_clean_zone = host->in_clean_zone});
}

AttemptDraws draws_of_hand(const OrganisationContext& org, std::uint16_t hand,
                           std::uint32_t number) {
    const kernel::EntityId entity = org.attack().hands[hand];
    return {entity, number, org.uniform(entity, Draw::attempt_success, number),
            org.uniform(entity, Draw::attempt_evidence, number)};
}

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
                                  .is_entry = false,
                                  .barrier = outcome.barrier});
}

}  // namespace kammerspiel::model
