#pragma once

#include <vector>

#include "analysis/graph/attack_rules.hpp"

// What an attacker gets in the end, with all credentials that it has ever taken.

namespace kammerspiel::graph {

/// What is closed, isolated or blocked; empty vectors stand for nothing.
struct Obstacles {
    std::vector<bool> isolated;              ///< by HostGroupId
    std::vector<bool> closed;                ///< by LinkId
    std::vector<bool> worthless;             ///< by RealmId: its credentials
    std::vector<std::vector<bool>> blocked;  ///< by route of the rules, by target's organisation
};

struct Reach {
    std::vector<Integrity> level;  ///< by HostGroupId
    std::vector<bool> realm_taken;

    [[nodiscard]] bool controls(federation::HostGroupId group) const {
        return level[group.index()] == Integrity::controlled;
    }
};

/// The least fixpoint: whatever can be won is won and kept. Linear in groups and in the targets of
/// routes. Starts from the rules' entries with these numbers (positions in `rules.entries`).
[[nodiscard]] Reach reach_of(const AttackRules& rules, const std::vector<std::size_t>& entries,
                             const Obstacles& obstacles = {});

/// From all entries.
[[nodiscard]] Reach reach_of(const AttackRules& rules, const Obstacles& obstacles = {});

/// Whether a way over `route` between the organisations is open.
[[nodiscard]] bool is_open(const RouteRule& route, federation::OrganisationId from,
                           federation::OrganisationId to, const Obstacles& obstacles);

}  // namespace kammerspiel::graph
