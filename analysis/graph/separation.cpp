#include "kammerspiel/graph/separation.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <map>
#include <numeric>
#include <tuple>

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::LinkId;
using federation::OrganisationId;

using LinkNetwork =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_index_t, std::size_t>>;
using Tree = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

/// Two places that links join: one edge, however many links there are, as Boost's search for blocks
/// takes a second edge to a vertex's parent for no way back.
struct Joint {
    std::size_t from, to;  ///< vertices
    std::uint32_t links = 0;
    LinkId link;  ///< one of them
};

/// Every organisation is a vertex of its number; the internet comes after them.
std::vector<Joint> joints_of(const Federation& federation) {
    const std::size_t internet = federation.organisations.size();
    std::map<std::pair<std::size_t, std::size_t>, Joint> joints;
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        const federation::Link& link = federation.links[l];
        const std::size_t a = link.organisation.index();
        const std::size_t b = link.to ? link.to->index() : internet;
        if (a == b) continue;
        Joint& joint = joints[std::minmax(a, b)];
        joint = {std::min(a, b), std::max(a, b), joint.links + 1, LinkId{l}};
    }
    std::vector<Joint> all;
    for (const auto& [ends, joint] : joints) all.push_back(joint);
    return all;
}

LinkNetwork network_of(const std::vector<Joint>& joints, std::size_t vertices) {
    LinkNetwork network(vertices);
    for (std::size_t j = 0; j < joints.size(); ++j) {
        boost::add_edge(joints[j].from, joints[j].to, j, network);
    }
    return network;
}

struct Weight {
    std::uint32_t organisations = 0;
    std::uint64_t members = 0;
    Weight& operator+=(const Weight& other) {
        organisations += other.organisations;
        members += other.members;
        return *this;
    }
};

/// The tree of blocks and vertices (Harary 1969): every vertex of the network, then every block,
/// each joined with the vertices in it. What hangs below a node is cut off when it goes.
class BlockTree {
   public:
    explicit BlockTree(const Federation& federation)
        : federation_(federation),
          joints_(joints_of(federation)),
          network_(network_of(joints_, federation.organisations.size() + 1)) {
        std::vector<std::size_t> block(joints_.size());
        const auto of_edge = boost::make_iterator_property_map(
            block.begin(), boost::get(boost::edge_index, network_));
        blocks_ = boost::biconnected_components(network_, of_edge);
        build(block);
        hang_up();
    }

    std::vector<Separation> separations() const {
        std::vector<Separation> all;
        for (std::size_t v = 0; v < internet(); ++v) add_vertex(v, all);
        for (std::size_t b = 0; b < blocks_; ++b) add_bridge(b, all);
        return all;
    }

   private:
    const Federation& federation_;
    std::vector<Joint> joints_;
    LinkNetwork network_;
    std::size_t blocks_ = 0;
    Tree tree_;
    std::vector<std::uint32_t> links_of_block_;
    std::vector<LinkId> link_of_block_;  ///< one of them
    std::vector<std::size_t> parent_;    ///< itself: a root
    std::vector<Weight> below_;          ///< a node and what hangs on it
    std::vector<bool> in_reach_;         ///< of the internet

    std::size_t internet() const { return federation_.organisations.size(); }
    std::size_t node_of_block(std::size_t block) const { return internet() + 1 + block; }

    void build(const std::vector<std::size_t>& block) {
        tree_ = Tree(internet() + 1 + blocks_);
        links_of_block_.assign(blocks_, 0);
        link_of_block_.assign(blocks_, {});
        std::vector<std::pair<std::size_t, std::size_t>> joined;
        for (std::size_t j = 0; j < joints_.size(); ++j) {
            links_of_block_[block[j]] += joints_[j].links;
            link_of_block_[block[j]] = joints_[j].link;
            joined.emplace_back(joints_[j].from, node_of_block(block[j]));
            joined.emplace_back(joints_[j].to, node_of_block(block[j]));
        }
        std::sort(joined.begin(), joined.end());
        joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
        for (const auto& [vertex, node] : joined) boost::add_edge(vertex, node, tree_);
    }

