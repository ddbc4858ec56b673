#include "analysis/graph/spreading.hpp"

#include <algorithm>
#include <cmath>

namespace kammerspiel::graph {

using federation::HostGroupId;

namespace {

/// An attempt takes at least a microsecond in runs too.
constexpr double shortest = 1 / 3.6e9;

}  // namespace

double Spreading::hours_until(double hazard) const {
    if (growth_per_hour <= 0 || hosts <= 1) return hazard / per_hour;
    const double when_full = std::log(hosts) / growth_per_hour;
    const double hazard_then = per_hour / growth_per_hour * (hosts - 1);
    if (hazard > hazard_then) return when_full + (hazard - hazard_then) / (per_hour * hosts);
    return std::log1p(hazard * growth_per_hour / per_hour) / growth_per_hour;
}

double hits_per_hour(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                     HostGroupId to) {
    const auto& targets = route.targets[rules.group(from).organisation.index()];
    const double share = rules.group(to).count / static_cast<double>(targets.hosts());
    return route.success * share / std::max(route.hours_per_attempt, shortest);
}

double growth_per_hour(const AttackRules& rules, HostGroupId group) {
    double sum = 0;
    for (const RouteRule& route : rules.routes) {
        if (route.to_itself || route.crosses || route.needs_credentials) continue;
        if (!route.yields || *route.yields < route.requires_integrity) continue;
        if (!route.from[group.index()]) continue;
        const auto& groups = route.targets[rules.group(group).organisation.index()].groups;
        if (!std::binary_search(groups.begin(), groups.end(), group)) continue;
        sum += hits_per_hour(rules, route, group, group);
    }
    return sum;
}

Spreading spreading(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                    HostGroupId to) {
    return {hits_per_hour(rules, route, from, to), growth_per_hour(rules, from),
            static_cast<double>(rules.group(from).count)};
}

}  // namespace kammerspiel::graph
