#include "sim/model/operation.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/attack.hpp"

namespace kammerspiel::model {
namespace {

using Holding = OperationState::Holding;

federation::OrganisationId organisation_of(const OperationContext& operation,
                                           federation::HostGroupId group) {
    return operation.group(group).organisation;
}

bool holds(const OperationContext& operation, federation::HostGroupId group, Integrity integrity) {
    const auto& held = operation.state.groups_held;
    return held[held_index(group, Integrity::controlled)] || held[held_index(group, integrity)];
}

/// Whether it controls a host of one of these groups within the organisation.
bool controls_any(const OperationContext& operation, const std::vector<bool>& groups,
                  federation::OrganisationId within) {
    const auto there = operation.plan.federation.of(within).host_groups;
    for (std::uint32_t g = 0; g < there.count; ++g) {
        const bool is_held =
            operation.state.groups_held[held_index(there[g], Integrity::controlled)];
        if (groups[there[g].index()] && is_held) return true;
    }
    return false;
}

/// The first goal that is not reached yet.
std::optional<std::size_t> next_goal(const OperationContext& operation) {
    const AttackPlan& attack = operation.attack();
    for (std::size_t g = 0; g < attack.goals.size(); ++g) {
        const auto& organisations = operation.plan.goal_organisations[operation.setup.attacker][g];
        const auto is_controlled = [&](federation::OrganisationId organisation) {
            return controls_any(operation, attack.goals[g].groups, organisation);
        };
        const bool is_reached =
            attack.goals[g].in_each_organisation
                ? std::all_of(organisations.begin(), organisations.end(), is_controlled)
                : std::any_of(organisations.begin(), organisations.end(), is_controlled);
        if (!is_reached) return g;
    }
    return std::nullopt;
}

struct Option {
    OperationState::Intent intent;
    std::uint32_t steps_left = 0;  ///< from the target to the goal, after it is taken
};

/// Weighs what a free hand could do. Fewest steps to the goal win; of equals, the first route of
/// the profile, the earliest holding and the first group in the order of names: no chance in it.
class Choice {
   public:
    Choice(const OperationContext& operation, std::size_t goal)
        : operation_(operation), goal_(goal) {}

    std::optional<Option> best() {
        const auto& routes = operation_.attack().routes;
        for (std::uint32_t r = 0; r < routes.size(); ++r) {
            for (const Holding& holding : operation_.state.holdings) {
                if (holding.gone || !routes[r].from[holding.host.group.index()]) continue;
                if (holding.integrity < routes[r].requires_integrity) continue;
                consider(holding, r);
            }
        }
        return best_;
    }

   private:
    const OperationContext& operation_;
    std::size_t goal_;
    std::optional<Option> best_;

    void consider(const Holding& holding, std::uint32_t route) {
        const RoutePlan& rule = operation_.attack().routes[route];
        if (rule.to_itself) return weigh(holding, route, holding.host.group);
        const auto organisation = organisation_of(operation_, holding.host.group);
        for (const auto group : rule.targets[organisation.index()].groups) {
            weigh(holding, route, group);
        }
    }

    void weigh(const Holding& holding, std::uint32_t route, federation::HostGroupId to) {
        const RoutePlan& rule = operation_.attack().routes[route];
        const auto& target = operation_.group(to);
        const bool knows_realm = target.realm && operation_.state.realms[target.realm->index()];
        if (rule.needs_credentials && !knows_realm) return;
        if (!federation::is_reachable(operation_.plan.federation, to, holding.host.group)) return;
        const bool brings_realm = rule.yields_credentials && target.realm && !knows_realm;
        const bool brings_host = rule.yields && !holds(operation_, to, *rule.yields) &&
                                 !(rule.to_itself && holding.integrity >= *rule.yields);
        if (!brings_realm && !brings_host) return;
        const std::uint32_t steps = steps_left(to, brings_host ? *rule.yields : holding.integrity);
        if (best_ && best_->steps_left <= steps) return;
        best_ = Option{{holding.host, route, to}, steps};
    }

