#include "analysis/graph/components.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace kammerspiel::graph {

StrongComponents strong_components(
    std::size_t vertices, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
    const Graph graph(edges.begin(), edges.end(), vertices);
    StrongComponents result{.of = std::vector<std::size_t>(vertices)};
    result.count = boost::strong_components(
        graph, boost::make_iterator_property_map(result.of.begin(),
                                                 boost::get(boost::vertex_index, graph)));
    return result;
}

}  // namespace kammerspiel::graph
