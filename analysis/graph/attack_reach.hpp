#pragma once

#include <vector>

#include "analysis/graph/attack_rules.hpp"
#include "analysis/graph/containment.hpp"

// What an attacker gets in the end, with all credentials that it has ever taken.

namespace kammerspiel::graph {

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
                             const Containment& containment = {});

/// From all entries.
[[nodiscard]] Reach reach_of(const AttackRules& rules, const Containment& containment = {});

/// Whether a way over `route` between the organisations is open.
[[nodiscard]] bool is_open(const RouteRule& route, federation::OrganisationId from,
                           federation::OrganisationId to, const Containment& containment);

}  // namespace kammerspiel::graph
