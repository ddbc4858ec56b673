#include "sim/scenario/outbreak.hpp"

#include <algorithm>

namespace kammerspiel::scenario {
namespace {

template <typename Wanted, typename Predicate>
bool does(const Strategy& strategy, Predicate is_meant) {
    return std::any_of(strategy.plays.begin(), strategy.plays.end(), [&](const Play& play) {
        return std::any_of(play.actions.begin(), play.actions.end(), [&](const Action& action) {
            const auto* wanted = std::get_if<Wanted>(&action);
            return wanted != nullptr && is_meant(*wanted);
        });
    });
}

bool stops(const Strategy& strategy, const Route& route) {
    return does<BlockTechnique>(
               strategy,
               [&](const BlockTechnique& block) { return block.technique == route.technique; }) ||
           (route.over &&
            does<CloseLink>(strategy,
                            [&](const CloseLink& close) { return close.link == *route.over; })) ||
           (route.needs_credentials &&
            does<ResetCredentials>(strategy, [](const ResetCredentials&) { return true; }));
}

bool spreads(const Route& route) {
    return !route.to_itself && route.yields && route.success > Probability{0.0};
}

/// Compromised hosts may come into the clean zone.
bool lets_through(const Restore& restore) {
    return restore.into_clean_zone && restore.rebuild != Restore::Rebuild::everything &&
           restore.thoroughness < Probability{1.0};
}

void warn(const Strategy& strategy, const AttackerProfile& attacker, Diagnostics& out) {
    const auto way =
        std::find_if(attacker.routes.begin(), attacker.routes.end(),
                     [&](const Route& route) { return spreads(route) && !stops(strategy, route); });
    if (way == attacker.routes.end()) return;
    out.warning(strategy.name.place, {"scenario.strategy.outbreak",
                                      {{"strategy", strategy.name.text},
                                       {"route", way->name.text},
                                       {"attacker", attacker.name.text}}});
}

}  // namespace

void warn_of_outbreaks(const Scenario& scenario, Diagnostics& out) {
    for (const Strategy& strategy : scenario.strategies) {
        if (!does<Restore>(strategy, lets_through)) continue;
        for (const AttackerProfile& attacker : scenario.attackers) {
            if (attacker.kind == AttackerProfile::Kind::autonomous) warn(strategy, attacker, out);
        }
    }
}

}  // namespace kammerspiel::scenario
