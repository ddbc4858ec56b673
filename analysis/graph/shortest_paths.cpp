#include "analysis/graph/shortest_paths.hpp"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>

namespace kammerspiel::graph {
namespace {

using AttackEdge = boost::graph_traits<AttackNetwork>::edge_descriptor;

EdgeNumber number_of(const AttackEdge& edge, const AttackNetwork& network) {
    return boost::get(boost::edge_index, network, edge);
}

/// Boost records predecessors as vertices; of parallel edges it must be known which one.
class NoteEdges : public boost::dijkstra_visitor<> {
   public:
    NoteEdges(const AttackNetwork& network, std::vector<EdgeNumber>& edge)
        : network_(&network), edge_(&edge) {}
    template <class Graph>
    void edge_relaxed(const AttackEdge& e, const Graph& graph) {
        (*edge_)[boost::target(e, graph)] = number_of(e, *network_);
    }

   private:
    const AttackNetwork* network_;
    std::vector<EdgeNumber>* edge_;
};

auto weights(const AttackNetwork& network, const std::vector<double>& weight) {
    return boost::make_iterator_property_map(weight.begin(),
                                             boost::get(boost::edge_index, network));
}

/// A table of vertices, as Boost wants it.
template <class Value>
auto by_vertex(const AttackNetwork& network, std::vector<Value>& table) {
    return boost::make_iterator_property_map(table.begin(),
                                             boost::get(boost::vertex_index, network));
}

Walk walk_back(VertexNumber from, VertexNumber to, const std::vector<VertexNumber>& parent,
               const std::vector<EdgeNumber>& edge) {
    Walk walk;
    for (VertexNumber v = to; v != from; v = parent[v]) {
        walk.vertices.push_back(v);
        walk.edges.push_back(edge[v]);
    }
    walk.vertices.push_back(from);
    std::reverse(walk.vertices.begin(), walk.vertices.end());
    std::reverse(walk.edges.begin(), walk.edges.end());
    return walk;
}

}  // namespace

Walk ShortestTree::walk_to(VertexNumber to) const {
    VertexNumber root = to;
    while (parent[root] != root) root = parent[root];
    Walk walk = walk_back(root, to, parent, edge);
    walk.length = distance[to];
    return walk;
}

ShortestTree shortest_tree(const AttackNetwork& network, const std::vector<double>& weight,
                           VertexNumber from) {
    const std::size_t size = boost::num_vertices(network);
    ShortestTree tree;
    tree.distance.resize(size);
    tree.parent.resize(size);
    tree.edge.assign(size, 0);
    boost::dijkstra_shortest_paths(network, from,
                                   boost::predecessor_map(by_vertex(network, tree.parent))
                                       .distance_map(by_vertex(network, tree.distance))
                                       .distance_inf(ShortestTree::out_of_reach)
                                       .weight_map(weights(network, weight))
                                       .visitor(NoteEdges(network, tree.edge)));
    return tree;
}

/// The search for one detour: ends at the first target, and notes what it touches.
struct KShortest::Search {
    struct Arrived {
        VertexNumber at;
    };
    struct AllowsVertex {
        const std::vector<bool>* is_banned = nullptr;
        bool operator()(VertexNumber v) const { return !(*is_banned)[v]; }
    };
    struct AllowsEdge {
        const AttackNetwork* network = nullptr;
        const std::vector<EdgeNumber>* banned = nullptr;
        bool operator()(const AttackEdge& e) const {
            return !std::binary_search(banned->begin(), banned->end(), number_of(e, *network));
        }
    };
    class Visitor : public NoteEdges {
       public:
        Visitor(KShortest& paths) : NoteEdges(paths.network_, paths.edge_), paths_(&paths) {}
        template <class Graph>
        void discover_vertex(VertexNumber v, const Graph&) {
            paths_->touched_.push_back(v);
        }
        template <class Graph>
        void examine_vertex(VertexNumber v, const Graph&) {
            if (paths_->is_target_[v]) throw Arrived{v};
        }

