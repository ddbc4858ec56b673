#include "analysis/graph/every_way.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <iterator>
#include <map>

namespace kammerspiel::graph {
namespace {

using federation::HostGroupId;
using federation::RealmId;

// Boost's compressed graph lacks what the dominator tree asks of a graph in both directions.
using Merged = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

template <class TheId>
void keep_common(std::vector<TheId>& kept, const std::vector<TheId>& other) {
    std::vector<TheId> common;
    std::set_intersection(kept.begin(), kept.end(), other.begin(), other.end(),
                          std::back_inserter(common));
    kept = std::move(common);
}

template <class TheId>
void sort_once(std::vector<TheId>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

EveryWay::EveryWay(const AttackGraph& graph, std::uint32_t entry) : graph_(graph) {
    merge();
    entry_vertex_ = vertex_[entry];
    has_answer_ = node_.size() <= most_vertices;
    if (has_answer_) find_dominators();
}

void EveryWay::merge() {
    const auto& nodes = graph_.nodes();
    vertex_.resize(nodes.size());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> of_state;
    for (std::uint32_t n = 0; n < nodes.size(); ++n) {
        const auto fresh = static_cast<std::uint32_t>(node_.size());
        if (nodes[n].kind == AttackNode::Kind::state) {
            const auto [known, is_new] =
                of_state.try_emplace({nodes[n].subject, nodes[n].cached}, fresh);
            vertex_[n] = known->second;
            if (!is_new) continue;
        } else {
            vertex_[n] = fresh;
        }
        node_.push_back(n);
        if (node_.size() > most_vertices) return;
    }
}

void EveryWay::find_dominators() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (auto [e, end] = boost::edges(graph_.network()); e != end; ++e) {
        const auto from = vertex_[boost::source(*e, graph_.network())];
        const auto to = vertex_[boost::target(*e, graph_.network())];
        if (from != to) edges.emplace_back(from, to);
    }
    sort_once(edges);
    const Merged merged(edges.begin(), edges.end(), node_.size());
    const auto nobody = boost::graph_traits<Merged>::null_vertex();
    std::vector<Merged::vertex_descriptor> dominator(node_.size(), nobody);
    boost::lengauer_tarjan_dominator_tree(
        merged, entry_vertex_,
        boost::make_iterator_property_map(dominator.begin(),
                                          boost::get(boost::vertex_index, merged)));
    dominator_.resize(node_.size());
    for (std::uint32_t v = 0; v < dominator_.size(); ++v) {
        dominator_[v] = dominator[v] == nobody ? v : static_cast<std::uint32_t>(dominator[v]);
    }
}

PassedThrough EveryWay::above(std::uint32_t vertex) const {
    PassedThrough passed;
    for (std::uint32_t v = vertex;; v = dominator_[v]) {
        const AttackNode& node = graph_.nodes()[node_[v]];
        if (node.kind == AttackNode::Kind::state) passed.groups.emplace_back(node.subject);
        if (node.cached != AttackNode::none) passed.realms.emplace_back(node.cached);
        if (dominator_[v] == v) break;
    }
    sort_once(passed.groups);
    sort_once(passed.realms);
    return passed;
}

PassedThrough EveryWay::to(HostGroupId group) const {
    std::optional<PassedThrough> common;
    std::vector<std::uint32_t> ends;
    for (const std::uint32_t state : graph_.controlling(group)) ends.push_back(vertex_[state]);
    sort_once(ends);
    for (const std::uint32_t vertex : ends) {
        if (dominator_[vertex] == vertex && vertex != entry_vertex_) continue;  // out of reach
        const PassedThrough passed = above(vertex);
        if (!common) {
            common = passed;
            continue;
        }
        keep_common(common->groups, passed.groups);
        keep_common(common->realms, passed.realms);
    }
    if (!common) return {};
    std::erase(common->groups, group);
    return *common;
}

}  // namespace kammerspiel::graph
