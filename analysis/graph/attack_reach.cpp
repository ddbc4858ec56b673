#include "analysis/graph/attack_reach.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <unordered_set>

namespace kammerspiel::graph {
namespace {

using federation::HostGroupId;
using federation::OrganisationId;
using federation::RealmId;
using federation::ZoneId;

class Fixpoint {
   public:
    Fixpoint(const AttackRules& rules, const Containment& containment)
        : rules_(rules), containment_(containment), waiting_(rules.federation->realms.size()) {
        reach_.level.assign(rules.federation->host_groups.size(), Integrity::clean);
        reach_.realm_taken.assign(rules.federation->realms.size(), false);
        used_.assign(rules.routes.size() * rules.federation->organisations.size(), false);
    }

    Reach from(const std::vector<std::size_t>& entries) && {
        for (const std::size_t e : entries) {
            for (const HostGroupId group : rules_.entries[e].groups) {
                win(group, rules_.entries[e].yields);
            }
        }
        while (!news_.empty()) {
            const HostGroupId group = news_.front();
            news_.pop_front();
            go_on_from(group);
        }
        return std::move(reach_);
    }

   private:
    struct Pending {
        std::uint32_t route;
        HostGroupId target;
    };
    const AttackRules& rules_;
    const Containment& containment_;
    Reach reach_;
    std::deque<HostGroupId> news_;
    std::vector<std::vector<Pending>> waiting_;  ///< by realm that must be taken first
    std::vector<bool> used_;                     ///< by route and organisation of the source
    std::unordered_set<std::uint64_t> used_in_zone_;

    void win(HostGroupId group, Integrity integrity) {
        if (containment_.isolates(group)) return;
        if (reach_.level[group.index()] >= integrity) return;
        reach_.level[group.index()] = integrity;
        news_.push_back(group);
    }

    void take(RealmId realm) {
        if (reach_.realm_taken[realm.index()]) return;
        if (containment_.resets(realm)) return;
        reach_.realm_taken[realm.index()] = true;
        for (const Pending& pending : std::exchange(waiting_[realm.index()], {})) {
            succeed(pending.route, pending.target);
        }
    }

    /// An attempt on `target`, from where it is possible: at once, or once the realm is taken.
    void attempt(std::uint32_t route, HostGroupId target) {
        const auto& realm = rules_.group(target).realm;
        if (rules_.routes[route].needs_credentials) {
            if (!realm) return;
            if (!reach_.realm_taken[realm->index()]) {
                waiting_[realm->index()].push_back({route, target});
                return;
            }
        }
        succeed(route, target);
    }

    void succeed(std::uint32_t route, HostGroupId target) {
        const auto& group = rules_.group(target);
        const RouteRule& rule = rules_.routes[route];
        if (containment_.blocks(rule.number, group.organisation)) return;
        if (containment_.isolates(target)) return;
        if (rule.yields) win(target, *rule.yields);
        if (rule.yields_credentials && group.realm) take(*group.realm);
    }

    void go_on_from(HostGroupId group) {
        for (std::uint32_t r = 0; r < rules_.routes.size(); ++r) {
            const RouteRule& route = rules_.routes[r];
            if (!route.from[group.index()]) continue;
            if (reach_.level[group.index()] < route.requires_integrity) continue;
            if (route.to_itself) {
                attempt(r, group);
            } else {
                reach_out(r, group);
            }
        }
    }

    void reach_out(std::uint32_t route, HostGroupId from) {
        const auto& source = rules_.group(from);
        const std::size_t organisation = source.organisation.index();
        const std::size_t organisations = rules_.federation->organisations.size();
        const std::size_t use = route * organisations + organisation;
        const auto& groups = rules_.routes[route].targets[organisation].groups;
        const bool is_new = !used_[use];
        used_[use] = true;
        const bool is_new_zone =
            used_in_zone_
                .insert((std::uint64_t{route} << 48U) ^
                        (static_cast<std::uint64_t>(organisation) << 24U) ^ source.zone.value)
                .second;
        if (!is_new && !is_new_zone) {
            // Only the group itself can be in its own reach and out of its zone's.
            if (!rules_.group(from).reachable_from.empty()) attempt_itself(route, from, groups);
            return;
        }
        for (const HostGroupId target : groups) {
            const auto& wanted = rules_.group(target);
            if (wanted.reachable_from.empty() ? !is_new : !is_reachable_now(target, from)) continue;
            if (!is_open(rules_.routes[route], source.organisation, wanted.organisation,
                         containment_)) {
                continue;
            }
            attempt(route, target);
        }
    }

    bool is_reachable_now(HostGroupId target, HostGroupId from) const {
        return federation::is_reachable(*rules_.federation, target, from);
    }

    void attempt_itself(std::uint32_t route, HostGroupId from,
                        const std::vector<HostGroupId>& groups) {
        if (std::binary_search(groups.begin(), groups.end(), from)) attempt(route, from);
    }
};

}  // namespace

bool is_open(const RouteRule& route, OrganisationId from, OrganisationId to,
             const Containment& containment) {
    if (!route.crosses) return true;
    const auto links = route.between(from, to);
    return std::none_of(links.begin(), links.end(), [&](const Crossing& crossing) {
        return containment.closes(crossing.link);
    });
}

Reach reach_of(const AttackRules& rules, const std::vector<std::size_t>& entries,
               const Containment& containment) {
    return Fixpoint(rules, containment).from(entries);
}

Reach reach_of(const AttackRules& rules, const Containment& containment) {
    std::vector<std::size_t> all(rules.entries.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return reach_of(rules, all, containment);
}

}  // namespace kammerspiel::graph
