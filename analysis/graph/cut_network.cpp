#include "analysis/graph/cut_network.hpp"

#include <algorithm>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cmath>

namespace kammerspiel::graph {
namespace {

using Network =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;
using Edge = boost::graph_traits<Network>::edge_descriptor;
using Capacity = std::int64_t;

constexpr Capacity uncuttable = Capacity{1} << 61U;

/// Whole numbers, in the order of cost first and number of parts second. Their sum stays below
/// what cannot be cut.
std::vector<Capacity> capacities(const std::vector<double>& cost, std::size_t arcs) {
    double all = 0;
    for (const double c : cost) all = std::max(all, c);
    const auto parts = static_cast<double>(cost.size() + 1);
    const double room = std::ldexp(1.0, 60) / static_cast<double>(arcs + 1) / parts - 1;
    // Thousandths, unless the costs are too large for that.
    const double scale = all > 0 ? std::min(1000.0, room / all) : 0;
    std::vector<Capacity> capacity;
    for (const double c : cost) {
        capacity.push_back(
            static_cast<Capacity>(std::llround(c * scale)) * static_cast<Capacity>(parts) + 1);
    }
    return capacity;
}

/// Arcs and their reverses as Boost's flow wants them: side by side by source.
struct FlowGraph {
    Network network;
    std::vector<Capacity> capacity;
    std::vector<Capacity> residual;
    std::vector<Edge> reverse;
};

template <class Arcs>
FlowGraph flow_graph(const Arcs& arcs, std::uint32_t vertices,
                     const std::vector<Capacity>& of_part) {
    FlowGraph flow;
    std::vector<std::uint32_t> next(vertices + 1, 0);
    for (const auto& arc : arcs) {
        ++next[arc.from + 1];
        ++next[arc.to + 1];
    }
    for (std::size_t v = 1; v < next.size(); ++v) next[v] += next[v - 1];
    const std::size_t edges = 2 * arcs.size();
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends(edges);
    std::vector<std::uint32_t> opposite(edges);
    flow.capacity.assign(edges, 0);
    for (const auto& arc : arcs) {
        const std::uint32_t there = next[arc.from]++;
        const std::uint32_t back = next[arc.to]++;
        ends[there] = {arc.from, arc.to};
        ends[back] = {arc.to, arc.from};
        opposite[there] = back;
        opposite[back] = there;
        flow.capacity[there] = arc.part == CutNetwork::no_part ? uncuttable : of_part[arc.part];
    }
    flow.residual = flow.capacity;
    flow.network = Network(boost::edges_are_sorted, ends.begin(), ends.end(), vertices,
                           static_cast<std::uint32_t>(edges));
    for (std::uint32_t e = 0; e < edges; ++e) {
        const std::uint32_t back = opposite[e];
        flow.reverse.push_back(boost::edge_from_index(back, flow.network));
    }
    return flow;
}

/// Vertices that capacity is left to; `least`: how much of it counts.
std::vector<bool> reachable(const FlowGraph& flow, const std::vector<Capacity>& left,
                            std::uint32_t from, Capacity least) {
    std::vector<bool> reached(boost::num_vertices(flow.network), false);
    std::vector<std::uint32_t> open{from};
    reached[from] = true;
    while (!open.empty()) {
        const std::uint32_t at = open.back();
        open.pop_back();
        for (auto [e, end] = boost::out_edges(at, flow.network); e != end; ++e) {
            const std::uint32_t next = boost::target(*e, flow.network);
            if (reached[next] || left[boost::get(boost::edge_index, flow.network, *e)] < least) {
                continue;
            }
            reached[next] = true;
            open.push_back(next);
        }
    }
    return reached;
}

}  // namespace

std::vector<std::uint32_t> CutNetwork::arcs_of_parts(std::uint32_t from, std::uint32_t to,
                                                     std::size_t parts) const {
    const FlowGraph flow = flow_graph(arcs_, vertices_, std::vector<Capacity>(parts, 1));
    std::vector<Capacity> backwards(flow.capacity.size());
    for (std::size_t e = 0; e < backwards.size(); ++e) {
        backwards[e] = flow.capacity[boost::get(boost::edge_index, flow.network, flow.reverse[e])];
    }
    const std::vector<bool> begun = reachable(flow, flow.capacity, from, 1);
    const std::vector<bool> ends = reachable(flow, backwards, to, 1);
    std::vector<std::uint32_t> arcs(parts, 0);
    for (const Arc& arc : arcs_) {
        if (arc.part != no_part && begun[arc.from] && ends[arc.to]) ++arcs[arc.part];
    }
    return arcs;
}

std::optional<CutNetwork::Cut> CutNetwork::minimum_cut(std::uint32_t from, std::uint32_t to,
                                                       const std::vector<double>& cost) const {
    FlowGraph flow = flow_graph(arcs_, vertices_, capacities(cost, arcs_.size()));
    if (reachable(flow, flow.capacity, from, uncuttable)[to]) return std::nullopt;
    const auto by_edge = [&](auto& table) {
        return boost::make_iterator_property_map(table.begin(),
                                                 boost::get(boost::edge_index, flow.network));
    };
    boost::boykov_kolmogorov_max_flow(flow.network, by_edge(flow.capacity), by_edge(flow.residual),
                                      by_edge(flow.reverse),
                                      boost::get(boost::vertex_index, flow.network), from, to);
    const std::vector<bool> on_this_side = reachable(flow, flow.residual, from, 1);
    Cut cut;
    for (const Arc& arc : arcs_) {
        if (arc.part == no_part || !on_this_side[arc.from] || on_this_side[arc.to]) continue;
        cut.parts.push_back(arc.part);
        cut.cost_of_arcs += cost[arc.part];
    }
    std::sort(cut.parts.begin(), cut.parts.end());
    cut.parts.erase(std::unique(cut.parts.begin(), cut.parts.end()), cut.parts.end());
    return cut;
}

}  // namespace kammerspiel::graph
