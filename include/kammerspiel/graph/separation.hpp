#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

// What holds the network together: organisations and the internet, joined by links that are open in
// both directions.

namespace kammerspiel::graph {

/// An organisation or a link without which others are cut off from the internet; in a part of the
/// network that has no way to it, from the largest part that is left.
struct Separation {
    std::optional<federation::OrganisationId> organisation;  ///< absent: it is the link
    std::optional<federation::LinkId> link;
    std::uint32_t organisations_cut_off = 0;  ///< others than itself
    std::uint64_t members_cut_off = 0;        ///< of those
    bool from_internet = true;                ///< else from each other
};

/// Articulation points and bridges (Hopcroft & Tarjan 1973) of the undirected network of
/// organisations. The internet is a place like any other, but no finding itself. Sorted by members
/// cut off, then organisations, most first; then organisations before links, as in the scenario.
[[nodiscard]] std::vector<Separation> separations(const federation::Federation& federation);

}  // namespace kammerspiel::graph
