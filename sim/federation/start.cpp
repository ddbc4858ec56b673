#include "kammerspiel/federation/start.hpp"

#include <algorithm>
#include <utility>

#include "kammerspiel/federation/components.hpp"

namespace kammerspiel::federation {

/// One organisation at one moment.
struct StartLevels::World {
    const NeedGraph& graph;
    const std::vector<std::int32_t>& levels;
    OrganisationId id;
    Moment moment;
    std::optional<NeedNodeId> met;
    const std::vector<bool>& comes_up;
    std::optional<Duration> down_for;

    std::int32_t level(NodeIndex node) const {
        const NeedNodeId at = graph.global(id, node);
        return met == at ? PartsPerMillion::full().count() : levels[at.index()];
    }
    bool counts(const NeedNode& need) const { return counts_at(moment, need.counts); }
    bool may_be_missing(const NeedNode& need) const {
        return is_excused_at(moment, need.counts) &&
               is_on_its_way(
                   need, [&](NodeIndex part) { return level(part) > 0; },
                   [&](NodeIndex part) { return comes_up[graph.global(id, part).index()]; });
    }
    bool is_bridged(const NeedNode& need) const {
        return need.grace_slot && down_for && *down_for < need.grace;
    }
};

std::int32_t StartLevels::of(NeedNodeId node, Moment moment,
                             const std::optional<Excused>& excused) const {
    const auto id = graph_.organisation(node);
    const bool is_excused = excused && excused->service == node;
    const World world{
        graph_,    levels_,  id, moment, is_excused ? std::optional(excused->need) : std::nullopt,
        comes_up_, down_for_};
    const NeedLevel<std::int32_t, World> needs(graph_.federation(), world);
    return needs.of(graph_.federation().needs_of(id, graph_.local(node)));
}

std::int32_t StartLevels::when_up(NeedNodeId node, const std::optional<Excused>& excused) const {
    if (graph_.service(node) && of(node, Moment::starting, excused) == 0) return 0;
    return of(node, Moment::coming_up, excused);
}

std::vector<NeedNodeId> start_needs(const NeedGraph& graph, NeedNodeId node) {
    const OrganisationId id = graph.organisation(node);
    const Federation& federation = graph.federation();
    const Moment moment = graph.service(node) ? Moment::starting : Moment::coming_up;
    const auto all = federation.need(federation.needs_of(id, graph.local(node)));
    std::vector<NeedNodeId> needs;
    for (std::size_t i = 0; i < all.size();) {
        const NeedNode& need = all[i];
        if (!counts_at(moment, need.counts) || is_excused_at(moment, need.counts)) {
            i += need.size;  // with all that is below it
            continue;
        }
        if (need.op == scenario::Need::Op::reference) needs.push_back(graph.global(id, need.of));
        if (need.over) needs.push_back(graph.global(id, *need.over));
        ++i;
    }
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    return needs;
}

namespace {

/// What is reached from what runs. What works a little works as well as it can in the end: whether
/// a need gives anything at all depends on nothing but which of its parts do.
std::vector<bool> reached_from(const NeedGraph& graph, const std::vector<std::int32_t>& levels,
                               const std::vector<bool>& comes_up,
                               const std::optional<Duration>& down_for) {
    std::vector<std::int32_t> reached = levels;
    StartLevels needs(graph, reached, comes_up);
    if (down_for) needs.down_for(*down_for);
    std::vector<NeedNodeId> risen;
    const auto look_at = [&](NeedNodeId node) {
        if (reached[node.index()] > 0 || needs.when_up(node) == 0) return;
        reached[node.index()] = PartsPerMillion::full().count();
        risen.push_back(node);
    };
    for (std::uint32_t n = 0; n < graph.size(); ++n) look_at(NeedNodeId{n});
    for (std::size_t next = 0; next < risen.size(); ++next) {
        for (const NeedNodeId dependent : graph.dependents(risen[next])) look_at(dependent);
    }
    std::vector<bool> is_up;
    is_up.reserve(reached.size());
    for (const std::int32_t level : reached) is_up.push_back(level > 0);
    return is_up;
}

/// What `starts_without` lets be missing has to be among what comes up that way: at first all of it
/// is held to be, until no more turns out not to be.
std::vector<bool> comes_up_from(const NeedGraph& graph, const std::vector<std::int32_t>& levels,
                                const std::optional<Duration>& down_for) {
    std::vector<bool> comes_up(graph.size(), true);
    while (true) {
        const std::vector<bool> reached = reached_from(graph, levels, comes_up, down_for);
        if (reached == comes_up) return comes_up;
        comes_up = reached;
    }
}

}  // namespace

std::vector<bool> on_their_way(const NeedGraph& graph) {
    return comes_up_from(graph, std::vector<std::int32_t>(graph.size(), 0), Duration::zero());
}

std::vector<bool> cannot_start(const NeedGraph& graph, const std::vector<std::int32_t>& levels) {
    std::vector<bool> comes_up = comes_up_from(graph, levels, std::nullopt);
    comes_up.flip();
    return comes_up;
}

std::vector<StartGroup> start_groups(const NeedGraph& graph, const std::vector<bool>& among) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (std::uint32_t n = 0; n < graph.size(); ++n) {
        if (!among[n]) continue;
        for (const NeedNodeId need : start_needs(graph, NeedNodeId{n})) {
            if (among[need.index()]) edges.emplace_back(n, need.value);
        }
    }
    const StrongComponents components = strong_components(graph.size(), edges);
    std::vector<StartGroup> by_component(components.count);
    for (std::uint32_t n = 0; n < graph.size(); ++n) {
        if (among[n]) by_component[components.of[n]].nodes.push_back(NeedNodeId{n});
    }
    for (const auto& [from, to] : edges) {
        StartGroup& group = by_component[components.of[from]];
        (components.of[from] == components.of[to] ? group.is_circle : group.waits_for_others) =
            true;
    }
    std::erase_if(by_component, [](const StartGroup& group) { return group.nodes.empty(); });
    std::sort(by_component.begin(), by_component.end(),
              [](const StartGroup& a, const StartGroup& b) { return a.nodes < b.nodes; });
    return by_component;
}

