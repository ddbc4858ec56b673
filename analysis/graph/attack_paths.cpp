#include "kammerspiel/graph/attack_paths.hpp"

#include <algorithm>
#include <limits>

#include "analysis/graph/entry_paths.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {

ProfilePaths attack_paths_of(const scenario::Scenario& scenario,
                             const federation::Federation& federation, std::uint32_t profile,
                             const PathOptions& options) {
    const AttackRules rules = attack_rules(scenario, federation, profile);
    const AttackGraph graph(rules);
    PathSampler sampler(rules, options, scenario.horizon);
    ProfilePaths of_profile;
    of_profile.profile = profile;
    of_profile.is_complete = graph.is_complete();
    const auto entries = static_cast<std::uint32_t>(rules.entries.size());
    const std::uint32_t shown = std::min(entries, options.most_entries);
    of_profile.entries_left_out = entries - shown;
    for (std::uint32_t e = 0; e < shown; ++e) {
        of_profile.entries.push_back(PathsFromEntry(graph, e, sampler, options).analyse());
    }
    return of_profile;
}

std::vector<ProfilePaths> attack_paths(const scenario::Scenario& scenario,
                                       const federation::Federation& federation,
                                       const PathOptions& options) {
    std::vector<ProfilePaths> all;
    for (std::uint32_t p = 0; p < scenario.attackers.size(); ++p) {
        all.push_back(attack_paths_of(scenario, federation, p, options));
    }
    return all;
}

}  // namespace kammerspiel::graph
