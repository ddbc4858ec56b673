#include "sim/scenario/reach.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "sim/scenario/selection.hpp"

namespace kammerspiel::scenario {
namespace {

/// How far one attacker can come at best, by kinds of organisations. Route by route until nothing
/// is added; a route costs as much as the federation has host groups.
class Reach {
   public:
    Reach(const Scenario& scenario, const AttackerProfile& attacker)
        : scenario_(scenario), attacker_(attacker) {
        for (std::size_t o = 0; o < scenario.organisations.size(); ++o) {
            const Organisation& organisation = scenario.organisations[o];
            by_id_.emplace(organisation.id.text, o);
            reached_.emplace_back(organisation.host_groups.size(), Integrity::clean);
        }
        enter();
        bool adds = true;
        while (adds) {
            adds = false;
            for (const Route& route : attacker.routes) adds |= follow(route);
        }
    }

    [[nodiscard]] bool controls(const Selector& selector) const {
        return finds(selector, Integrity::controlled);
    }

   private:
    const Scenario& scenario_;
    const AttackerProfile& attacker_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::vector<std::vector<Integrity>> reached_;  ///< by organisation and host group

    [[nodiscard]] bool finds(const Selector& selector, Integrity least) const {
        for (std::size_t o = 0; o < reached_.size(); ++o) {
            if (finds(selector, least, o)) return true;
        }
        return false;
    }

    [[nodiscard]] bool finds(const Selector& selector, Integrity least, std::size_t at) const {
        const Organisation& organisation = scenario_.organisations[at];
        for (std::size_t g = 0; g < organisation.host_groups.size(); ++g) {
            if (reached_[at][g] >= least &&
                selects(selector, organisation, organisation.host_groups[g])) {
                return true;
            }
        }
        return false;
    }

    bool raise(const Selector& selector, Integrity to, std::size_t at) {
        bool adds = false;
        const Organisation& organisation = scenario_.organisations[at];
        for (std::size_t g = 0; g < organisation.host_groups.size(); ++g) {
            if (reached_[at][g] >= to) continue;
            if (!selects(selector, organisation, organisation.host_groups[g])) continue;
            reached_[at][g] = to;
            adds = true;
        }
        return adds;
    }

    void enter() {
        for (const Entry& entry : scenario_.entries) {
            const auto& who = entry.attackers;
            const bool is_its =
                who.empty() || std::find(who.begin(), who.end(), attacker_.name) != who.end();
            if (!is_its) continue;
            for (std::size_t o = 0; o < reached_.size(); ++o) raise(entry.at, entry.yields, o);
        }
    }

    bool follow(const Route& route) {
        if (!route.yields || route.success <= Probability{0.0}) return false;
        bool adds = false;
        for (std::size_t o = 0; o < reached_.size(); ++o) {
            if (route.to_itself) {
                adds |= take_over(route, o);
            } else if (!route.over) {
                if (finds(route.from, route.requires_integrity, o)) {
                    adds |= raise(route.to, *route.yields, o);
                }
            } else {
                adds |= cross(route, o);
            }
        }
        return adds;
    }

    bool take_over(const Route& route, std::size_t at) {
        bool adds = false;
        const Organisation& organisation = scenario_.organisations[at];
        for (std::size_t g = 0; g < organisation.host_groups.size(); ++g) {
            Integrity& has = reached_[at][g];
            if (has < route.requires_integrity || has >= *route.yields) continue;
            if (!selects(route.from, organisation, organisation.host_groups[g])) continue;
            has = *route.yields;
            adds = true;
        }
        return adds;
    }

    /// A link is crossed from either of its ends.
    bool cross(const Route& route, std::size_t at) {
        bool adds = false;
        for (const Link& link : scenario_.organisations[at].links) {
            if (link.name != *route.over || !link.to) continue;
            const auto other = by_id_.find(link.to->text);
            if (other == by_id_.end()) continue;
            for (const auto& [from, to] :
                 {std::pair{at, other->second}, std::pair{other->second, at}}) {
                if (finds(route.from, route.requires_integrity, from)) {
                    adds |= raise(route.to, *route.yields, to);
                }
            }
        }
        return adds;
    }
};

}  // namespace

void warn_of_unreachable_impacts(const Scenario& scenario, Diagnostics& out) {
    for (const AttackerProfile& attacker : scenario.attackers) {
        if (attacker.impacts.empty()) continue;
        const Reach reach(scenario, attacker);
        for (const AttackImpact& impact : attacker.impacts) {
            if (reach.controls(impact.trigger)) continue;
            out.warning(impact.name.place,
                        {"scenario.impact.never",
                         {{"impact", impact.name.text}, {"attacker", attacker.name.text}}});
        }
    }
}

}  // namespace kammerspiel::scenario
