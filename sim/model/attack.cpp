#include "sim/model/attack.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/compromise.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/hands.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/realms.hpp"
#include "sim/model/ways.hpp"

namespace kammerspiel::model {
namespace {

using federation::is_reachable;

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

    Outcome decide(bool from_clean_zone) {
        if (is_out()) return {Failure::target_off, Barrier::target};
        if (!from_clean_zone && is_in_clean_zone(org_, group_, target_.number)) {
            return {Failure::blocked, Barrier::target};
        }
        if (const ActionPlan* block = blocking()) {
            return {Failure::blocked, is_everywhere(*block) ? Barrier::technique : Barrier::target};
        }
        if (!is_reachable(org_.plan.federation, target_.group, from_)) {
            return {Failure::blocked, Barrier::target};
        }
        if (is_seen(org_, route_, target_, draws_.evidence)) {
            evidence_left(org_, target_, draws_.entity, draws_.index);
        }
        // Credentials count at the moment of their use (rule 35).
        const auto& realm = org_.group(target_.group).realm;
        if (route_.needs_credentials && !realm_is_open(org_, realm)) return {Failure::chance};
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

    /// Off, destroyed, or isolated from all but itself.
    bool is_out() const {
        const Power power = power_of(org_, group_, target_.number);
        const bool is_there = power == Power::on || (power == Power::isolated && route_.to_itself);
        const HostRecord* known = find_record(org_.state, group_, target_.number);
        return !is_there || (known != nullptr && known->integrity == Integrity::destroyed);
    }

    /// The action that has blocked the technique where the target stands.
    const ActionPlan* blocking() const {
        for (const BlockedTechnique& one : org_.state.blocked) {
            const ActionPlan& action = org_.strategy().plays[one.play].actions[one.action];
            const auto& routes =
                std::get<BlockTechniquePlan>(action.what).routes[org_.setup.attacker];
            const bool is_meant =
                std::find(routes.begin(), routes.end(), route_number_) != routes.end();
            if (is_meant && action.scope.host_groups[target_.group.index()]) return &action;
        }
        return nullptr;
    }

    /// Whether the action's scope leaves nothing of the organisation out.
    bool is_everywhere(const ActionPlan& action) const {
        for (std::uint32_t g = 0; g < org_.info.host_groups.count; ++g) {
            const auto id = org_.group_id(g);
            if (org_.group(g).count > 0 && !action.scope.host_groups[id.index()]) return false;
        }
        return true;
    }

    Outcome succeed() {
        Outcome outcome;
        const auto& group = org_.group(target_.group);
        Cause cause = org_.cause;
        const std::optional<std::uint32_t> record = record_of(org_, group_, target_.number);
        if (!record) return {Failure::target_off, Barrier::target};
        const HostRecord& host = org_.state.hosts[*record];
        outcome.now_held = host.integrity;
        if (route_.yields && *route_.yields > outcome.now_held) {
            outcome.now_held = *route_.yields;
            cause = org_.record({.what = TraceKind::compromised,
                                 .subject = target_.group.value,
                                 .host = target_.number + 1,
                                 .count = static_cast<std::uint32_t>(*route_.yields),
                                 .detail = route_number_},
                                cause);
            gain(org_, *record, *route_.yields, cause);
        }
        if (route_.yields_credentials && group.realm) {
            outcome.realm = group.realm;
            take_realm(org_, *group.realm);
            org_.record({.what = TraceKind::credentials_taken,
                         .subject = target_.group.value,
                         .host = target_.number + 1,
                         .detail = group.realm->value},
                        cause);
        }
        return outcome;
    }
};

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
    if (org.state.hosts[*record].integrity < entry.yields) gain(org, *record, entry.yields, cause);
    if (!org.attack().is_autonomous()) tell_of_holding(org, *record, cause);
}

void attempt_due(OrganisationContext& org, const event::AttemptDue& event) {
    const auto attempt = take_due(org, event);
    if (!attempt) return;
    const HostRecord& host = org.state.hosts[event.record];
    const RoutePlan& route = org.attack().routes[event.route];
    const auto target_organisation = org.group(attempt->target.group).organisation;
    if (route.crosses && !way_is_open(org, route, target_organisation)) return;
    send_attempt(org, {.route = static_cast<std::uint16_t>(event.route),
                       .hand = 0,
                       .from = org.host(host),
                       .target = attempt->target,
                       .number = attempt->number,
                       .from_clean_zone = host.in_clean_zone});
}

void send_attempt(OrganisationContext& org, const event::Arrive& attempt) {
    const auto target = org.group(attempt.target.group).organisation;
    if (target == org.id) {
        arrive(org, attempt);
    } else {
        org.tell(org.plan.organisation(target), Priority::hosts_and_links, attempt);
    }
}

void arrive(OrganisationContext& org, const event::Arrive& event) {
    const RoutePlan& route = org.attack().routes[event.route];
    const bool autonomous = org.attack().is_autonomous();
    const auto source = org.group(event.from.group).organisation;
    if (source != org.id && route.crosses && !way_is_open(org, route, source)) {
        if (!autonomous) tell_operation(org, event, {Failure::no_way, Barrier::crossing});
        return;
    }
    const AttemptDraws draws = autonomous
                                   ? draws_of_host(org, event.from, event.route, event.number)
                                   : draws_of_hand(org, event.hand, event.number);
    const Outcome outcome = Attempt(org, event.route, event.target, event.from.group, draws)
                                .decide(event.from_clean_zone);
    if (!autonomous) tell_operation(org, event, outcome);
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