    /// Roots: the internet, and in parts without it the organisation with the most links.
    std::vector<std::size_t> roots() const {
        std::vector<std::size_t> by_degree(internet());
        std::iota(by_degree.begin(), by_degree.end(), std::size_t{0});
        std::stable_sort(by_degree.begin(), by_degree.end(), [&](std::size_t a, std::size_t b) {
            return boost::out_degree(a, network_) > boost::out_degree(b, network_);
        });
        by_degree.insert(by_degree.begin(), internet());
        return by_degree;
    }

    void hang_up() {
        const std::size_t nodes = boost::num_vertices(tree_);
        parent_.resize(nodes);
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
        below_.assign(nodes, {});
        in_reach_.assign(nodes, false);
        std::vector<boost::default_color_type> colour(nodes);
        std::vector<std::size_t> order;
        for (const std::size_t root : roots()) {
            if (colour[root] != boost::default_color_type{}) continue;
            visit_from(root, colour, order);
        }
        for (auto node = order.rbegin(); node != order.rend(); ++node) {
            if (*node < internet()) {
                below_[*node] += {1, federation_.organisations[*node].members};
            }
            if (parent_[*node] != *node) below_[parent_[*node]] += below_[*node];
        }
    }

    void visit_from(std::size_t root, std::vector<boost::default_color_type>& colour,
                    std::vector<std::size_t>& order) {
        const std::size_t first = order.size();
        boost::queue<std::size_t> queue;
        const auto visitor = boost::make_bfs_visitor(std::pair(
            boost::record_predecessors(parent_.data(), boost::on_tree_edge()),
            boost::write_property(boost::identity_property_map(), std::back_inserter(order),
                                  boost::on_discover_vertex())));
        boost::breadth_first_visit(tree_, root, queue, visitor, colour.data());
        for (std::size_t i = first; i < order.size(); ++i) {
            in_reach_[order[i]] = root == internet();
        }
    }

    void add_vertex(std::size_t v, std::vector<Separation>& all) const {
        std::vector<Weight> parts;
        for (auto [n, end] = boost::adjacent_vertices(v, tree_); n != end; ++n) {
            if (parent_[*n] == v) parts.push_back(below_[*n]);
        }
        // The upper part is kept; a root has none, and keeps its largest.
        if (parent_[v] == v && !parts.empty()) {
            parts.erase(std::max_element(parts.begin(), parts.end(), [](auto& a, auto& b) {
                return std::tie(a.organisations, a.members) < std::tie(b.organisations, b.members);
            }));
        }
        Weight lost;
        for (const Weight& part : parts) lost += part;
        if (lost.organisations == 0) return;
        all.push_back({.organisation = OrganisationId{v},
                       .link = {},
                       .organisations_cut_off = lost.organisations,
                       .members_cut_off = lost.members,
                       .from_internet = in_reach_[v]});
    }

    /// A block of one link is a bridge; two links between the same two places are none.
    void add_bridge(std::size_t block, std::vector<Separation>& all) const {
        if (links_of_block_[block] != 1) return;
        const std::size_t node = node_of_block(block);
        const Weight& lost = below_[node];
        if (lost.organisations == 0) return;
        all.push_back({.organisation = {},
                       .link = link_of_block_[block],
                       .organisations_cut_off = lost.organisations,
                       .members_cut_off = lost.members,
                       .from_internet = in_reach_[node]});
    }
};

}  // namespace

std::vector<Separation> separations(const Federation& federation) {
    std::vector<Separation> all = BlockTree(federation).separations();
    std::stable_sort(all.begin(), all.end(), [](const Separation& a, const Separation& b) {
        return std::tie(a.members_cut_off, a.organisations_cut_off) >
               std::tie(b.members_cut_off, b.organisations_cut_off);
    });
    return all;
}

}  // namespace kammerspiel::graph
