#include "kammerspiel/graph/criticality.hpp"

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <optional>

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::OrganisationId;

/// Organisations whose nodes the graph is narrowed to, ascending.
std::vector<bool> sample_of(const NeedGraph& graph, Betweenness& result) {
    const Federation& federation = graph.federation();
    const std::size_t all = federation.organisations.size();
    std::vector<bool> chosen(all, graph.size() <= most_vertices);
    result.organisations = static_cast<std::uint32_t>(all);
    if (graph.size() <= most_vertices) return chosen;
    result.is_sampled = true;
    std::size_t vertices = 0;
    std::vector<std::size_t> others;
    for (std::size_t o = 0; o < all; ++o) {
        const bool provides = federation.organisations[o].subscribers > 0;
        const std::size_t nodes = graph.nodes_of(OrganisationId{o}).count;
        if (!provides || vertices + nodes > most_vertices) {
            others.push_back(o);
            continue;
        }
        chosen[o] = true;
        vertices += nodes;
    }
    const std::size_t room = vertices < most_vertices ? most_vertices - vertices : 0;
    const std::size_t nodes_a_piece = std::max<std::size_t>(
        1, (graph.size() - vertices) / std::max<std::size_t>(1, others.size()));
    const std::size_t wanted = std::min(others.size(), room / nodes_a_piece);
    for (std::size_t i = 0; i < wanted; ++i) chosen[others[i * others.size() / wanted]] = true;
    result.organisations =
        static_cast<std::uint32_t>(std::count(chosen.begin(), chosen.end(), true));
    return chosen;
}

}  // namespace

Betweenness need_betweenness(const NeedGraph& graph) {
    Betweenness result;
    result.of_node.assign(graph.size(), 0);
    const std::vector<bool> chosen = sample_of(graph, result);
    std::vector<std::uint32_t> vertex(graph.size());
    std::vector<std::uint32_t> node;
    for (std::uint32_t n = 0; n < graph.size(); ++n) {
        if (!chosen[graph.organisation(NeedNodeId{n}).index()]) continue;
        vertex[n] = static_cast<std::uint32_t>(node.size());
        node.push_back(n);
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const std::uint32_t n : node) {
        for (const NeedNodeId need : graph.needs(NeedNodeId{n})) {
            if (chosen[graph.organisation(need).index()]) {
                edges.emplace_back(vertex[n], vertex[need.index()]);
            }
        }
    }
    using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
    const Graph needs(boost::edges_are_unsorted, edges.begin(), edges.end(), node.size());
    std::vector<double> centrality(node.size());
    boost::brandes_betweenness_centrality(
        needs, boost::make_iterator_property_map(centrality.begin(),
                                                 boost::get(boost::vertex_index, needs)));
    const auto n = static_cast<double>(node.size());
    const double pairs = std::max(1.0, (n - 1) * (n - 2));
    for (std::size_t v = 0; v < node.size(); ++v) result.of_node[node[v]] = centrality[v] / pairs;
    return result;
}

std::vector<std::uint64_t> members_in_reach(const NeedGraph& graph) {
    const Federation& federation = graph.federation();
    std::vector<std::uint64_t> members(graph.size(), 0);
    std::vector<std::uint32_t> met(graph.size(), 0);
    std::vector<std::uint32_t> counted(federation.organisations.size(), 0);
    std::vector<NeedNodeId> reached;
    std::uint64_t steps = 0;
    for (std::uint32_t n = 0; n < graph.size(); ++n) {
        reached.assign(1, NeedNodeId{n});
        met[n] = n + 1;
        for (std::size_t next = 0; next < reached.size(); ++next) {
            const OrganisationId id = graph.organisation(reached[next]);
            const auto service = graph.service(reached[next]);
            if (service && federation.services[service->index()].demand &&
                counted[id.index()] != n + 1) {
                counted[id.index()] = n + 1;
                members[n] += federation.of(id).members;
            }
            for (const NeedNodeId dependent : graph.dependents(reached[next])) {
                if (met[dependent.index()] == n + 1) continue;
                met[dependent.index()] = n + 1;
                reached.push_back(dependent);
            }
        }
        steps += reached.size();
        if (steps > most_steps) return {};
    }
    return members;
}

}  // namespace kammerspiel::graph
