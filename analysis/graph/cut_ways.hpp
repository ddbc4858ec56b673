#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/graph/attack_reach.hpp"
#include "analysis/graph/cut_network.hpp"
#include "kammerspiel/graph/attack_cut.hpp"

namespace kammerspiel::graph {

/// What can be cut, numbered: links by LinkId, then host groups by HostGroupId, then techniques at
/// organisations as they are met.
class CutParts {
   public:
    CutParts(const AttackRules& rules, const CutCosts& costs);

    [[nodiscard]] std::uint32_t part(federation::LinkId link) const { return link.value; }
    [[nodiscard]] std::uint32_t part(federation::HostGroupId group) const {
        return links_ + group.value;
    }
    std::uint32_t part(std::uint32_t route, federation::OrganisationId organisation);

    [[nodiscard]] const std::vector<double>& cost() const { return cost_; }
    /// Links, groups and techniques of sorted parts, and what they cost.
    [[nodiscard]] AttackCut as_cut(const std::vector<std::uint32_t>& parts) const;
    [[nodiscard]] Containment as_containment(const std::vector<std::uint32_t>& parts) const;

   private:
    const AttackRules& rules_;
    std::uint32_t links_ = 0;
    std::uint32_t groups_ = 0;
    std::vector<double> cost_;
    std::vector<TechniqueBlock> blocks_;
    std::map<std::pair<std::string, std::uint32_t>, std::uint32_t> number_of_block_;
};

/// How the ways are drawn. All of them have at least the ways that the attacker has.
struct CutDrawing {
    /// Attempts of a technique at an organisation can be blocked. Footholds and control are then
    /// places of their own; else a group is one place, as isolating it takes both.
    bool with_techniques = false;
    /// Within an organisation, who has the credentials needs no host to start from; else, who has
    /// the host needs no credentials.
    bool by_credentials = false;
};

/// The ways of a profile from its entries to the groups of a target.
class CutWays {
   public:
    /// `reach`: without containment; what it does not reach is left out. `is_target` by
    /// HostGroupId.
    CutWays(const AttackRules& rules, const Reach& reach, const std::vector<bool>& is_target,
            CutDrawing drawing, CutParts& parts);

    /// Nothing: nothing separates them.
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> minimum_cut() const;
    /// No set of parts that cuts every one of these ways costs less: the minimum cut where each arc
    /// bears its share of a part's cost. Where the attacker has all of these ways (no credentials,
    /// no footholds in between), that holds of the attacker too.
    [[nodiscard]] double least_cost() const;

   private:
    struct Place {
        std::uint32_t in = 0, out = 0;
    };
    const AttackRules& rules_;
    const Reach& reach_;
    const std::vector<bool>& is_target_;
    CutDrawing drawing_;
    CutParts& parts_;
    CutNetwork network_;
    std::uint32_t source_ = 0, sink_ = 0;
    std::vector<bool> is_entry_;
    std::vector<Place> foothold_, control_;            ///< by host group; the same, if merged
    std::vector<std::optional<std::uint32_t>> realm_;  ///< vertex
    using Gate = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
    std::map<Gate, std::uint32_t> link_gates_;  ///< by route and both organisations
    std::map<Gate, Place> block_gates_;         ///< by route, organisation, and group or none
    std::pair<std::uint32_t, std::uint32_t> last_to_gate_;

    void add_places();
    [[nodiscard]] Place add_place(federation::HostGroupId group);
    void add_route(std::uint32_t route);
    void add_to_itself(std::uint32_t route);
    void add_from(std::uint32_t route, federation::OrganisationId here);
    void add_targets(std::uint32_t route, federation::OrganisationId here, std::uint32_t hub,
                     std::optional<federation::ZoneId> zone);
    void add_success(std::uint32_t route, federation::OrganisationId here, std::uint32_t from,
                     federation::HostGroupId target);
    void add_gains(std::uint32_t route, std::uint32_t from, federation::HostGroupId target);
    [[nodiscard]] bool is_possible(const RouteRule& route, federation::HostGroupId target) const;
    [[nodiscard]] std::uint32_t realm_vertex(federation::RealmId realm);
    std::uint32_t through_links(std::uint32_t route, federation::OrganisationId from,
                                federation::OrganisationId to, std::uint32_t vertex);
    std::uint32_t through_block(std::uint32_t route, federation::HostGroupId target,
                                std::uint32_t vertex);
    void connect(federation::HostGroupId group, Integrity at_least, std::uint32_t to);
};

}  // namespace kammerspiel::graph
