#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace kammerspiel::federation {

struct StrongComponents {
    std::vector<std::size_t> of;  ///< by vertex; where an edge leads out, to one of lesser number
    std::size_t count = 0;
};

/// Strongly connected components of a directed graph with vertices 0 … vertices − 1 (Tarjan 1972),
/// with a stack of its own: a file can hold a chain of a hundred thousand services.
[[nodiscard]] StrongComponents strong_components(
    std::size_t vertices, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges);

}  // namespace kammerspiel::federation
