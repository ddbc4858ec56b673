#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/federation/need_level.hpp"

// Starting: what a service needs for it, what stays down because of that, and which nodes wait for
// each other in a circle. The one reading for runs, for analysis and for `check`.

namespace kammerspiel::federation {

/// Which conditional needs count: those for starting; those for running while what `starts_without`
/// names is still on its way; those for running. Host groups and links do not start: they come up.
enum class Moment { starting, coming_up, running };

[[nodiscard]] constexpr bool counts_at(Moment moment, NeedNode::Counts counts) {
    return counts != NeedNode::Counts::to_start || moment == Moment::starting;
}

/// Whether `starts_without` names it, and something still comes up. It may be missing then where it
/// is down and would come up if the node that needs it ran: this breaks a circle and nothing else.
[[nodiscard]] constexpr bool is_excused_at(Moment moment, NeedNode::Counts counts) {
    return counts == NeedNode::Counts::running && moment != Moment::running;
}

/// Whether something of a reference is missing, the node or the link to it, and all that is missing
/// will be there: one that is there behind a link that stays closed is not on its way.
template <class IsUp, class ComesUp>
[[nodiscard]] bool is_on_its_way(const NeedNode& need, IsUp&& is_up, ComesUp&& comes_up) {
    const bool is_there = is_up(need.of);
    const bool is_joined = !need.over || is_up(*need.over);
    if (is_there && is_joined) return false;
    return (is_there || comes_up(need.of)) && (is_joined || comes_up(*need.over));
}

/// One need that is taken as met when its service starts.
struct Excused {
    NeedNodeId service;
    NeedNodeId need;
};

/// What needs are made of while everything comes back. Keeps references.
class StartLevels {
   public:
    /// `comes_up`, by node: what is down now and will be there in the end.
    StartLevels(const NeedGraph& graph, const std::vector<std::int32_t>& levels,
                const std::vector<bool>& comes_up)
        : graph_(graph), levels_(levels), comes_up_(comes_up) {}

    /// Everything has been down for so long: a need with a grace of more is met. Without it every
    /// grace is over.
    void down_for(Duration span) { down_for_ = span; }

    /// The level that a node's needs give it, in parts per million.
    [[nodiscard]] std::int32_t of(NeedNodeId node, Moment moment,
                                  const std::optional<Excused>& excused = {}) const;
    /// What it has once it has come up; 0 while it cannot. A service has to have what it needs to
    /// start, and what it needs once it runs.
    [[nodiscard]] std::int32_t when_up(NeedNodeId node,
                                       const std::optional<Excused>& excused = {}) const;

   private:
    struct World;
    const NeedGraph& graph_;
    const std::vector<std::int32_t>& levels_;
    const std::vector<bool>& comes_up_;
    std::optional<Duration> down_for_;
};

/// Nodes that a node names as needed to start (a host group or a link: to work), its links
/// included; ascending. One of several alternatives is among them.
[[nodiscard]] std::vector<NeedNodeId> start_needs(const NeedGraph& graph, NeedNodeId node);

/// By node: that it is there in the end if everything was off and every grace were long enough.
/// What StartLevels takes as on its way.
[[nodiscard]] std::vector<bool> on_their_way(const NeedGraph& graph);

/// By node: that it stays down although every host works and every link is open, because what it
/// needs to start stays down likewise. `levels`, by node: how far what runs now works, in parts
/// per million; 0: it does not run.
[[nodiscard]] std::vector<bool> cannot_start(const NeedGraph& graph,
                                             const std::vector<std::int32_t>& levels);

/// A strongly connected part of the nodes that were asked for, by their start needs.
struct StartGroup {
    std::vector<NeedNodeId> nodes;  ///< ascending
    bool is_circle = false;         ///< they need each other, or the one node itself
    bool waits_for_others = false;  ///< one of them needs a node of another such part
};
/// In the order of their first nodes. `among`, by node: whether it is asked for.
[[nodiscard]] std::vector<StartGroup> start_groups(const NeedGraph& graph,
                                                   const std::vector<bool>& among);

/// Nodes of which each needs the next to start, and the last the first. Begins with a service where
/// there is one.
using StartCircle = std::vector<NeedNodeId>;

/// Circles that nothing gets started, although every host works and every link is open. What waits
/// for a circle may come up once that is mended, or be in a circle of its own: those that wait for
/// none come first, then, as if these were mended, the next. Of nodes that need each other in more
/// than one way, as many ways as touch each of them; of very many, the first hundred.
/// `levels` as for cannot_start.
[[nodiscard]] std::vector<StartCircle> start_circles(const NeedGraph& graph,
                                                     std::vector<std::int32_t> levels);

}  // namespace kammerspiel::federation
