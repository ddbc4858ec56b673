#include "analysis/graph/cached_credentials.hpp"

#include <algorithm>

namespace kammerspiel::graph {

using federation::HostGroupId;
using federation::OrganisationId;

namespace {

/// By organisation: those that a route of the profile leads to over a link.
std::vector<std::vector<OrganisationId>> neighbours(const AttackRules& rules) {
    std::vector<std::vector<OrganisationId>> joined(rules.federation->organisations.size());
    for (const RouteRule& route : rules.routes) {
        if (!route.crosses) continue;
        for (std::size_t o = 0; o < joined.size(); ++o) {
            for (const HostGroupId target : route.targets[o].groups) {
                const OrganisationId there = rules.group(target).organisation;
                if (joined[o].empty() || joined[o].back() != there) joined[o].push_back(there);
            }
        }
    }
    for (auto& of_one : joined) {
        std::sort(of_one.begin(), of_one.end());
        of_one.erase(std::unique(of_one.begin(), of_one.end()), of_one.end());
    }
    return joined;
}

/// By realm: where a route yields its credentials.
std::vector<std::vector<OrganisationId>> where_taken(const AttackRules& rules) {
    std::vector<std::vector<OrganisationId>> taken(rules.federation->realms.size());
    const auto& all = rules.federation->host_groups;
    for (const RouteRule& route : rules.routes) {
        if (!route.yields_credentials) continue;
        const std::vector<bool>& victims = route.to_itself ? route.from : route.to;
        for (std::size_t g = 0; g < all.size(); ++g) {
            if (victims[g] && all[g].realm) {
                taken[all[g].realm->index()].push_back(all[g].organisation);
            }
        }
    }
    return taken;
}

/// Breadth first from some organisations until all that are wanted are found.
class Search {
   public:
    Search(const std::vector<std::vector<OrganisationId>>& neighbours)
        : neighbours_(neighbours), seen_(neighbours.size(), false), before_(neighbours.size()) {}

    /// Those on the shortest ways to each of `to`; of ways of one length the first.
    std::vector<OrganisationId> between(const std::vector<OrganisationId>& from,
                                        const std::vector<OrganisationId>& to, std::size_t most) {
        for (const OrganisationId id : from) find(id, id);
        std::size_t wanted = count_missing(to);
        for (std::size_t i = 0; i < found_.size() && wanted > 0 && found_.size() < most; ++i) {
            const std::size_t known = found_.size();
            for (const OrganisationId next : neighbours_[found_[i].index()]) find(next, found_[i]);
            if (found_.size() > known) wanted = count_missing(to);
        }
        std::vector<OrganisationId> ways;
        for (OrganisationId at : to) {
            if (!seen_[at.index()]) continue;
            for (; before_[at.index()] != at; at = before_[at.index()]) ways.push_back(at);
            ways.push_back(at);
        }
        for (const OrganisationId id : found_) seen_[id.index()] = false;
        found_.clear();
        return ways;
    }

   private:
    const std::vector<std::vector<OrganisationId>>& neighbours_;
    std::vector<bool> seen_;
    std::vector<OrganisationId> before_;
    std::vector<OrganisationId> found_;

    void find(OrganisationId id, OrganisationId before) {
        if (seen_[id.index()]) return;
        seen_[id.index()] = true;
        before_[id.index()] = before;
        found_.push_back(id);
    }
    std::size_t count_missing(const std::vector<OrganisationId>& wanted) const {
        return static_cast<std::size_t>(std::count_if(
            wanted.begin(), wanted.end(), [&](OrganisationId id) { return !seen_[id.index()]; }));
    }
};

/// All that the ways lead to, from some organisations on, and these.
std::vector<bool> reached(const std::vector<OrganisationId>& from,
                          const std::vector<std::vector<OrganisationId>>& ways) {
    std::vector<bool> seen(ways.size(), false);
    std::vector<OrganisationId> found;
    const auto find = [&](OrganisationId id) {
        if (seen[id.index()]) return;
        seen[id.index()] = true;
        found.push_back(id);
    };
    for (const OrganisationId id : from) find(id);
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const OrganisationId next : ways[found[i].index()]) find(next);
    }
    return seen;
}

std::vector<std::vector<OrganisationId>> turned(
    const std::vector<std::vector<OrganisationId>>& ways) {
    std::vector<std::vector<OrganisationId>> back(ways.size());
    for (std::size_t o = 0; o < ways.size(); ++o) {
        for (const OrganisationId to : ways[o]) back[to.index()].push_back(OrganisationId{o});
    }
    return back;
}

void sort_once(std::vector<OrganisationId>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

CachedCredentials::CachedCredentials(const AttackRules& rules)
    : where_(rules.federation->realms.size()), groups_(rules.federation->realms.size()) {
    const auto& all = rules.federation->host_groups;
    for (std::size_t g = 0; g < all.size(); ++g) {
        if (all[g].realm) groups_[all[g].realm->index()].push_back(HostGroupId{g});
    }
    for (const RouteRule& route : rules.routes) {
        if (!route.needs_credentials || route.to_itself) continue;
        for (std::size_t o = 0; o < route.targets.size(); ++o) {
            for (const HostGroupId target : route.targets[o].groups) {
                const auto& realm = rules.group(target).realm;
                if (!realm) continue;
                auto& where = where_[realm->index()];
                if (where.empty() || where.back() != OrganisationId{o}) {
                    where.push_back(OrganisationId{o});
                }
            }
        }
    }
    for (const RouteRule& route : rules.routes) {
        if (!route.needs_credentials || !route.to_itself) continue;
        for (std::size_t g = 0; g < all.size(); ++g) {
            if (route.from[g] && all[g].realm) {
                where_[all[g].realm->index()].push_back(all[g].organisation);
            }
        }
    }
    for (auto& where : where_) sort_once(where);
    add_ways(rules);
}

void CachedCredentials::add_ways(const AttackRules& rules) {
    const auto joined = neighbours(rules);
    const auto taken = where_taken(rules);
    const auto back = turned(joined);
    const bool is_small = joined.size() * where_.size() <= most_pairs;
    Search search(joined);
    for (std::size_t r = 0; r < where_.size(); ++r) {
        if (where_[r].empty() || taken[r].empty()) continue;
        if (is_small) {
            const std::vector<bool> from_there = reached(taken[r], joined);
            const std::vector<bool> to_there = reached(where_[r], back);
            for (std::size_t o = 0; o < joined.size(); ++o) {
                if (from_there[o] && to_there[o]) where_[r].push_back(OrganisationId{o});
            }
        } else {
            for (const OrganisationId id : search.between(taken[r], where_[r], most_looked_at)) {
                where_[r].push_back(id);
            }
        }
        sort_once(where_[r]);
    }
}

bool CachedCredentials::is_of_use(OrganisationId where, federation::RealmId realm) const {
    const auto& of_realm = where_[realm.index()];
    return std::binary_search(of_realm.begin(), of_realm.end(), where);
}

}  // namespace kammerspiel::graph
