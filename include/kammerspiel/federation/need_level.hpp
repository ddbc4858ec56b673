#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/federation/level.hpp"

// What a compiled need gives, from the levels of what it refers to: the one place that knows how
// needs are combined. Runs use it with all lanes at once, structural analysis with plain numbers.

namespace kammerspiel::federation {

// The same for a level that is one number, in parts per million, as level.hpp has for Levels.

[[nodiscard]] constexpr std::int32_t min(std::int32_t a, std::int32_t b) { return std::min(a, b); }
[[nodiscard]] constexpr std::int32_t max(std::int32_t a, std::int32_t b) { return std::max(a, b); }

/// `level` where `enough` already counts as full, in parts per million.
[[nodiscard]] constexpr std::int32_t scaled(std::int32_t level, std::int32_t enough) {
    constexpr std::int32_t full = PartsPerMillion::full().count();
    if (level >= enough) return full;
    return static_cast<std::int32_t>(std::int64_t{level} * full / enough);
}

[[nodiscard]] constexpr Levels scaled(Levels level, std::int32_t enough) {
    // Neighbouring lanes are equal more often than not.
    std::int32_t last = level.lane[0];
    std::int32_t of_last = scaled(last, enough);
    for (auto& lane : level.lane) {
        if (lane != last) of_last = scaled(last = lane, enough);
        lane = of_last;
    }
    return level;
}

/// The same level in every lane.
template <class Level>
[[nodiscard]] constexpr Level evenly(std::int32_t level) {
    if constexpr (std::is_same_v<Level, Levels>) {
        return Levels::all(level);
    } else {
        return level;
    }
}

/// A weighted sum of levels, by weights in parts per million; rounded down.
template <class Level>
class WeightedSum;

template <>
class WeightedSum<std::int32_t> {
   public:
    void add(std::int32_t level, std::int32_t weight) { sum_ += std::int64_t{weight} * level; }
    [[nodiscard]] std::int32_t mean() const {
        return static_cast<std::int32_t>(sum_ / PartsPerMillion::full().count());
    }

   private:
    std::int64_t sum_ = 0;
};

template <>
class WeightedSum<Levels> {
   public:
    void add(const Levels& level, std::int32_t weight) {
        for (std::size_t lane = 0; lane < Levels::lanes; ++lane) {
            sums_[lane].add(level.lane[lane], weight);
        }
    }
    [[nodiscard]] Levels mean() const {
        Levels level;
        for (std::size_t lane = 0; lane < Levels::lanes; ++lane) {
            level.lane[lane] = sums_[lane].mean();
        }
        return level;
    }

   private:
    std::array<WeightedSum<std::int32_t>, Levels::lanes> sums_;
};

/// Evaluates needs of one organisation. `World` knows the state:
///   Level level(NodeIndex) const            of a node of the organisation
///   bool counts(const NeedNode&) const      whether the need counts at this moment
///   bool is_bridged(const NeedNode&) const  whether its grace stands in for it now
template <class Level, class World>
class NeedLevel {
   public:
    NeedLevel(const Federation& federation, const World& world)
        : federation_(federation), world_(world) {}

    /// Full where nothing is needed.
    [[nodiscard]] Level of(NeedRange range) const {
        const auto nodes = federation_.need(range);
        return nodes.empty() ? full() : subtree(nodes);
    }

    /// What the first of `nodes` gives before its grace is taken into account.
    [[nodiscard]] Level bare(std::span<const NeedNode> nodes) const {
        const NeedNode& node = nodes.front();
        Level level = combine(nodes);
        if (node.enough < PartsPerMillion::full().count()) level = scaled(level, node.enough);
        if (node.over) level = min(level, world_.level(*node.over));
        if (node.floor > 0) level = max(level, evenly<Level>(node.floor));
        return level;
    }

   private:
    const Federation& federation_;
    const World& world_;

    static constexpr Level full() { return evenly<Level>(PartsPerMillion::full().count()); }
    static constexpr Level none() { return evenly<Level>(0); }

    // The depth of a need is limited by the loader.
    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] Level subtree(std::span<const NeedNode> nodes) const {
        const NeedNode& node = nodes.front();
        if (!world_.counts(node) || world_.is_bridged(node)) return full();
        return bare(nodes);
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] Level combine(std::span<const NeedNode> nodes) const {
        const NeedNode& node = nodes.front();
        switch (node.op) {
            case scenario::Need::Op::reference: return world_.level(node.of);
            case scenario::Need::Op::all_of: {
                Level level = full();
                each_child(nodes,
                           [&](const Level& child, std::uint32_t) { level = min(level, child); });
                return level;
            }
            case scenario::Need::Op::any_of: {
                Level level = none();
                each_child(nodes,
                           [&](const Level& child, std::uint32_t) { level = max(level, child); });
                return level;
            }
            case scenario::Need::Op::at_least: return kth_largest(nodes);
            case scenario::Need::Op::weighted: {
                WeightedSum<Level> sum;
                each_child(nodes, [&](const Level& child, std::uint32_t i) {
                    sum.add(child, federation_.weights[node.first_weight + i]);
                });
                return sum.mean();
            }
        }
        unreachable();
    }

    template <class Use>
    // NOLINTNEXTLINE(misc-no-recursion)
    void each_child(std::span<const NeedNode> nodes, Use use) const {
        std::size_t at = 1;
        for (std::uint32_t i = 0; i < nodes.front().children; ++i) {
            use(subtree(nodes.subspan(at)), i);
            at += nodes[at].size;
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] Level kth_largest(std::span<const NeedNode> nodes) const {
        // Insertion by lanes into the k largest so far: k is small, and nothing is allocated.
        constexpr std::size_t most = 16;
        const std::uint32_t k = nodes.front().at_least;
        ensure(k >= 1 && k <= most, "a need asks for {} of its parts; 1 to {} are possible", k,
               most);
        std::array<Level, most> largest;
        std::fill(largest.begin(), largest.end(), none());
        each_child(nodes, [&](Level child, std::uint32_t) {
            for (std::uint32_t i = 0; i < k; ++i) {
                const Level above = max(largest[i], child);
                child = min(largest[i], child);
                largest[i] = above;
            }
        });
        return largest[k - 1];
    }
};

}  // namespace kammerspiel::federation
