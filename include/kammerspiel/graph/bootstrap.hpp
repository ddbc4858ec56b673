#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/units.hpp"
#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// Black start: can everything come back after all of it was switched off, in which order, how long
// does that take, and what stands in the way.

namespace kammerspiel::graph {

using federation::NeedGraph;
using federation::NeedNodeId;

/// What is done to each host before it is switched on.
enum class Effort {
    tested,   ///< inspected, found clean, tested
    rebuilt,  ///< inspected, rebuilt from a backup, tested
};

/// When a node is back, counted from the order to start, and what it waited for last.
struct Comeback {
    NeedNodeId node;
    Duration after;
    std::optional<NeedNodeId> waited_for;  ///< absent: only for hands, or for nothing
};

/// Why a node, and what needs it, never comes back by itself.
struct Deadlock {
    /// Nodes that need each other to start, in the order of the scenario; or one alone that no
    /// crew can work on.
    std::vector<NeedNodeId> nodes;
    bool lacks_crew = false;
    /// One service of the circle and one need: with `starts_without` for it, the circle starts.
    struct Way {
        federation::ServiceId service;
        NeedNodeId need;
    };
    std::vector<Way> ways;       ///< each suffices; empty: none of one step does
    bool knows_all_ways = true;  ///< false: the search took too long and was broken off
    std::uint32_t alike = 1;     ///< organisations with the same circle, this one included
    std::uint32_t services_held =
        0;                      ///< with demand, of all organisations alike, that stay down with it
    std::uint64_t members = 0;  ///< of the organisations of these services
};

struct Bootstrap {
    /// In the order in which they come back; of the same moment, in the order of the scenario.
    std::vector<Comeback> order;
    /// The chain that decides when the last service with demand is back (without such, the last
    /// node), first to last.
    std::vector<Comeback> critical_path;
    std::vector<Deadlock> deadlocks;  ///< by members, most first
    /// Work of people alone, if hands were never idle: no order can be quicker. The largest over
    /// organisations.
    Duration least_by_hands;
    std::optional<federation::OrganisationId> busiest;  ///< whose hands that is
};

/// Starts everything from nothing. Each organisation's own crews bring its host groups back, those
/// first whose failure costs most (`cost_of_group`, by HostGroupId; may be empty: then in the order
/// of the scenario), of equals those that need least; a crew works for the share of the week
/// that its shift has, so moments are averages over the week. A service starts when what it needs
/// to start is there, after `start_time`; from then on it gives what its needs give. Pools and what
/// plays call in are left out; efforts are means.
/// Sources: ISO 22301 calls it recovery order; list scheduling after Graham 1969.
[[nodiscard]] Bootstrap bootstrap(const scenario::Scenario& scenario, const NeedGraph& graph,
                                  Effort effort, std::span<const MemberHours> cost_of_group = {});

/// Groups of nodes that need each other to start (strongly connected components), in the order of
/// their first nodes, whether or not something breaks the circle.
[[nodiscard]] std::vector<std::vector<NeedNodeId>> mutual_needs(const NeedGraph& graph);

}  // namespace kammerspiel::graph
