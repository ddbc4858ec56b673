#include "sim/model/choice.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/barriers.hpp"
#include "sim/model/goal_steps.hpp"

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::OrganisationId;
using Holding = OperationState::Holding;
using Intent = OperationState::Intent;

bool is_reached(const OperationContext& operation, std::size_t goal) {
    const federation::Goal& wanted = operation.attack().goals[goal];
    const auto& organisations = operation.plan.goal_organisations[operation.setup.attacker][goal];
    const auto is_controlled = [&](OrganisationId organisation) {
        return controls_any(operation, wanted.groups, organisation);
    };
    return wanted.in_each_organisation
               ? std::all_of(organisations.begin(), organisations.end(), is_controlled)
               : std::any_of(organisations.begin(), organisations.end(), is_controlled);
}

/// Steps to a goal over what is not known to be closed.
const StepsToGoal& steps_of(OperationContext& operation, std::size_t goal,
                            const Barriers& barriers) {
    const AttackPlan& attack = operation.attack();
    if (!barriers.any()) return attack.distance[goal];
    auto& known = operation.state.distance;
    known.resize(attack.goals.size());
    if (known[goal].empty()) {
        known[goal] = steps_to(operation.plan.federation, attack.routes, attack.goals[goal].groups,
                               [&](const RoutePlan& route, HostGroupId from, HostGroupId to) {
                                   return barriers.close(route.number, from, to);
                               });
    }
    return known[goal];
}

/// What a free hand could do, and how good it is: the least is the best.
struct Option {
    Intent intent;
    std::uint32_t steps_left = 0;  ///< from the target to the goal, after it is taken
    std::uint32_t rank = 0;        ///< of the route
    SimTime since;                 ///< of the holding
    std::uint64_t host = 0;        ///< of its name
    const std::string* to = nullptr;

    [[nodiscard]] bool is_better_than(const Option& other) const {
        return std::tie(steps_left, rank, since, host, *to) <
               std::tie(other.steps_left, other.rank, other.since, other.host, *other.to);
    }
};

constexpr std::uint32_t nowhere = 1'000'000;  ///< steps; leads to no goal, and brings something

class Choice {
   public:
    Choice(const OperationContext& operation, std::size_t goal, const StepsToGoal& steps,
           const Barriers& barriers)
        : operation_(operation), goal_(goal), steps_(steps), barriers_(barriers) {}

    std::optional<Option> best() {
        const auto& routes = operation_.attack().routes;
        for (const Holding& holding : operation_.state.holdings) {
            if (holding.gone || barriers_.stop(holding.host)) continue;
            for (const RoutePlan& route : routes) {
                if (!route.from[holding.host.group.index()]) continue;
                if (holding.integrity < route.requires_integrity) continue;
                consider(holding, route);
            }
        }
        return best_;
    }

   private:
    const OperationContext& operation_;
    std::size_t goal_;
    const StepsToGoal& steps_;
    const Barriers& barriers_;
    std::optional<Option> best_;

    void consider(const Holding& holding, const RoutePlan& route) {
        if (route.to_itself) return weigh(holding, route, holding.host.group);
        const auto organisation = organisation_of(operation_, holding.host.group);
        for (const auto group : route.targets[organisation.index()].groups) {
            weigh(holding, route, group);
        }
    }

    void weigh(const Holding& holding, const RoutePlan& route, HostGroupId to) {
        const auto& target = operation_.group(to);
        const bool knows_realm =
            target.realm && operation_.state.realms[target.realm->index()].is_open();
        if (route.needs_credentials && !knows_realm) return;
        if (!federation::is_reachable(operation_.plan.federation, to, holding.host.group)) return;
        const bool brings_realm = route.yields_credentials && target.realm && !knows_realm;
        const bool brings_host = route.yields && !holds(operation_, to, *route.yields) &&
                                 !(route.to_itself && holding.integrity >= *route.yields);
        if (!brings_realm && !brings_host) return;
        if (barriers_.close(route.number, holding.host.group, to)) return;
        const Option option{
            {holding.host, route.number, to},
            steps_left(to, brings_host ? *route.yields : holding.integrity),
            route.rank,
            holding.since,
            operation_.plan.host_entity(holding.host.group, holding.host.number).value,
            &target.key};
        if (!best_ || option.is_better_than(*best_)) best_ = option;
    }

    std::uint32_t steps_left(HostGroupId to, Integrity integrity) const {
        const federation::Goal& goal = operation_.attack().goals[goal_];
        if (goal.in_each_organisation && goal.groups[to.index()] &&
            integrity == Integrity::controlled &&
            !controls_any(operation_, goal.groups, organisation_of(operation_, to))) {
            return 0;
        }
        const auto& steps = steps_[held_index(to, integrity)];
        if (!steps) return nowhere;
        // One of a goal that is wanted everywhere may be reached already: go on from there.
        const bool reached = goal.in_each_organisation && *steps == 0;
        return reached ? nowhere : *steps;
    }
};

/// What leads to the first goal to which anything leads; else what brings anything at all.
std::optional<Option> best_option(OperationContext& operation, const Barriers& barriers) {
    std::optional<Option> aimless;
    for (std::size_t goal = 0; goal < operation.attack().goals.size(); ++goal) {
        if (is_reached(operation, goal)) continue;
        const StepsToGoal& steps = steps_of(operation, goal, barriers);
        const auto option = Choice(operation, goal, steps, barriers).best();
        if (!option) continue;
        if (option->steps_left < nowhere) return option;
        if (!aimless) aimless = option;
    }
    return aimless;
}

std::optional<Intent> choose(OperationContext& operation) {
    OperationState& state = operation.state;
    std::optional<Option> option;
    for (bool is_again = false;; is_again = true) {
        const Barriers barriers(operation);
        option = best_option(operation, barriers);
        const bool leads_on = option && option->steps_left < nowhere;
        if (is_again && leads_on) ++state.setbacks;  // until something comes through
        if (leads_on || !barriers.any()) break;
        // Who only waits for a way to open again takes nothing else meanwhile.
        if (operation.now() < state.again) return std::nullopt;
        reopen_oldest(operation);
    }
    return option ? std::optional(option->intent) : std::nullopt;
}

}  // namespace

bool holds(const OperationContext& operation, HostGroupId group, Integrity integrity) {
    const auto& held = operation.state.groups_held;
    return held[held_index(group, Integrity::controlled)] || held[held_index(group, integrity)];
}

bool controls_any(const OperationContext& operation, const std::vector<bool>& groups,
                  OrganisationId within) {
    const auto there = operation.plan.federation.of(within).host_groups;
    for (std::uint32_t g = 0; g < there.count; ++g) {
        const bool is_held =
            operation.state.groups_held[held_index(there[g], Integrity::controlled)];
        if (groups[there[g].index()] && is_held) return true;
    }
    return false;
}

const std::optional<Intent>& intent(OperationContext& operation) {
    OperationState& state = operation.state;
    if (!state.intent_is_known) {
        state.intent = choose(operation);
        state.intent_is_known = true;
    }
    return state.intent;
}

}  // namespace kammerspiel::model
