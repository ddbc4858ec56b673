#include <algorithm>

#include "kammerspiel/federation/attack.hpp"
#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::OrganisationId;

RoutePlan plan_route(const PlanData& plan, const scenario::Route& written, std::uint32_t number) {
    return {federation::resolve(plan.federation, written, number), Sampler(written.time),
            written.success.value(), written.evidence.value(),
            kernel::EntityId::of("route:" + written.name.text)};
}

ImpactPlan plan_impact(const PlanData& plan, const scenario::AttackerProfile& profile,
                       const scenario::AttackImpact& written) {
    return {federation::resolve(plan.federation, written),
            Sampler(written.after),
            Sampler(written.takes),
            written.when_noticed.value(),
            written.at,
            written.volume.count(),
            kernel::EntityId::of("impact:" + profile.name.text + "/" + written.name.text)};
}

/// Attempts from each (group, integrity) to the goal, by breadth from the goal backwards. What
/// credentials are needed on the way is left out: it only orders what to try first.
class Distances {
   public:
    using Map = std::vector<std::optional<std::uint16_t>>;

    Distances(const federation::Federation& federation, const std::vector<RoutePlan>& routes)
        : federation_(federation), routes_(routes) {}

    Map to(const std::vector<bool>& goal) {
        distance_.assign(2 * federation_.host_groups.size(), std::nullopt);
        for (std::size_t g = 0; g < goal.size(); ++g) {
            if (goal[g]) distance_[held_index(HostGroupId{g}, scenario::Integrity::controlled)] = 0;
        }
        for (std::uint16_t d = 0; widen(d); ++d) {
        }
        return std::move(distance_);
    }

   private:
    const federation::Federation& federation_;
    const std::vector<RoutePlan>& routes_;
    Map distance_;

    /// Marks everything from which one attempt leads to something at distance `d`.
    bool widen(std::uint16_t d) {
        std::vector<std::size_t> reached;
        for (const RoutePlan& route : routes_) {
            if (!route.yields) continue;
            for (std::size_t o = 0; o < federation_.organisations.size(); ++o) {
                mark_sources(route, OrganisationId{o}, d, reached);
            }
        }
        for (const std::size_t at : reached) distance_[at] = static_cast<std::uint16_t>(d + 1);
        return !reached.empty();
    }

    void mark_sources(const RoutePlan& route, OrganisationId organisation, std::uint16_t d,
                      std::vector<std::size_t>& reached) const {
        const auto leads = [&](HostGroupId group) {
            return distance_[held_index(group, *route.yields)] == d;
        };
        const auto& targets = route.targets[organisation.index()].groups;
        const bool any = std::any_of(targets.begin(), targets.end(), leads);
        const auto groups = federation_.of(organisation).host_groups;
        for (std::uint32_t i = 0; i < groups.count; ++i) {
            const HostGroupId from = groups[i];
            if (!route.from[from.index()]) continue;
            if (!(route.to_itself ? leads(from) : any)) continue;
            for (const auto integrity :
                 {scenario::Integrity::foothold, scenario::Integrity::controlled}) {
                if (integrity < route.requires_integrity) continue;
                const std::size_t at = held_index(from, integrity);
                if (!distance_[at]) reached.push_back(at);
            }
        }
    }
};

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
    Distances distances(plan.federation, attack.routes);
    for (const scenario::Goal& goal : profile.goals) {
        attack.goals.push_back(federation::resolve(plan.federation, goal));
        attack.distance.push_back(distances.to(attack.goals.back().groups));
    }
    const std::uint32_t hands =
        profile.kind == scenario::AttackerProfile::Kind::operated ? profile.hands : 0;
    for (std::uint32_t h = 0; h < hands; ++h) {
        attack.hands.push_back(
            kernel::EntityId::of(fmt::format("operation:{}/hand#{}", profile.name.text, h)));
    }
    return attack;
}

}  // namespace kammerspiel::model
