#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <vector>

#include "analysis/graph/attack_graph.hpp"

// Shortest paths on Boost's compressed graph: Dijkstra is Boost's, Yen's k shortest ones stand on
// it.

namespace kammerspiel::graph {

using VertexNumber = std::uint32_t;
using EdgeNumber = std::uint32_t;

/// A path: its vertices, and the edges between them.
struct Walk {
    std::vector<VertexNumber> vertices;
    std::vector<EdgeNumber> edges;
    double length = 0;
    bool operator==(const Walk&) const = default;
};

/// Shortest paths from one vertex to all.
struct ShortestTree {
    static constexpr double out_of_reach = std::numeric_limits<double>::infinity();
    std::vector<double> distance;
    std::vector<VertexNumber> parent;
    std::vector<EdgeNumber> edge;  ///< from the parent

    [[nodiscard]] bool reaches(VertexNumber v) const { return distance[v] < out_of_reach; }
    /// Precondition: it reaches `to`.
    [[nodiscard]] Walk walk_to(VertexNumber to) const;
};

/// Dijkstra 1959. Weights ≥ 0, by edge.
[[nodiscard]] ShortestTree shortest_tree(const AttackNetwork& network,
                                         const std::vector<double>& weight, VertexNumber from);

/// The shortest loopless paths from a vertex to any of `targets`, one after the other (Yen 1971,
/// with Lawler's saving of 1972: a path is left only behind where it left its own). A path ends at
/// the first target it comes to. Each further one costs one search of Dijkstra's for each vertex of
/// the one before, as far as it has to look.
class KShortest {
   public:
    KShortest(const AttackNetwork& network, const std::vector<double>& weight, VertexNumber from,
              const std::vector<VertexNumber>& targets);

    /// Nothing when there is no further path.
    [[nodiscard]] std::optional<Walk> next();

   private:
    struct Candidate {
        Walk walk;
        std::size_t left_at = 0;  ///< position of the vertex where it leaves its own path
        bool operator<(const Candidate& other) const {
            if (walk.length != other.walk.length) return walk.length < other.walk.length;
            return walk.edges < other.walk.edges;
        }
    };
    struct Search;

    void add_candidate(Walk walk, std::size_t left_at);
    void branch_off(const Candidate& from);
    [[nodiscard]] std::optional<Walk> detour(VertexNumber from);

    const AttackNetwork& network_;
    const std::vector<double>& weight_;
    VertexNumber from_;
    std::vector<bool> is_target_;
    std::vector<Walk> found_;
    std::set<Candidate> candidates_;
    bool has_begun_ = false;
    // Of one search; what it touched is put back after it, as most searches touch little.
    std::vector<double> distance_;
    std::vector<VertexNumber> parent_;
    std::vector<EdgeNumber> edge_;
    std::vector<boost::default_color_type> colour_;
    std::vector<VertexNumber> touched_;
    std::vector<bool> is_banned_;           ///< vertices of the root
    std::vector<EdgeNumber> banned_edges_;  ///< sorted
};

}  // namespace kammerspiel::graph
