#pragma once

#include "analysis/graph/attack_rules.hpp"

namespace kammerspiel::graph {

/// How an autonomous attack that holds one host of a group gets from there to another group. The
/// hosts that fall in the source group try too: their number grows like e^βt up to all of them,
/// where β is the rate at which one host infects hosts of its own group. Each tries the target at
/// rate λ, so that the hazard summed up to t is λ/β · (e^βt − 1), and grows by λ · hosts
/// from then on. Other groups that fall meanwhile help in reality; they are left out.
///
/// The first host makes its attempts one after the other, each with its own time; where it is
/// alone, that is all there is, and no attempt ends before its time. A rate stands for the others,
/// who are many or come later.
struct Spreading {
    double per_hour = 0;         ///< λ
    double growth_per_hour = 0;  ///< β
    double hosts = 1;            ///< of the source group
    double chance = 0;           ///< that one attempt hits the target
    double others_after = 0;     ///< hours before which none but the first host can have hit it

    /// When the summed hazard of all hosts reaches `hazard`.
    [[nodiscard]] double hours_until(double hazard) const;
    /// When that of all but the first one does; drawn from Exp(1), the time of their first hit.
    [[nodiscard]] double hours_until_others(double hazard) const;
};

/// Of an autonomous profile. Precondition: the route leads from the one to the other.
[[nodiscard]] Spreading spreading(const AttackRules& rules, const RouteRule& route,
                                  federation::HostGroupId from, federation::HostGroupId to);

/// Successes an hour of one host of `from` against hosts of `to`.
[[nodiscard]] double hits_per_hour(const AttackRules& rules, const RouteRule& route,
                                   federation::HostGroupId from, federation::HostGroupId to);

/// β of a group: over the routes within its organisation that lead to it again.
[[nodiscard]] double growth_per_hour(const AttackRules& rules, federation::HostGroupId group);

}  // namespace kammerspiel::graph
