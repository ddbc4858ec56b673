#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/federation/need_graph.hpp"

namespace kammerspiel::model {

/// How the needs of one organisation's nodes hang together.
struct NeedShape {
    /// By node: greater than that of what it needs here, unless the two need each other.
    std::vector<std::uint32_t> rank;
    std::vector<bool> in_circle;         ///< by node: it needs itself, by nodes of the organisation
    std::vector<bool> in_any_circle;     ///< by node: it needs itself, by whatever nodes
    std::vector<bool> in_outer;          ///< by node: in a circle through several organisations
    std::vector<std::uint32_t> excused;  ///< nodes that start without something
    std::vector<std::uint32_t> foretold;  ///< nodes that others ask after
    std::vector<bool> conditional;        ///< by node: it has needs that do not always count
    std::vector<std::uint32_t> services;  ///< positions, by rank
    /// A part of a node's need that has a grace: by its place among those of the node.
    struct Graced {
        std::uint32_t node = 0;
        std::uint32_t place = 0;
    };
    std::vector<Graced> graced;
    /// An organisation that this one needs, and that needs it.
    struct Partner {
        federation::OrganisationId organisation;
        std::vector<std::uint32_t> views;  ///< nodes that stand for its nodes here
    };
    std::vector<Partner> partners;
    bool has_circle = false;  ///< any of in_circle
};

/// Organisations with which one is in circles of needs, directly or by way of others.
struct OuterCircle {
    std::vector<federation::OrganisationId> others;  ///< empty: in none
    Duration takes;  ///< until news from anyone has come to everyone, and back
};
[[nodiscard]] std::vector<OuterCircle> outer_circles(const federation::Federation& federation,
                                                     const std::vector<NeedShape>& shapes,
                                                     Duration latency);

/// By organisation.
[[nodiscard]] std::vector<NeedShape> need_shapes(const federation::NeedGraph& needs);

}  // namespace kammerspiel::model
