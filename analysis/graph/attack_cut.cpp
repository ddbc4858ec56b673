#include "kammerspiel/graph/attack_cut.hpp"

#include <algorithm>
#include <tuple>

#include "analysis/graph/critical_assets.hpp"
#include "analysis/graph/cut_ways.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::HostGroupId;
using federation::OrganisationId;

using Parts = std::vector<std::uint32_t>;

/// Beyond this many host groups one drawing of the ways has to do.
constexpr std::size_t large = 20'000;
/// Trials × host groups that are spent on leaving parts out.
constexpr std::size_t most_cut_work = 3'000'000;

struct CutTargets {
    std::vector<bool> reached;  ///< by HostGroupId: without any cut, if only as a foothold
    std::uint32_t entered = 0;  ///< where the attacker comes in: no cut keeps it from them
};

CutTargets targets_of(const AttackRules& rules, const Reach& reach, CutTarget target) {
    const Federation& federation = *rules.federation;
    std::vector<bool> is_entered(federation.organisations.size(), false);
    std::vector<bool> is_entry(federation.host_groups.size(), false);
    for (const EntryRule& entry : rules.entries) {
        for (const HostGroupId group : entry.groups) {
            is_entered[rules.group(group).organisation.index()] = true;
            is_entry[group.index()] = true;
        }
    }
    const auto is_wanted = [&](const federation::HostGroup& group) {
        const auto kind = asset_kind(group);
        switch (target) {
            case CutTarget::identity: return kind == AssetKind::identity;
            case CutTarget::backup: return kind == AssetKind::backup;
            case CutTarget::management: return kind == AssetKind::management;
            case CutTarget::outside: return !is_entered[group.organisation.index()];
        }
        unreachable();
    };
    CutTargets targets{std::vector<bool>(federation.host_groups.size(), false), 0};
    for (std::size_t g = 0; g < targets.reached.size(); ++g) {
        if (reach.level[g] == Integrity::clean || !is_wanted(federation.host_groups[g])) continue;
        if (is_entry[g]) {
            ++targets.entered;
        } else {
            targets.reached[g] = true;
        }
    }
    return targets;
}

/// Whether the attacker has each of the merged ways: nothing hangs on credentials, nor on whether a
/// host is a foothold or controlled.
bool has_all_ways(const AttackRules& rules) {
    const auto controls = [](Integrity yields) { return yields == Integrity::controlled; };
    return std::all_of(rules.routes.begin(), rules.routes.end(),
                       [&](const RouteRule& route) {
                           return !route.needs_credentials &&
                                  (!route.yields || controls(*route.yields));
                       }) &&
           std::all_of(rules.entries.begin(), rules.entries.end(),
                       [&](const EntryRule& entry) { return controls(entry.yields); });
}

class CutSearch {
   public:
    CutSearch(const AttackRules& rules, const Reach& reach, const CutCosts& costs,
              std::vector<bool> is_target)
        : rules_(rules), reach_(reach), parts_(rules, costs), is_target_(std::move(is_target)) {}

    AttackCut by_links() {
        std::optional<Parts> best = best_of({{false, false}, {false, true}});
        // In a large federation only where there is nothing else: it takes many trials.
        if (!best || rules_.federation->host_groups.size() <= large) {
            std::optional<Parts> other = from_everything();
            if (is_better(other, best)) best = std::move(other);
        }
        AttackCut cut = answer(best);
        if (best && has_all_ways(rules_)) {
            const CutWays ways(rules_, reach_, is_target_, {}, parts_);
            cut.is_least |= cut.per_day.count() <= ways.least_cost() * (1 + 1e-9) + 1e-9;
        }
        links_ = std::move(best);
        return cut;
    }

    /// After by_links, whose answer holds here too.
    AttackCut by_techniques() {
        std::optional<Parts> best = best_of({{true, true}, {true, false}});
        if (is_better(links_, best)) best = links_;
        return answer(best);
    }

   private:
    const AttackRules& rules_;
    const Reach& reach_;
    CutParts parts_;
    std::vector<bool> is_target_;
    std::optional<Parts> links_;

    static AttackCut impossible() {
        AttackCut cut;
        cut.outcome = AttackCut::Outcome::impossible;
        return cut;
    }

    AttackCut answer(const std::optional<Parts>& best) const {
        if (!best) return impossible();
        AttackCut cut = parts_.as_cut(*best);
        cut.is_least = cut.per_day.count() == 0;
        return cut;
    }

    double cost(const Parts& parts) const {
        double sum = 0;
        for (const std::uint32_t part : parts) sum += parts_.cost()[part];
        return sum;
    }

    bool is_better(const std::optional<Parts>& a, const std::optional<Parts>& b) const {
        if (!a || !b) return a.has_value();
        return std::tuple(cost(*a), a->size()) < std::tuple(cost(*b), b->size());
    }

    std::optional<Parts> best_of(std::vector<CutDrawing> drawings) {
        if (reach_.level.size() > large) drawings.resize(1);
        std::optional<Parts> best;
        for (const CutDrawing drawing : drawings) {
            const CutWays ways(rules_, reach_, is_target_, drawing, parts_);
            std::optional<Parts> found = ways.minimum_cut();
            if (!found) continue;
            ensure(separates(*found), "a minimum cut of {} parts leaves a way open for '{}'",
                   found->size(), rules_.profile->name.text);
            without_the_needless(*found);
            if (is_better(found, best)) best = std::move(found);
        }
        return best;
    }

