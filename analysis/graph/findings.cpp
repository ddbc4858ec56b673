#include "kammerspiel/graph/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/graph/attack_findings.hpp"
#include "analysis/graph/attack_rules.hpp"
#include "analysis/graph/containment.hpp"
#include "analysis/graph/idle_plays.hpp"
#include "analysis/graph/staying_down.hpp"
#include "kammerspiel/federation/start.hpp"
#include "kammerspiel/graph/bootstrap.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::NeedGraph;
using federation::NeedNodeId;
using scenario::AttackerProfile;
using scenario::Strategy;

/// By local names where all of it is in one organisation.
std::string in_words(const NeedGraph& graph, const federation::StartCircle& circle) {
    const bool is_within_one = std::all_of(circle.begin(), circle.end(), [&](NeedNodeId node) {
        return graph.organisation(node) == graph.organisation(circle.front());
    });
    std::vector<std::string> names;
    for (const NeedNodeId node : circle) {
        const std::string name = graph.name(node);
        names.push_back(is_within_one ? name.substr(name.find('/') + 1) : name);
    }
    names.push_back(names.front());
    return fmt::format("{}", fmt::join(names, " → "));
}

/// After all was off: what comes back because a grace outlasts the repair (full, else 0). Whoever
/// has no grace needs no clock to know what cannot start.
std::vector<std::int32_t> back(const scenario::Scenario& scenario, const NeedGraph& graph) {
    std::vector<std::int32_t> levels(graph.size(), 0);
    const auto& needs = graph.federation().needs;
    const bool any_grace = std::any_of(
        needs.begin(), needs.end(), [](const auto& need) { return need.grace_slot.has_value(); });
    if (!any_grace) return levels;
    for (const Comeback& node : bootstrap(scenario, graph, Effort::tested).order) {
        levels[node.node.index()] = PartsPerMillion::full().count();
    }
    return levels;
}

void warn_of_black_start(const scenario::Scenario& scenario, const Federation& federation,
                         Diagnostics& out) {
    const NeedGraph graph(federation);
    for (const auto& circle : federation::start_circles(graph, back(scenario, graph))) {
        // Organisations of one template have theirs at one place in the file: told once.
        out.warning(graph.place(circle.front()),
                    {"structure.warning.black_start", {{"circle", in_words(graph, circle)}}});
    }
}

bool stops(const Containment& containment, const federation::Route& route) {
    if (!containment.blocked.empty() && any(containment.blocked[route.number])) return true;
    if (route.needs_credentials && any(containment.reset)) return true;
    return std::any_of(route.crossings.begin(), route.crossings.end(),
                       [&](const Crossing& crossing) { return containment.closes(crossing.link); });
}

/// Whether it restores so that compromised hosts may come into the clean zone.
bool lets_through(const Strategy& strategy) {
    return std::any_of(strategy.plays.begin(), strategy.plays.end(), [](const auto& play) {
        return std::any_of(play.actions.begin(), play.actions.end(), [](const auto& action) {
            const auto* restore = std::get_if<scenario::Restore>(&action);
            return restore != nullptr && restore->into_clean_zone &&
                   restore->rebuild != scenario::Restore::Rebuild::everything &&
                   restore->thoroughness < Probability{1.0};
        });
    });
}

void warn_of_outbreak(const Strategy& strategy, const AttackRules& rules, Diagnostics& out) {
    const Containment containment = by_strategy(*rules.federation, *rules.profile, strategy);
    const auto way =
        std::find_if(rules.routes.begin(), rules.routes.end(), [&](const RouteRule& route) {
            return !route.to_itself && route.yields && !stops(containment, route);
        });
    if (way == rules.routes.end()) return;
    out.warning(strategy.name.place, {"structure.warning.outbreak",
                                      {{"strategy", strategy.name.text},
                                       {"route", rules.written(*way).name.text},
                                       {"attacker", rules.profile->name.text}}});
}

void warn_of_outbreaks(const scenario::Scenario& scenario, const Federation& federation,
                       Diagnostics& out) {
    for (const Strategy& strategy : scenario.strategies) {
        if (!lets_through(strategy)) continue;
        for (std::uint32_t a = 0; a < scenario.attackers.size(); ++a) {
            if (scenario.attackers[a].kind != AttackerProfile::Kind::autonomous) continue;
            warn_of_outbreak(strategy, attack_rules(scenario, federation, a), out);
        }
    }
}

/// Of a strategy that brings nothing back at all, the check of the scenario says so.
bool brings_back(const Strategy& strategy) {
    return std::any_of(strategy.plays.begin(), strategy.plays.end(), [](const auto& play) {
        return std::any_of(play.actions.begin(), play.actions.end(), [](const auto& action) {
            return std::holds_alternative<scenario::Restore>(action) ||
                   std::holds_alternative<scenario::OpenLink>(action);
        });
    });
}

void warn_of_what_stays_down(const scenario::Scenario& scenario, const Federation& federation,
                             Diagnostics& out) {
    const NeedGraph graph(federation);
    for (const Strategy& strategy : scenario.strategies) {
        if (!brings_back(strategy)) continue;
        const std::vector<std::string> names = staying_down(graph, strategy);
        if (names.empty()) continue;
        out.warning(strategy.name.place, {"structure.warning.stays_down",
                                          {{"strategy", strategy.name.text}, {"what", names}}});
    }
}

}  // namespace

void warn_of_structure(const scenario::Scenario& scenario, const Federation& federation,
                       Diagnostics& out) {
    warn_of_black_start(scenario, federation, out);
    warn_of_unreachable_impacts(scenario, federation, out);
    warn_of_outbreaks(scenario, federation, out);
    warn_of_what_stays_down(scenario, federation, out);
    warn_of_idle_plays(scenario, NeedGraph(federation), out);
}

}  // namespace kammerspiel::graph
