#include "analysis/graph/cached_credentials.hpp"

#include <algorithm>

namespace kammerspiel::graph {

using federation::HostGroupId;
using federation::OrganisationId;

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
    for (auto& where : where_) {
        std::sort(where.begin(), where.end());
        where.erase(std::unique(where.begin(), where.end()), where.end());
    }
}

bool CachedCredentials::is_of_use(OrganisationId where, federation::RealmId realm) const {
    const auto& of_realm = where_[realm.index()];
    return std::binary_search(of_realm.begin(), of_realm.end(), where);
}

}  // namespace kammerspiel::graph
