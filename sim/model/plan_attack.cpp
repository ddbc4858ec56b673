#include <algorithm>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/goal_steps.hpp"
#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;

federation::Targets by_name(const federation::Federation& federation,
                            const federation::Targets& targets) {
    std::vector<HostGroupId> groups = targets.groups;
    std::sort(groups.begin(), groups.end(), [&](HostGroupId a, HostGroupId b) {
        return federation.host_groups[a.index()].key < federation.host_groups[b.index()].key;
    });
    federation::Targets sorted;
    for (const HostGroupId group : groups) {
        sorted.add(group, federation.host_groups[group.index()].count);
    }
    return sorted;
}

RoutePlan plan_route(const PlanData& plan, const scenario::Route& written, std::uint32_t number) {
    RoutePlan route{federation::resolve(plan.federation, written, number),
                    {},
                    0,
                    Sampler(written.time),
                    written.success.value(),
                    written.evidence.value(),
                    kernel::EntityId::of("route:" + key_of(written))};
    for (federation::Targets& targets : route.targets) targets = by_name(plan.federation, targets);
    if (written.over) route.sources = federation::joined_by(plan.federation, written.over->text);
    return route;
}

/// Whether any host group is in the first and not in the second.
bool any_beyond(const std::vector<bool>& groups, const std::vector<bool>& known) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (groups[g] && !known[g]) return true;
    }
    return false;
}

ImpactPlan plan_impact(const PlanData& plan, const scenario::AttackerProfile& profile,
                       const scenario::AttackImpact& written) {
    ImpactPlan impact{federation::resolve(plan.federation, written),
                      Sampler(written.after),
                      Sampler(written.takes),
                      written.when_noticed.value(),
                      written.at,
                      written.volume.count(),
                      kernel::EntityId::of("impact:" + key_of(profile) + "/" + key_of(written)),
                      false};
    impact.reaches_beyond = written.through || any_beyond(impact.on, impact.trigger);
    return impact;
}

void rank_by_name(const scenario::AttackerProfile& profile, std::vector<RoutePlan>& routes) {
    for (RoutePlan& route : routes) {
        const std::string& key = key_of(profile.routes[route.number]);
        route.rank = static_cast<std::uint32_t>(
            std::count_if(profile.routes.begin(), profile.routes.end(),
                          [&](const scenario::Route& other) { return key_of(other) < key; }));
    }
}

}  // namespace

AttackPlan plan_attack(const PlanData& plan, const scenario::AttackerProfile& profile) {
    AttackPlan attack{.kind = profile.kind,
                      .routes = {},
                      .impacts = {},
                      .goals = {},
                      .distance = {},
                      .hands = {},
                      .persistence = profile.persistence.value(),
                      .returns_after = Sampler(profile.returns_after)};
    for (std::uint32_t r = 0; r < profile.routes.size(); ++r) {
        attack.routes.push_back(plan_route(plan, profile.routes[r], r));
    }
    for (const auto& impact : profile.impacts) {
        attack.impacts.push_back(plan_impact(plan, profile, impact));
    }
    rank_by_name(profile, attack.routes);
    for (const scenario::Goal& goal : profile.goals) {
        attack.goals.push_back(federation::resolve(plan.federation, goal));
        attack.distance.push_back(
            steps_to(plan.federation, attack.routes, attack.goals.back().groups));
    }
    const std::uint32_t hands =
        profile.kind == scenario::AttackerProfile::Kind::operated ? profile.hands : 0;
    for (std::uint32_t h = 0; h < hands; ++h) {
        attack.hands.push_back(
            kernel::EntityId::of(fmt::format("operation:{}/hand#{}", key_of(profile), h)));
    }
    return attack;
}

}  // namespace kammerspiel::model
