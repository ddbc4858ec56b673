#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/graph/attack_rules.hpp"

// One attacker profile's ways as an explicit graph, on which shortest paths are attack paths.

namespace kammerspiel::graph {

using AttackNetwork =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

/// A node of the attack graph.
///
/// A *state* is a host group, how much of it is held, and the *cached credentials*: of the one
/// realm that the attacker carries, the one taken last, or of none. They are carried only where a
/// route can use them, so that a provider that serves 10,000 customers does not have a state for
/// each of them and each pair of them.
///
/// A *hub* stands for "route r is being tried from organisation o with these cached credentials":
/// states lead to it, and it leads to the route's targets, so that edges grow with groups, not with
/// their square. Targets that only some zones reach have a hub for each such zone. An autonomous
/// attack is the faster the more hosts try, so its hubs belong to host groups instead of
/// organisations.
struct AttackNode {
    enum class Kind : std::uint8_t { entry, state, hub };
    static constexpr std::uint32_t none = 0xFFFF'FFFF;
    Kind kind = Kind::state;
    Integrity integrity = Integrity::clean;  ///< of a state
    std::uint16_t route = 0;                 ///< of a hub: position in the rules
    std::uint32_t subject = 0;               ///< entry's position, host group or organisation;
                                             ///< of an autonomous profile's hub: host group
    std::uint32_t cached = none;             ///< realm of the cached credentials
    std::uint32_t zone = none;               ///< of a hub for targets that only zones reach
    bool operator==(const AttackNode&) const = default;
};

/// States are made as they are reached from the entries; every path is one that the attacker can
/// go, in the given order of steps.
class AttackGraph {
   public:
    /// More nodes than this are not made; `is_complete` is then false.
    static constexpr std::size_t most_nodes = 20'000'000;
    static constexpr std::uint16_t no_route = 0xFFFF;

    explicit AttackGraph(const AttackRules& rules);

    [[nodiscard]] const AttackRules& rules() const { return *rules_; }
    [[nodiscard]] const AttackNetwork& network() const { return network_; }
    /// Nodes in the order of discovery; those of the rules' entries come first.
    [[nodiscard]] const std::vector<AttackNode>& nodes() const { return nodes_; }
    /// By edge: the route that it tries, as a position in the rules, or no_route where it is free.
    [[nodiscard]] const std::vector<std::uint16_t>& route_of_edge() const { return route_; }
    /// By edge: hours until it succeeds on average: mean time of an attempt over its chance, or of
    /// an autonomous profile the hours until the hazard is 1 (see Spreading). A
    /// millionth or two more, so that of equal ways the one with fewer steps is the shortest.
    [[nodiscard]] const std::vector<double>& hours() const { return hours_; }
    /// By edge: −ln of the chance that an attempt on a host of the target succeeds, likewise.
    [[nodiscard]] const std::vector<double>& toll() const { return toll_; }
    [[nodiscard]] bool is_complete() const { return is_complete_; }
    /// States in which a group is controlled, ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& controlling(
        federation::HostGroupId group) const {
        return controlling_[group.index()];
    }

   private:
    friend class AttackGraphBuilder;
    const AttackRules* rules_;
    std::vector<AttackNode> nodes_;
    AttackNetwork network_;
    std::vector<std::uint16_t> route_;
    std::vector<double> hours_;
    std::vector<double> toll_;
    std::vector<std::vector<std::uint32_t>> controlling_;
    bool is_complete_ = true;
};

/// Hours until attempts over `route` have won `to` from `from`, on average.
[[nodiscard]] double hours_of_step(const AttackRules& rules, const RouteRule& route,
                                   federation::HostGroupId from, federation::HostGroupId to);

/// Where to take credentials of `realm` by a route that yields nothing else: of the groups that it
/// reaches from `from`, the one with the best chance. Precondition: there is one.
[[nodiscard]] federation::HostGroupId victim_of(const AttackRules& rules, const RouteRule& route,
                                                federation::HostGroupId from,
                                                federation::RealmId realm);

}  // namespace kammerspiel::graph
