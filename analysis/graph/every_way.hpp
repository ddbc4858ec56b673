#pragma once

#include <vector>

#include "analysis/graph/attack_graph.hpp"

namespace kammerspiel::graph {

/// Host groups and credential realms; each ascending.
struct PassedThrough {
    std::vector<federation::HostGroupId> groups;
    std::vector<federation::RealmId> realms;
};

/// What every path from an entry runs through: the dominator tree (Lengauer & Tarjan 1979) of the
/// attack graph, in which how much of a group is held is left out. That only adds paths, so what is
/// found is on every real path too.
class EveryWay {
   public:
    /// Boost's dominator tree recurses as deep as the graph is, and keeps half a kilobyte for each
    /// vertex; beyond this size there is no answer.
    static constexpr std::size_t most_vertices = 40'000;

    EveryWay(const AttackGraph& graph, std::uint32_t entry);

    [[nodiscard]] bool has_answer() const { return has_answer_; }
    /// Of the paths that end with control over `group`; the group itself is left out.
    /// Precondition: has_answer(), and the entry leads there.
    [[nodiscard]] PassedThrough to(federation::HostGroupId group) const;

   private:
    const AttackGraph& graph_;
    bool has_answer_ = true;
    std::vector<std::uint32_t> vertex_;     ///< by node
    std::vector<std::uint32_t> node_;       ///< by vertex: one of its nodes
    std::vector<std::uint32_t> dominator_;  ///< by vertex; itself: the entry, or out of reach
    std::uint32_t entry_vertex_ = 0;

    void merge();
    void find_dominators();
    [[nodiscard]] PassedThrough above(std::uint32_t vertex) const;
};

}  // namespace kammerspiel::graph
