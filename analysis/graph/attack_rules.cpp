#include "analysis/graph/attack_rules.hpp"

#include <algorithm>

#include "kammerspiel/base/distribution.hpp"

namespace kammerspiel::graph {

using federation::Federation;

AttackRules attack_rules(const scenario::Scenario& scenario, const Federation& federation,
                         std::uint32_t number) {
    const scenario::AttackerProfile& profile = scenario.attackers[number];
    AttackRules rules{.federation = &federation, .profile = &profile, .routes = {}, .entries = {}};
    for (std::uint32_t r = 0; r < profile.routes.size(); ++r) {
        const scenario::Route& written = profile.routes[r];
        if (written.success.value() <= 0) continue;
        rules.routes.push_back({federation::resolve(federation, written, r),
                                std::max(0.0, mean(written.time).in_hours()),
                                written.success.value()});
    }
    const auto entries = federation::entries_of(scenario, federation);
    for (std::uint32_t e = 0; e < entries.size(); ++e) {
        if (!entries[e].attackers[number] || entries[e].at.empty()) continue;
        rules.entries.push_back({e, entries[e].at.groups, entries[e].yields});
    }
    return rules;
}

}  // namespace kammerspiel::graph