       private:
        KShortest* paths_;
    };
};

KShortest::KShortest(const AttackNetwork& network, const std::vector<double>& weight,
                     VertexNumber from, const std::vector<VertexNumber>& targets)
    : network_(network), weight_(weight), from_(from) {
    const std::size_t size = boost::num_vertices(network);
    is_target_.assign(size, false);
    for (const VertexNumber target : targets) is_target_[target] = true;
    distance_.assign(size, ShortestTree::out_of_reach);
    parent_.assign(size, 0);
    edge_.assign(size, 0);
    colour_.assign(size, boost::white_color);
    is_banned_.assign(size, false);
}

std::optional<Walk> KShortest::detour(VertexNumber from) {
    const boost::filtered_graph graph(network_, Search::AllowsEdge{&network_, &banned_edges_},
                                      Search::AllowsVertex{&is_banned_});
    std::optional<Walk> walk;
    distance_[from] = 0;
    parent_[from] = from;
    const std::vector<VertexNumber> sources{from};
    try {
        boost::dijkstra_shortest_paths_no_init(
            graph, sources.begin(), sources.end(), by_vertex(network_, parent_),
            by_vertex(network_, distance_), weights(network_, weight_),
            boost::get(boost::vertex_index, network_), std::less<double>(),
            boost::closed_plus<double>(ShortestTree::out_of_reach), 0.0, Search::Visitor(*this),
            by_vertex(network_, colour_));
    } catch (const Search::Arrived& arrived) {
        walk = walk_back(from, arrived.at, parent_, edge_);
    }
    for (const VertexNumber v : touched_) {
        distance_[v] = ShortestTree::out_of_reach;
        colour_[v] = boost::white_color;
    }
    touched_.clear();
    return walk;
}

std::optional<Walk> KShortest::next() {
    if (!has_begun_) {
        has_begun_ = true;
        const auto first = detour(from_);
        if (first) add_candidate(*first, 0);
    } else if (found_.empty()) {
        return std::nullopt;
    }
    if (candidates_.empty()) return std::nullopt;
    const Candidate best = *candidates_.begin();
    candidates_.erase(candidates_.begin());
    found_.push_back(best.walk);
    branch_off(best);
    return best.walk;
}

/// The length is summed up along the path, so that the same path found twice is one candidate.
void KShortest::add_candidate(Walk walk, std::size_t left_at) {
    walk.length = 0;
    for (const EdgeNumber e : walk.edges) walk.length += weight_[e];
    candidates_.insert({std::move(walk), left_at});
}

void KShortest::branch_off(const Candidate& from) {
    const Walk& path = from.walk;
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
        if (i >= from.left_at) {
            banned_edges_.clear();
            for (const Walk& other : found_) {
                if (other.edges.size() > i &&
                    std::equal(other.edges.begin(),
                               other.edges.begin() + static_cast<std::ptrdiff_t>(i),
                               path.edges.begin())) {
                    banned_edges_.push_back(other.edges[i]);
                }
            }
            std::sort(banned_edges_.begin(), banned_edges_.end());
            const auto spur = detour(path.vertices[i]);
            if (spur) {
                const auto root = static_cast<std::ptrdiff_t>(i);
                Walk walk{{path.vertices.begin(), path.vertices.begin() + root},
                          {path.edges.begin(), path.edges.begin() + root}};
                walk.vertices.insert(walk.vertices.end(), spur->vertices.begin(),
                                     spur->vertices.end());
                walk.edges.insert(walk.edges.end(), spur->edges.begin(), spur->edges.end());
                add_candidate(std::move(walk), i);
            }
        }
        is_banned_[path.vertices[i]] = true;
    }
    for (const VertexNumber v : path.vertices) is_banned_[v] = false;
}

}  // namespace kammerspiel::graph