    bool separates(const Parts& parts) const {
        const Reach left = reach_of(rules_, parts_.as_containment(parts));
        for (std::size_t g = 0; g < is_target_.size(); ++g) {
            if (is_target_[g] && left.level[g] != Integrity::clean) return false;
        }
        return true;
    }

    /// Leaves out what the others do without, the dearest first: many at once, then ever fewer.
    /// Precondition: they separate.
    void without_the_needless(Parts& parts) const {
        std::size_t trials = most_cut_work / std::max<std::size_t>(is_target_.size(), 1);
        Parts by_cost = parts;
        std::stable_sort(by_cost.begin(), by_cost.end(), [&](std::uint32_t a, std::uint32_t b) {
            return parts_.cost()[a] > parts_.cost()[b];
        });
        for (std::size_t size = by_cost.size(); size > 0; size /= 2) {
            for (std::size_t first = 0; first < by_cost.size();) {
                if (trials-- == 0) return;
                Parts fewer = by_cost;
                const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(first);
                const auto count = std::min(size, by_cost.size() - first);
                fewer.erase(from, from + static_cast<std::ptrdiff_t>(count));
                if (!separates(fewer)) {
                    first += count;
                    continue;
                }
                by_cost = std::move(fewer);
            }
        }
        std::sort(by_cost.begin(), by_cost.end());
        parts = std::move(by_cost);
    }

    /// All links and groups that may be cut.
    Parts everything() const {
        Parts all;
        std::vector<bool> is_fixed = is_target_;
        for (const EntryRule& entry : rules_.entries) {
            for (const HostGroupId group : entry.groups) is_fixed[group.index()] = true;
        }
        for (const RouteRule& route : rules_.routes) {
            for (const Crossing& crossing : route.crossings) {
                all.push_back(parts_.part(crossing.link));
            }
        }
        for (std::size_t g = 0; g < is_fixed.size(); ++g) {
            if (is_fixed[g] || reach_.level[g] == Integrity::clean) continue;
            all.push_back(parts_.part(HostGroupId{g}));
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    /// Whether any cut of links and groups separates; if so, what is left when as much as possible
    /// of everything is left out. Finds cuts that hang on credentials, which flows do not see.
    std::optional<Parts> from_everything() const {
        Parts all = everything();
        if (!separates(all)) return std::nullopt;
        without_the_needless(all);
        return all;
    }
};

/// Of these organisations and of those that depend on them directly.
std::uint64_t members_of(const Federation& federation, const std::vector<bool>& owners) {
    std::vector<bool> is_concerned = owners;
    for (std::size_t o = 0; o < owners.size(); ++o) {
        if (!owners[o]) continue;
        for (const auto& subscriber : federation.subscribers_of(OrganisationId{o})) {
            is_concerned[subscriber.organisation.index()] = true;
        }
    }
    std::uint64_t members = 0;
    for (std::size_t o = 0; o < is_concerned.size(); ++o) {
        if (is_concerned[o]) members += federation.organisations[o].members;
    }
    return members;
}

ProfileCut cut_of(const AttackRules& rules, const Reach& reach, const CutCosts& costs,
                  CutTarget target) {
    ProfileCut cut;
    cut.target = target;
    auto [is_target, entered] = targets_of(rules, reach, target);
    cut.entered = entered;
    std::vector<bool> is_concerned(rules.federation->organisations.size(), false);
    for (std::size_t g = 0; g < is_target.size(); ++g) {
        if (!is_target[g]) continue;
        cut.reached.emplace_back(g);
        ++cut.groups;
        const OrganisationId owner = rules.federation->host_groups[g].organisation;
        is_concerned[owner.index()] = true;
    }
    cut.members = members_of(*rules.federation, is_concerned);
    if (cut.groups == 0) return cut;
    CutSearch search(rules, reach, costs, std::move(is_target));
    cut.by_links = search.by_links();
    cut.by_techniques = search.by_techniques();
    return cut;
}

}  // namespace

std::vector<ProfileCut> attack_cuts_of(const scenario::Scenario& scenario,
                                       const Federation& federation, std::uint32_t profile,
                                       const CutCosts& costs) {
    std::vector<ProfileCut> all;
    const AttackRules rules = attack_rules(scenario, federation, profile);
    if (rules.entries.empty()) return all;
    const Reach reach = reach_of(rules);
    for (const CutTarget target :
         {CutTarget::identity, CutTarget::backup, CutTarget::management, CutTarget::outside}) {
        all.push_back(cut_of(rules, reach, costs, target));
        all.back().profile = profile;
    }
    return all;
}

std::vector<ProfileCut> attack_cuts(const scenario::Scenario& scenario,
                                    const Federation& federation, const CutCosts& costs) {
    std::vector<ProfileCut> all;
    for (std::uint32_t p = 0; p < scenario.attackers.size(); ++p) {
        const auto of_profile = attack_cuts_of(scenario, federation, p, costs);
        all.insert(all.end(), of_profile.begin(), of_profile.end());
    }
    return all;
}

}  // namespace kammerspiel::graph
