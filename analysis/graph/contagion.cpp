#include "kammerspiel/graph/contagion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>

#include "analysis/graph/attack_reach.hpp"
#include "analysis/graph/next_generation.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using scenario::AttackerProfile;

/// How quickly planners may hope to find a compromised host.
constexpr std::array removals{minutes(1),      minutes(5),      minutes(15),
                              hours(1),        hours(4),        hours(12),
                              spans_of_24h(1), spans_of_24h(3), spans_of_24h(7)};

struct Tried {
    Countermeasure what;
    Containment containment;
};

void add_strategy(const Federation& federation, const AttackerProfile& profile,
                  const scenario::Strategy& strategy, std::size_t number, std::vector<Tried>& all) {
    all.push_back(
        {{Countermeasure::Kind::strategy, strategy.name.text, number, strategy.name.place},
         by_strategy(federation, profile, strategy)});
    std::vector<Tried> plays;
    for (const scenario::Play& play : strategy.plays) {
        Containment containment = by_play(federation, profile, play);
        if (containment == Containment{}) continue;
        plays.push_back({{Countermeasure::Kind::play, play.name.text, number, play.name.place},
                         std::move(containment)});
    }
    if (plays.size() > 1) std::move(plays.begin(), plays.end(), std::back_inserter(all));
}

/// Techniques, links and credentials that the profile uses, in the order of its routes, and the
/// scenario's strategies.
std::vector<Tried> countermeasures(const Federation& federation, const scenario::Scenario& scenario,
                                   const AttackerProfile& profile) {
    std::vector<Tried> techniques, links, all;
    std::set<std::string> seen;
    const scenario::Route* with_credentials = nullptr;
    for (const scenario::Route& route : profile.routes) {
        const std::string& technique = route.technique;
        if (!technique.empty() && seen.insert("technique " + technique).second) {
            techniques.push_back({{Countermeasure::Kind::technique, technique, 0, route.name.place},
                                  without_technique(federation, profile, technique)});
        }
        if (route.over && seen.insert("link " + route.over->text).second) {
            links.push_back({{Countermeasure::Kind::link, route.over->text, 0, route.over->place},
                             without_link(federation, route.over->text)});
        }
        if (route.needs_credentials && with_credentials == nullptr) with_credentials = &route;
    }
    all = std::move(techniques);
    all.insert(all.end(), links.begin(), links.end());
    if (with_credentials != nullptr) {
        all.push_back({{Countermeasure::Kind::credentials, {}, 0, with_credentials->name.place},
                       without_credentials(federation)});
    }
    for (std::size_t s = 0; s < scenario.strategies.size(); ++s) {
        add_strategy(federation, profile, scenario.strategies[s], s, all);
    }
    return all;
}

Duration from_hours(double hours) {
    constexpr double micros_an_hour = 3.6e9;
    constexpr double longest = 4e18;  // microseconds, well within the range of a duration
    return Duration::micros(
        std::max<std::int64_t>(1, std::llround(std::min(hours * micros_an_hour, longest))));
}

/// The removal time at which R is 1, by bisection of its logarithm; R grows with the time. Nothing
/// where R comes above 1 only for times far beyond the horizon.
std::optional<Duration> critical_removal(const NextGeneration& generation, Duration horizon) {
    const Containment nothing;
    const auto dies_out = [&](double hours_to_removal) {
        return !radius_exceeds(generation.matrix(nothing, from_hours(hours_to_removal)), 1);
    };
    // Where R = 1 is wanted, R is about proportional to the time.
    constexpr double wide = 16;
    constexpr int most_steps = 64;
    constexpr double far = 1000;
    constexpr double exact = 1.0005;  // 0.05 % is less than anybody can find a host on time
    double low = horizon.in_hours();
    double high = low;
    for (int i = 0; i < most_steps && !dies_out(low); ++i) {
        high = low;
        low /= wide;
    }
    while (dies_out(high)) {
        if (high > far * horizon.in_hours()) return std::nullopt;
        low = high;
        high *= wide;
    }
    while (high / low > exact) {
        const double middle = std::sqrt(low * high);
        (dies_out(middle) ? low : high) = middle;
    }
    return from_hours(low);
}

