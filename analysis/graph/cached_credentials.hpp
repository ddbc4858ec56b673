#pragma once

#include <vector>

#include "analysis/graph/attack_rules.hpp"

namespace kammerspiel::graph {

/// Where it is of use to carry a realm's credentials: in organisations from which a route that
/// needs them leads to a group of that realm, and in those that lie on a way there, over links that
/// routes cross, from where they can be taken. Of many organisations with many realms only those on
/// a shortest way: most of the others would bring nothing but states.
class CachedCredentials {
   public:
    explicit CachedCredentials(const AttackRules& rules);

    [[nodiscard]] bool is_of_use(federation::OrganisationId where, federation::RealmId realm) const;
    /// Ascending.
    [[nodiscard]] const std::vector<federation::OrganisationId>& where_of_use(
        federation::RealmId realm) const {
        return where_[realm.index()];
    }
    /// Host groups of a realm, ascending.
    [[nodiscard]] const std::vector<federation::HostGroupId>& groups_of(
        federation::RealmId realm) const {
        return groups_[realm.index()];
    }

   private:
    /// Organisations times realms up to which every way counts.
    static constexpr std::size_t most_pairs = 65'536;
    /// Organisations that are looked at for the shortest ways of one realm.
    static constexpr std::size_t most_looked_at = 4096;

    void add_ways(const AttackRules& rules);

    std::vector<std::vector<federation::OrganisationId>> where_;
    std::vector<std::vector<federation::HostGroupId>> groups_;
};

}  // namespace kammerspiel::graph