    std::uint32_t steps_left(federation::HostGroupId to, Integrity integrity) const {
        constexpr std::uint32_t nowhere = 1'000'000;
        const AttackPlan& attack = operation_.attack();
        const federation::Goal& goal = attack.goals[goal_];
        if (goal.in_each_organisation && goal.groups[to.index()] &&
            integrity == Integrity::controlled &&
            !controls_any(operation_, goal.groups, organisation_of(operation_, to))) {
            return 0;
        }
        const auto& distance = attack.distance[goal_][held_index(to, integrity)];
        if (!distance) return nowhere;
        // One of a goal that is wanted everywhere may be reached already: go on from there.
        const bool reached = goal.in_each_organisation && *distance == 0;
        return reached ? nowhere : *distance;
    }
};

/// What brings the attacker on; the same for every hand until something is won or lost.
const std::optional<OperationState::Intent>& intent(OperationContext& operation) {
    OperationState& state = operation.state;
    if (std::exchange(state.intent_is_known, true)) return state.intent;
    state.intent.reset();
    const auto goal = next_goal(operation);
    if (!goal) return state.intent;
    const auto option = Choice(operation, *goal).best();
    if (option) state.intent = option->intent;
    return state.intent;
}

/// Gives the hand its next attempt, if there is any that brings something.
void assign_hand(OperationContext& operation, std::uint32_t number) {
    auto& hand = operation.state.hands[number];
    if (hand.busy || hand.resting) return;
    const auto& next = intent(operation);
    if (!next) return;
    hand.busy = true;
    const auto& realm = operation.group(next->to).realm;
    operation.tell(operation.plan.organisation(organisation_of(operation, next->from.group)),
                   Priority::hosts_and_links,
                   event::HandTry{.hand = static_cast<std::uint16_t>(number),
                                  .route = static_cast<std::uint16_t>(next->route),
                                  .from = next->from,
                                  .to = next->to,
                                  .number = hand.attempts++,
                                  .credentials = realm && operation.state.realms[realm->index()]});
}

void assign_hands(OperationContext& operation) {
    for (std::uint32_t h = 0; h < operation.state.hands.size(); ++h) assign_hand(operation, h);
}

void rest(OperationContext& operation, std::uint32_t number) {
    // Shut out, it tries again ever more rarely: twice the wait each time, at most a week.
    auto& hand = operation.state.hands[number];
    constexpr std::uint32_t doublings = 10;
    const Duration wait = std::min(
        minutes(15) * (std::int64_t{1} << std::min(hand.setbacks, doublings)), spans_of_24h(7));
    ++hand.setbacks;
    hand.resting = true;
    operation.later(operation.now() + wait, Priority::hosts_and_links, event::HandReady{number});
}

void order_strike(OperationContext& operation, std::uint32_t impact,
                  std::optional<federation::OrganisationId> only) {
    const ImpactPlan& plan = operation.attack().impacts[impact];
    const auto& organisations = operation.plan.federation.organisations;
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        const federation::OrganisationId id{o};
        if (only && *only != id) continue;
        if (!controls_any(operation, plan.trigger, id)) continue;
        operation.tell(operation.plan.organisation(id), Priority::hosts_and_links,
                       event::Strike{impact});
    }
}

/// A new holding may arm an impact, or join one that is under way.
void consider_impacts(OperationContext& operation, const Holding& holding) {
    if (holding.integrity != Integrity::controlled) return;
    const auto& impacts = operation.attack().impacts;
    for (std::uint32_t i = 0; i < impacts.size(); ++i) {
        if (!impacts[i].trigger[holding.host.group.index()]) continue;
        if (operation.state.striking[i]) {
            order_strike(operation, i, organisation_of(operation, holding.host.group));
            continue;
        }
        if (operation.state.armed[i] || impacts[i].at) continue;
        operation.state.armed[i] = true;
        const Duration after =
            operation.span(impacts[i].after, impacts[i].entity, Draw::impact_after, 0);
        operation.later(operation.now() + after, Priority::hosts_and_links, event::StrikeDue{i});
    }
}

void take(OperationContext& operation, HostRef host, Integrity integrity) {
    auto& holdings = operation.state.holdings;
    const auto known = std::find_if(holdings.begin(), holdings.end(),
                                    [&](const Holding& h) { return h.host == host; });
    Holding* holding = nullptr;
    if (known == holdings.end()) {
        holding = &holdings.emplace_back(Holding{host, integrity, false});
    } else {
        holding = &*known;
        if (!holding->gone && holding->integrity >= integrity) return;
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

}  // namespace

void attempt_result(OperationContext& operation, const event::AttemptResult& event) {
    if (!event.is_entry) operation.state.hands[event.hand].busy = false;
    if (event.has_realm) {
        operation.state.realms[event.realm_taken] = true;
        operation.state.intent_is_known = false;
    }
    const auto integrity = static_cast<Integrity>(event.integrity);
    switch (event.failure) {
        case Failure::none:
            operation.state.hands[event.hand].setbacks = 0;
            if (integrity == Integrity::foothold || integrity == Integrity::controlled) {
                take(operation, event.host, integrity);
            }
            break;
        case Failure::source_gone: lose(operation, event.from); break;
        case Failure::no_way:
        case Failure::target_off:
        case Failure::blocked: rest(operation, event.hand); break;
        case Failure::chance: break;
    }
    assign_hands(operation);
}

void hand_ready(OperationContext& operation, const event::HandReady& event) {
    operation.state.hands[event.hand].resting = false;
    assign_hand(operation, event.hand);
}

void strike_due(OperationContext& operation, const event::StrikeDue& event) {
    if (operation.state.striking[event.impact]) return;
    operation.state.striking[event.impact] = true;
    order_strike(operation, event.impact, std::nullopt);
}

void realm_reset(OperationContext& operation, const event::RealmReset& event) {
    operation.state.realms[event.realm] = false;
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