/// R once countermeasures are in force; many take the same.
class Reproductions {
   public:
    explicit Reproductions(const NextGeneration& generation) : generation_(generation) {}

    Reproduction under(Containment containment) {
        for (const auto& [known, reproduction] : known_) {
            if (known == containment) return reproduction;
        }
        const Reproduction found = spectral_radius(generation_.matrix(containment, std::nullopt));
        known_.emplace_back(std::move(containment), found);
        return found;
    }

   private:
    const NextGeneration& generation_;
    std::vector<std::pair<Containment, Reproduction>> known_;
};

/// Credentials count where the attacker can come to have them; of a profile that enters nowhere all
/// that it could take.
NextGeneration generation_of(const Federation& federation, const scenario::Scenario& scenario,
                             std::size_t attacker) {
    const AttackerProfile& profile = scenario.attackers[attacker];
    const AttackRules rules =
        attack_rules(scenario, federation, static_cast<std::uint32_t>(attacker));
    if (rules.entries.empty()) return {federation, profile, scenario.horizon};
    return {federation, profile, scenario.horizon, reach_of(rules).realm_taken};
}

Spread spread_of(const Federation& federation, const scenario::Scenario& scenario,
                 std::size_t attacker) {
    const AttackerProfile& profile = scenario.attackers[attacker];
    const NextGeneration generation = generation_of(federation, scenario, attacker);
    Reproductions reproductions(generation);
    Spread spread{.attacker = attacker,
                  .unchecked = reproductions.under({}),
                  .until_horizon = generation.until_horizon(),
                  .by_removal = {},
                  .dies_out_within = {},
                  .doubles_in = {},
                  .contained = {}};
    for (const Duration after : removals) {
        if (after > scenario.horizon) break;
        spread.by_removal.push_back({after, spectral_radius(generation.matrix({}, after))});
    }
    if (spread.unchecked.number > 1) {
        spread.dies_out_within = critical_removal(generation, scenario.horizon);
    }
    if (spread.dies_out_within) {
        spread.doubles_in = from_hours(std::numbers::ln2 * spread.dies_out_within->in_hours());
    }
    for (Tried& tried : countermeasures(federation, scenario, profile)) {
        spread.contained.push_back(
            {std::move(tried.what), reproductions.under(std::move(tried.containment))});
    }
    return spread;
}

Pace pace_of(const Federation& federation, const scenario::Scenario& scenario,
             std::size_t attacker) {
    const AttackerProfile& profile = scenario.attackers[attacker];
    const NextGeneration generation = generation_of(federation, scenario, attacker);
    const double a_day = 24.0 * profile.hands;
    const auto quickest = generation.quickest({});
    Pace pace{.attacker = attacker,
              .hands = profile.hands,
              .compromises_a_day = quickest ? a_day * quickest->an_hour : 0,
              .route = quickest ? std::optional(quickest->route) : std::nullopt,
              .slowed = {}};
    for (Tried& tried : countermeasures(federation, scenario, profile)) {
        const auto left = generation.quickest(tried.containment);
        pace.slowed.push_back({std::move(tried.what), left ? a_day * left->an_hour : 0});
    }
    return pace;
}

}  // namespace

Contagion contagion(const Federation& federation, const scenario::Scenario& scenario) {
    Contagion all;
    for (std::size_t a = 0; a < scenario.attackers.size(); ++a) {
        if (scenario.attackers[a].kind == AttackerProfile::Kind::autonomous) {
            all.autonomous.push_back(spread_of(federation, scenario, a));
        } else {
            all.operated.push_back(pace_of(federation, scenario, a));
        }
    }
    return all;
}

Reproduction reproduction(const Federation& federation, const AttackerProfile& profile,
                          Duration horizon, std::optional<Duration> removed_after) {
    return spectral_radius(NextGeneration(federation, profile, horizon).matrix({}, removed_after));
}

}  // namespace kammerspiel::graph
