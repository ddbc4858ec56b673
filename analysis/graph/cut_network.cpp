#include "analysis/graph/cut_network.hpp"

#include <algorithm>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <cmath>

namespace kammerspiel::graph {
namespace {

using FlowNetwork =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;
using FlowEdge = boost::graph_traits<FlowNetwork>::edge_descriptor;
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
    FlowNetwork network;
    std::vector<Capacity> capacity;
    std::vector<Capacity> residual;
    std::vector<FlowEdge> reverse;
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
    flow.network = FlowNetwork(boost::edges_are_sorted, ends.begin(), ends.end(), vertices,
                               static_cast<std::uint32_t>(edges));
    for (std::uint32_t e = 0; e < edges; ++e) {
        const std::uint32_t back = opposite[e];
        flow.reverse.push_back(boost::edge_from_index(back, flow.network));
    }
    return flow;
}

/// Vertices that Boost's search comes to.
template <class Graph>
std::vector<bool> reached_from(const Graph& graph, std::uint32_t from, std::uint32_t vertices) {
    std::vector<boost::default_color_type> colour(vertices, boost::white_color);
    boost::queue<std::uint32_t> queue;
    boost::breadth_first_visit(
        graph, from, queue, boost::default_bfs_visitor(),
        boost::make_iterator_property_map(colour.begin(),
                                          boost::typed_identity_property_map<std::size_t>()));
    std::vector<bool> reached(vertices);
    for (std::uint32_t v = 0; v < vertices; ++v) reached[v] = colour[v] != boost::white_color;
    return reached;
}

enum class Along { arcs, arcs_backwards };

/// Over those arcs that `counts` accepts.
template <class Arcs, class Counts>
std::vector<bool> reached_over(const Arcs& arcs, std::uint32_t vertices, std::uint32_t from,
                               Along along, Counts counts) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    for (const auto& arc : arcs) {
        if (!counts(arc)) continue;
        ends.emplace_back(along == Along::arcs ? std::pair(arc.from, arc.to)
                                               : std::pair(arc.to, arc.from));
    }
    const FlowNetwork network(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(),
                              vertices);
    return reached_from(network, from, vertices);
}

/// Arcs with capacity left.
struct HasRoom {
    const FlowGraph* flow = nullptr;
    bool operator()(const FlowEdge& e) const {
        return flow->residual[boost::get(boost::edge_index, flow->network, e)] > 0;
    }
};

}  // namespace

std::vector<std::uint32_t> CutNetwork::arcs_of_parts(std::uint32_t from, std::uint32_t to,
                                                     std::size_t parts) const {
    const auto all = [](const Arc&) { return true; };
    const std::vector<bool> begun = reached_over(arcs_, vertices_, from, Along::arcs, all);
    const std::vector<bool> ends = reached_over(arcs_, vertices_, to, Along::arcs_backwards, all);
    std::vector<std::uint32_t> arcs(parts, 0);
    for (const Arc& arc : arcs_) {
        if (arc.part != no_part && begun[arc.from] && ends[arc.to]) ++arcs[arc.part];
    }
    return arcs;
}

/// What is joined with an end for good is that end; what lies on no way between them is left out.
/// Vertex 0 is then the one end, 1 the other. Nothing: the ends are joined for good.
std::optional<CutNetwork> CutNetwork::contracted(std::uint32_t from, std::uint32_t to) const {
    const auto for_good = [](const Arc& arc) { return arc.part == no_part; };
    const auto here = reached_over(arcs_, vertices_, from, Along::arcs, for_good);
    if (here[to]) return std::nullopt;
    const auto there = reached_over(arcs_, vertices_, to, Along::arcs_backwards, for_good);
    const auto all = [](const Arc&) { return true; };
    const auto begun = reached_over(arcs_, vertices_, from, Along::arcs, all);
    const auto ends = reached_over(arcs_, vertices_, to, Along::arcs_backwards, all);
    CutNetwork small;
    small.vertices_ = 2;
    std::vector<std::optional<std::uint32_t>> number(vertices_);
    const auto numbered = [&](std::uint32_t v) -> std::uint32_t {
        if (here[v]) return 0;
        if (there[v]) return 1;
        if (!number[v]) number[v] = small.add_vertex();
        return *number[v];
    };
    for (const Arc& arc : arcs_) {
        if (!begun[arc.from] || !ends[arc.to] || here[arc.to] || there[arc.from]) continue;
        small.add_arc(numbered(arc.from), numbered(arc.to), arc.part);
    }
    return small;
}

std::optional<CutNetwork::Cut> CutNetwork::minimum_cut(std::uint32_t from, std::uint32_t to,
                                                       const std::vector<double>& cost) const {
    const std::optional<CutNetwork> small = contracted(from, to);
    if (!small) return std::nullopt;
    FlowGraph flow =
        flow_graph(small->arcs_, small->vertices_, capacities(cost, small->arcs_.size()));
    const auto by_edge = [&](auto& table) {
        return boost::make_iterator_property_map(table.begin(),
                                                 boost::get(boost::edge_index, flow.network));
    };
    boost::boykov_kolmogorov_max_flow(flow.network, by_edge(flow.capacity), by_edge(flow.residual),
                                      by_edge(flow.reverse),
                                      boost::get(boost::vertex_index, flow.network), 0U, 1U);
    const boost::filtered_graph with_room(flow.network, HasRoom{&flow});
    const std::vector<bool> on_this_side = reached_from(with_room, 0, small->vertices_);
    Cut cut;
    for (const Arc& arc : small->arcs_) {
        if (arc.part == no_part || !on_this_side[arc.from] || on_this_side[arc.to]) continue;
        cut.parts.push_back(arc.part);
        cut.cost_of_arcs += cost[arc.part];
    }
    std::sort(cut.parts.begin(), cut.parts.end());
    cut.parts.erase(std::unique(cut.parts.begin(), cut.parts.end()), cut.parts.end());
    return cut;
}

}  // namespace kammerspiel::graph
