#pragma once

#include <cstdint>
#include <optional>
#include <vector>

// A network of ways with parts that can be cut, and its minimum cut.

namespace kammerspiel::graph {

/// Parts are numbered by the caller. The same part may lie on several arcs; where a cut takes more
/// than one of them, the network counts it more than once, though it is paid once.
class CutNetwork {
   public:
    static constexpr std::uint32_t no_part = 0xFFFF'FFFF;

    std::uint32_t add_vertex() { return vertices_++; }
    /// Can be cut by cutting `part`; no_part: cannot be cut.
    void add_arc(std::uint32_t from, std::uint32_t to, std::uint32_t part = no_part) {
        arcs_.push_back({from, to, part});
    }
    [[nodiscard]] std::uint32_t vertices() const { return vertices_; }

    struct Cut {
        std::vector<std::uint32_t> parts;  ///< ascending
        double cost_of_arcs = 0;           ///< a part on several arcs counts for each
    };
    /// A minimum cut between two vertices; of equal cost, one of the smallest. `cost` by part, ≥ 0.
    /// Nothing: they cannot be separated. Boykov & Kolmogorov 2004, in whole numbers, so that no
    /// rounding decides.
    [[nodiscard]] std::optional<Cut> minimum_cut(std::uint32_t from, std::uint32_t to,
                                                 const std::vector<double>& cost) const;

    /// On how many arcs of ways from the one to the other each part lies; `parts`: how many there
    /// are.
    [[nodiscard]] std::vector<std::uint32_t> arcs_of_parts(std::uint32_t from, std::uint32_t to,
                                                           std::size_t parts) const;

   private:
    struct Arc {
        std::uint32_t from, to, part;
    };
    std::uint32_t vertices_ = 0;
    std::vector<Arc> arcs_;

    [[nodiscard]] std::optional<CutNetwork> contracted(std::uint32_t from, std::uint32_t to) const;
};

}  // namespace kammerspiel::graph