namespace {

/// Breadth first within one circle.
class Rounds {
   public:
    Rounds(const NeedGraph& graph, const StartGroup& circle) : circle_(circle) {
        for (const NeedNodeId node : circle.nodes) {
            auto& needs = needs_.emplace_back();
            for (const NeedNodeId need : start_needs(graph, node)) {
                if (const auto at = position(need)) needs.push_back(*at);
            }
        }
    }

    /// The shortest way from a node of the circle back to it.
    std::vector<NeedNodeId> through(std::size_t from) const {
        std::vector<std::optional<std::size_t>> came_from(needs_.size());
        std::vector<std::size_t> met{from};
        for (std::size_t next = 0; next < met.size(); ++next) {
            const std::size_t at = met[next];
            for (const std::size_t need : needs_[at]) {
                if (need == from) return way(came_from, at, from);
                if (came_from[need]) continue;
                came_from[need] = at;
                met.push_back(need);
            }
        }
        broken("a node of a circle has no way back to itself");
    }

    std::optional<std::size_t> position(NeedNodeId node) const {
        const auto at = std::lower_bound(circle_.nodes.begin(), circle_.nodes.end(), node);
        if (at == circle_.nodes.end() || *at != node) return std::nullopt;
        return static_cast<std::size_t>(at - circle_.nodes.begin());
    }

   private:
    const StartGroup& circle_;
    std::vector<std::vector<std::size_t>> needs_;  ///< positions, by position

    std::vector<NeedNodeId> way(const std::vector<std::optional<std::size_t>>& came_from,
                                std::size_t last, std::size_t first) const {
        std::vector<NeedNodeId> nodes{circle_.nodes[last]};
        for (std::size_t at = last; at != first; nodes.push_back(circle_.nodes[at])) {
            at = *came_from[at];
        }
        std::reverse(nodes.begin(), nodes.end());
        return nodes;
    }
};

/// An inventory can be one tangle of a hundred thousand hosts, and nobody reads more.
constexpr std::size_t most_ways = 100;
constexpr std::size_t most_rounds = 100;

/// The shortest way round through the first service (of none: the first node), then through each
/// node that none of them has touched.
void add_ways_round(const NeedGraph& graph, const StartGroup& circle,
                    std::vector<StartCircle>& ways) {
    const Rounds rounds(graph, circle);
    std::vector<bool> is_touched(circle.nodes.size(), false);
    std::size_t count = 0;
    const auto go_round = [&](std::size_t from) {
        if (is_touched[from] || count == most_ways) return;
        ++count;
        ways.push_back(rounds.through(from));
        for (const NeedNodeId node : ways.back()) is_touched[*rounds.position(node)] = true;
    };
    for (std::size_t n = 0; n < circle.nodes.size(); ++n) {
        if (graph.service(circle.nodes[n])) go_round(n);
    }
    for (std::size_t n = 0; n < circle.nodes.size(); ++n) go_round(n);
}

}  // namespace

std::vector<StartCircle> start_circles(const NeedGraph& graph, std::vector<std::int32_t> levels) {
    std::vector<StartCircle> ways;
    for (std::size_t round = 0; round < most_rounds; ++round) {
        bool any = false;
        for (const StartGroup& group : start_groups(graph, cannot_start(graph, levels))) {
            if (group.waits_for_others) continue;
            any = true;
            if (group.is_circle) add_ways_round(graph, group, ways);
            for (const NeedNodeId node : group.nodes) {
                levels[node.index()] = PartsPerMillion::full().count();
            }
        }
        if (!any) break;
    }
    return ways;
}

}  // namespace kammerspiel::federation
