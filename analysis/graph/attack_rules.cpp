#include "analysis/graph/attack_rules.hpp"

#include <algorithm>
#include <tuple>

#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/federation/selector.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::LinkId;
using federation::OrganisationId;

std::vector<Crossing> crossings_of(const Federation& federation, const std::string& name) {
    std::vector<Crossing> crossings;
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        const federation::Link& link = federation.links[l];
        if (link.local_name != name || !link.to) continue;
        const auto [low, high] = std::minmax(link.organisation, *link.to);
        crossings.push_back({low, high, LinkId{l}});
    }
    std::sort(crossings.begin(), crossings.end(), [](const Crossing& a, const Crossing& b) {
        return std::tie(a.low, a.high, a.link) < std::tie(b.low, b.high, b.link);
    });
    return crossings;
}

RouteRule rule_of(const Federation& federation, const scenario::Route& written,
                  std::uint32_t number) {
    return {.written = &written,
            .number = number,
            .from = federation::chosen(federation, written.from),
            .targets = federation::targets_of(federation, written),
            .crossings = written.over ? crossings_of(federation, written.over->text)
                                      : std::vector<Crossing>{},
            .hours_per_attempt = std::max(0.0, mean(written.time).in_hours()),
            .success = written.success.value()};
}

bool enters(const scenario::Entry& entry, const scenario::AttackerProfile& profile) {
    return entry.attackers.empty() || std::find(entry.attackers.begin(), entry.attackers.end(),
                                                profile.name) != entry.attackers.end();
}

}  // namespace

std::span<const Crossing> RouteRule::between(OrganisationId a, OrganisationId b) const {
    const auto [low, high] = std::minmax(a, b);
    const auto ends = std::pair(low, high);
    const auto first = std::lower_bound(
        crossings.begin(), crossings.end(), ends,
        [](const Crossing& c, const auto& e) { return std::pair(c.low, c.high) < e; });
    auto last = first;
    while (last != crossings.end() && std::pair(last->low, last->high) == ends) ++last;
    return {first, last};
}

AttackRules attack_rules(const scenario::Scenario& scenario, const Federation& federation,
                         const scenario::AttackerProfile& profile) {
    AttackRules rules{.federation = &federation, .profile = &profile, .routes = {}, .entries = {}};
    for (std::uint32_t r = 0; r < profile.routes.size(); ++r) {
        if (profile.routes[r].success.value() <= 0) continue;
        rules.routes.push_back(rule_of(federation, profile.routes[r], r));
    }
    for (std::uint32_t e = 0; e < scenario.entries.size(); ++e) {
        const scenario::Entry& entry = scenario.entries[e];
        if (!enters(entry, profile)) continue;
        auto groups = federation::select(federation, entry.at);
        if (groups.empty()) continue;
        rules.entries.push_back({e, std::move(groups), entry.yields});
    }
    return rules;
}

}  // namespace kammerspiel::graph
