#include "analysis/graph/spreading.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kammerspiel/base/distribution.hpp"

namespace kammerspiel::graph {

using federation::HostGroupId;

namespace {

/// A host makes one attempt a microsecond at most in runs too.
constexpr double shortest = 1 / 3.6e9;

}  // namespace

double Spreading::hours_until(double hazard) const {
    if (growth_per_hour <= 0 || hosts <= 1) return hazard / per_hour;
    const double when_full = std::log(hosts) / growth_per_hour;
    const double hazard_then = per_hour / growth_per_hour * (hosts - 1);
    if (hazard > hazard_then) return when_full + (hazard - hazard_then) / (per_hour * hosts);
    return std::log1p(hazard * growth_per_hour / per_hour) / growth_per_hour;
}

double Spreading::hours_until_others(double hazard) const {
    if (growth_per_hour <= 0 || hosts <= 1) return std::numeric_limits<double>::infinity();
    const double when_full = std::log(hosts) / growth_per_hour;
    const auto summed = [&](double hours) {
        const double growing = std::min(hours, when_full);
        return per_hour * (std::expm1(growing * growth_per_hour) / growth_per_hour - growing +
                           (hosts - 1) * (hours - growing));
    };
    const double wanted = hazard + summed(others_after);
    double low = others_after;
    double high = std::max(low, when_full) + wanted / (per_hour * (hosts - 1)) + 1;
    constexpr int halvings = 60;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (low + high) / 2;
        (summed(middle) < wanted ? low : high) = middle;
    }
    return high;
}

namespace {

/// The share of the hosts that an attempt over the route picks from which are the target's.
double share_of_targets(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                        HostGroupId to) {
    const auto& targets = route.targets[rules.group(from).organisation.index()];
    return rules.group(to).count / static_cast<double>(targets.hosts());
}

bool spreads_within(const AttackRules& rules, const RouteRule& route, HostGroupId group) {
    if (route.to_itself || route.crosses || route.needs_credentials) return false;
    if (!route.yields || *route.yields < route.requires_integrity) return false;
    if (!route.from[group.index()]) return false;
    const auto& groups = route.targets[rules.group(group).organisation.index()].groups;
    return std::binary_search(groups.begin(), groups.end(), group);
}

/// The time that an attempt takes at least, as good as.
double shortest_attempt(const AttackRules& rules, const RouteRule& route) {
    constexpr double hardly_ever = 1e-3;
    return std::max(0.0, quantile(rules.written(route).time, hardly_ever).in_hours());
}

double others_after(const AttackRules& rules, const RouteRule& route, HostGroupId from) {
    double soonest = std::numeric_limits<double>::infinity();
    for (const RouteRule& within : rules.routes) {
        if (!spreads_within(rules, within, from)) continue;
        soonest = std::min(soonest, shortest_attempt(rules, within));
    }
    return std::isinf(soonest) ? 0 : soonest + shortest_attempt(rules, route);
}

}  // namespace

double hits_per_hour(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                     HostGroupId to) {
    return route.success * share_of_targets(rules, route, from, to) /
           std::max(route.hours_per_attempt, shortest);
}

double growth_per_hour(const AttackRules& rules, HostGroupId group) {
    double sum = 0;
    for (const RouteRule& route : rules.routes) {
        if (!spreads_within(rules, route, group)) continue;
        sum += hits_per_hour(rules, route, group, group);
    }
    return sum;
}

Spreading spreading(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                    HostGroupId to) {
    return {hits_per_hour(rules, route, from, to), growth_per_hour(rules, from),
            static_cast<double>(rules.group(from).count),
            route.success * share_of_targets(rules, route, from, to),
            others_after(rules, route, from)};
}

}  // namespace kammerspiel::graph
