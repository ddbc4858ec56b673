#include "analysis/graph/attack_findings.hpp"

#include "analysis/graph/attack_reach.hpp"
#include "kammerspiel/federation/outside.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using scenario::AttackerProfile;

/// Of host groups those that the attacker can come to control.
std::vector<federation::HostGroupId> controlled_of(const std::vector<bool>& groups,
                                                   const Reach& reach) {
    std::vector<federation::HostGroupId> controlled;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const federation::HostGroupId id{g};
        if (groups[g] && reach.controls(id)) controlled.push_back(id);
    }
    return controlled;
}

/// Whether, once armed, it has anything to strike: what is controlled itself, what hands push it to
/// beside what arms it, and what `through` reaches.
bool has_targets(const AttackRules& rules, const federation::Impact& impact, const Reach& reach) {
    if (!controlled_of(impact.on, reach).empty()) return true;
    const Federation& federation = *rules.federation;
    std::vector<federation::OrganisationId> through;
    for (const auto group : controlled_of(impact.through, reach)) {
        through.push_back(rules.group(group).organisation);
    }
    const std::vector<bool> all_open(federation.links.size(), true);
    std::vector<bool> pushed = federation::joined_with(federation, all_open, through);
    if (!rules.is_autonomous()) {
        for (const auto group : controlled_of(impact.trigger, reach)) {
            pushed[rules.group(group).organisation.index()] = true;
        }
    }
    for (std::size_t g = 0; g < impact.on.size(); ++g) {
        if (impact.on[g] && pushed[federation.host_groups[g].organisation.index()]) return true;
    }
    return false;
}

/// Hands come in only where, with every link open, a chain of links leads from outside.
void warn_of_no_way_in(const AttackRules& rules, Diagnostics& out) {
    if (rules.is_autonomous() || rules.entries.empty()) return;
    const Federation& federation = *rules.federation;
    const federation::Outside outside(federation, std::vector<bool>(federation.links.size(), true));
    for (const EntryRule& entry : rules.entries) {
        for (const auto group : entry.groups) {
            if (outside.reaches(rules.group(group).organisation)) return;
        }
    }
    out.warning(rules.profile->name.place,
                {"structure.warning.no_way_in", {{"attacker", rules.profile->name.text}}});
}

}  // namespace

void warn_of_unreachable_impacts(const scenario::Scenario& scenario, const Federation& federation,
                                 Diagnostics& out) {
    for (std::uint32_t a = 0; a < scenario.attackers.size(); ++a) {
        const AttackerProfile& attacker = scenario.attackers[a];
        const AttackRules rules = attack_rules(scenario, federation, a);
        warn_of_no_way_in(rules, out);
        if (attacker.impacts.empty()) continue;
        const Reach reach = reach_of(rules);
        for (const scenario::AttackImpact& written : attacker.impacts) {
            const federation::Impact impact = federation::resolve(federation, written);
            const bool is_armed = !controlled_of(impact.trigger, reach).empty();
            if (is_armed && has_targets(rules, impact, reach)) continue;
            out.warning(
                written.name.place,
                {is_armed ? "structure.warning.impact_nowhere" : "structure.warning.impact_never",
                 {{"impact", written.name.text}, {"attacker", attacker.name.text}}});
        }
    }
}

}  // namespace kammerspiel::graph
