#include "sim/model/goal_steps.hpp"

#include <algorithm>
#include <utility>

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::OrganisationId;
using scenario::Integrity;

class Backwards {
   public:
    Backwards(const federation::Federation& federation, const std::vector<RoutePlan>& routes,
              const LeftOut& left_out)
        : federation_(federation), routes_(routes), left_out_(left_out) {
        steps_.assign(2 * federation.host_groups.size(), std::nullopt);
    }

    StepsToGoal from(const std::vector<bool>& goal) && {
        for (std::size_t g = 0; g < goal.size(); ++g) {
            if (goal[g]) reach(HostGroupId{g}, Integrity::controlled, 0);
        }
        for (std::size_t i = 0; i < reached_.size(); ++i) {
            const auto [group, integrity] = reached_[i];
            widen(group, integrity);
        }
        return std::move(steps_);
    }

   private:
    const federation::Federation& federation_;
    const std::vector<RoutePlan>& routes_;
    const LeftOut& left_out_;
    StepsToGoal steps_;
    std::vector<std::pair<HostGroupId, Integrity>> reached_;  ///< the nearest first

    void reach(HostGroupId group, Integrity integrity, std::uint16_t steps) {
        auto& known = steps_[held_index(group, integrity)];
        if (known) return;
        known = steps;
        reached_.emplace_back(group, integrity);
    }

    /// From where one attempt leads to this.
    void widen(HostGroupId to, Integrity integrity) {
        const auto steps = static_cast<std::uint16_t>(*steps_[held_index(to, integrity)] + 1);
        for (const RoutePlan& route : routes_) {
            if (route.yields != integrity) continue;
            if (route.to_itself) {
                come_from(route, to, to, steps);
            } else if (route.to[to.index()]) {
                come_from_others(route, to, steps);
            }
        }
    }

    void come_from_others(const RoutePlan& route, HostGroupId to, std::uint16_t steps) {
        const OrganisationId there = federation_.host_groups[to.index()].organisation;
        const auto from_all_of = [&](OrganisationId organisation) {
            const auto groups = federation_.of(organisation).host_groups;
            for (std::uint32_t i = 0; i < groups.count; ++i) come_from(route, groups[i], to, steps);
        };
        if (!route.crosses) return from_all_of(there);
        for (const OrganisationId organisation : route.sources[there.index()]) {
            from_all_of(organisation);
        }
    }

    void come_from(const RoutePlan& route, HostGroupId from, HostGroupId to, std::uint16_t steps) {
        if (!route.from[from.index()]) return;
        if (!federation::is_reachable(federation_, to, from)) return;
        if (left_out_ && left_out_(route, from, to)) return;
        for (const Integrity integrity : {Integrity::foothold, Integrity::controlled}) {
            if (integrity >= route.requires_integrity) reach(from, integrity, steps);
        }
    }
};

}  // namespace

StepsToGoal steps_to(const federation::Federation& federation, const std::vector<RoutePlan>& routes,
                     const std::vector<bool>& goal, const LeftOut& left_out) {
    return Backwards(federation, routes, left_out).from(goal);
}

}  // namespace kammerspiel::model
