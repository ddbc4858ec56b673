#include "sim/model/choice.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/goal_steps.hpp"

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::OrganisationId;
using Holding = OperationState::Holding;
using Intent = OperationState::Intent;
using SetAside = OperationState::SetAside;

OrganisationId organisation_of(const OperationContext& operation, HostGroupId group) {
    return operation.group(group).organisation;
}

/// Whether an attempt from a host would meet the barrier that another one met.
bool meets(const OperationContext& operation, Barrier barrier, const Intent& met,
           std::uint32_t route, HostGroupId from, HostGroupId to) {
    const auto same_organisation = [&](HostGroupId a, HostGroupId b) {
        return organisation_of(operation, a) == organisation_of(operation, b);
    };
    switch (barrier) {
        case Barrier::none:
        case Barrier::source: return false;  // of one host, not of its group
        case Barrier::way_in: return same_organisation(met.from.group, from);
        case Barrier::crossing:
            return met.route == route && same_organisation(met.from.group, from) &&
                   same_organisation(met.to, to);
        case Barrier::technique: return met.route == route && same_organisation(met.to, to);
        case Barrier::target: return met.route == route && met.to == to;
    }
    unreachable();
}

/// What is set aside is not tried again for a while where nothing else leads to a goal, and for a
/// long while where something does.
enum class Patience { short_while, long_while };

constexpr Duration long_while = spans_of_24h(7);

bool is_in_force(const OperationContext& operation, const SetAside& aside, Patience patience) {
    return operation.now() <
           (patience == Patience::long_while ? aside.since + long_while : aside.until);
}

/// What is known of barriers at present, to whoever is so patient.
class Barriers {
   public:
    Barriers(const OperationContext& operation, Patience patience) : operation_(&operation) {
        for (const SetAside& aside : operation.state.set_aside) {
            if (is_in_force(operation, aside, patience)) in_force_.push_back(&aside);
        }
    }

    [[nodiscard]] bool any() const { return !in_force_.empty(); }
    /// Whether it is known to lead nowhere, whichever host of `from` it starts at.
    [[nodiscard]] bool close(std::uint32_t route, HostGroupId from, HostGroupId to) const {
        return std::any_of(in_force_.begin(), in_force_.end(), [&](const SetAside* aside) {
            return meets(*operation_, aside->barrier, aside->what, route, from, to);
        });
    }
    [[nodiscard]] bool stop(HostRef source) const {
        return std::any_of(in_force_.begin(), in_force_.end(), [&](const SetAside* aside) {
            return aside->barrier == Barrier::source && aside->what.from == source;
        });
    }

   private:
    const OperationContext* operation_;
    std::vector<const SetAside*> in_force_;
};

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
const StepsToGoal& steps_of(OperationContext& operation, std::size_t goal, const Barriers& barriers,
                            Patience patience) {
    const AttackPlan& attack = operation.attack();
    if (!barriers.any()) return attack.distance[goal];
    auto& known = operation.state.distance[static_cast<std::size_t>(patience)];
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
            &target.name};
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
std::optional<Option> best_option(OperationContext& operation, const Barriers& barriers,
                                  Patience patience) {
    std::optional<Option> aimless;
    for (std::size_t goal = 0; goal < operation.attack().goals.size(); ++goal) {
        if (is_reached(operation, goal)) continue;
        const StepsToGoal& steps = steps_of(operation, goal, barriers, patience);
        const auto option = Choice(operation, goal, steps, barriers).best();
        if (!option) continue;
        if (option->steps_left < nowhere) return option;
        if (!aimless) aimless = option;
    }
    return aimless;
}

std::optional<Intent> choose(OperationContext& operation) {
    for (const Patience patience : {Patience::long_while, Patience::short_while}) {
        const Barriers barriers(operation, patience);
        const auto option = best_option(operation, barriers, patience);
        if (option && option->steps_left < nowhere) return option->intent;
        // Who only waits for a way to open again takes nothing else meanwhile.
        if (barriers.any()) continue;
        return option ? std::optional(option->intent) : std::nullopt;
    }
    return std::nullopt;
}

void learnt(OperationContext& operation) {
    operation.state.intent_is_known = false;
    for (auto& of_goals : operation.state.distance) of_goals.clear();
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
    if (!std::exchange(state.intent_is_known, true)) state.intent = choose(operation);
    return state.intent;
}

void set_aside(OperationContext& operation, Barrier barrier, const Intent& what) {
    auto& all = operation.state.set_aside;
    auto known = std::find_if(all.begin(), all.end(), [&](const SetAside& aside) {
        if (aside.barrier != barrier) return false;
        if (barrier == Barrier::source) return aside.what.from == what.from;
        return meets(operation, barrier, aside.what, what.route, what.from.group, what.to);
    });
    if (known == all.end()) {
        known = all.insert(all.end(), SetAside{barrier, what, operation.now(), operation.now(), 0});
    } else if (is_in_force(operation, *known, Patience::short_while)) {
        return;  // another hand has met it before
    }
    // It tries again ever more rarely: twice the wait each time, at most a long while.
    constexpr std::uint32_t doublings = 10;
    const Duration wait = std::min(
        minutes(15) * (std::int64_t{1} << std::min(known->setbacks, doublings)), long_while);
    known->since = operation.now();
    known->until = operation.now() + wait;
    ++known->setbacks;
    for (const SimTime again : {known->until, known->since + long_while}) {
        operation.later(again, Priority::hosts_and_links, event::TryAgain{});
    }
    learnt(operation);
}

void came_through(OperationContext& operation, const Intent& what) {
    auto& all = operation.state.set_aside;
    const std::size_t gone = std::erase_if(all, [&](const SetAside& aside) {
        if (aside.barrier == Barrier::source) return aside.what.from == what.from;
        return meets(operation, aside.barrier, aside.what, what.route, what.from.group, what.to);
    });
    if (gone > 0) learnt(operation);
}

void try_what_was_set_aside(OperationContext& operation) { learnt(operation); }

}  // namespace kammerspiel::model
