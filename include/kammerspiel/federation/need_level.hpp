#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/federation/level.hpp"

// What a compiled need gives, from the levels of what it refers to: the one place that knows how
// needs are combined. Runs use it with all lanes at once, structural analysis with plain numbers.

namespace kammerspiel::federation {

// The same for a level that is one number, in parts per million, as level.hpp has for Levels.

[[nodiscard]] constexpr std::int32_t min(std::int32_t a, std::int32_t b) { return std::min(a, b); }
[[nodiscard]] constexpr std::int32_t max(std::int32_t a, std::int32_t b) { return std::max(a, b); }
[[nodiscard]] constexpr std::int32_t actual(std::int32_t level) { return level; }
[[nodiscard]] constexpr std::int32_t actual(const Levels& level) { return level.actual(); }

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
    [[nodiscard]] std::int32_t mean(std::int64_t weights) const {
        return static_cast<std::int32_t>(sum_ / weights);
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
    [[nodiscard]] Levels mean(std::int64_t weights) const {
        Levels level;
        for (std::size_t lane = 0; lane < Levels::lanes; ++lane) {
            level.lane[lane] = sums_[lane].mean(weights);
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
///   bool may_be_missing(const NeedNode&) const  whether it is left out where it gives nothing
/// Of a need that counts always and has no grace these are true, false and false, so that they are
/// not asked where it is nothing but a reference.
///
/// What does not count is left out of its combination: it is neither full nor empty. Of `at_least`
/// k, k of those that are left have to be there, or all where fewer are left; of `weighted` the
/// other weights make up the whole. A combination of which all is left out is left out in turn.
template <class Level, class World>
class NeedLevel {
   public:
    NeedLevel(const Federation& federation, const World& world)
        : federation_(federation), world_(world) {}

    /// Full where nothing is needed at this moment.
    [[nodiscard]] Level of(NeedRange range) const {
        const auto nodes = federation_.need(range);
        return nodes.empty() ? full() : subtree(nodes).value_or(full());
    }

    /// What the first of `nodes` gives before its grace is taken into account; full where it is
    /// left out.
    [[nodiscard]] Level bare(std::span<const NeedNode> nodes) const {
        return softened(nodes).value_or(full());
    }

   private:
    const Federation& federation_;
    const World& world_;

    static constexpr Level full() { return evenly<Level>(PartsPerMillion::full().count()); }
    static constexpr Level none() { return evenly<Level>(0); }

    // The depth of a need is limited by the loader.
    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] std::optional<Level> subtree(std::span<const NeedNode> nodes) const {
        const NeedNode& node = nodes.front();
        if (!world_.counts(node)) return std::nullopt;
        std::optional<Level> level = softened(nodes);
        if (level && world_.is_bridged(node)) level = full();
        // What gives something, be it a floor, is no obstacle and counts as always: so one need
        // more that is met never takes a level away.
        if (level && actual(*level) == 0 && world_.may_be_missing(node)) return std::nullopt;
        return level;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] std::optional<Level> softened(std::span<const NeedNode> nodes) const {
        const NeedNode& node = nodes.front();
        const std::optional<Level> combined = combine(nodes);
        if (!combined) return std::nullopt;
        Level level = *combined;
        if (node.enough < PartsPerMillion::full().count()) level = scaled(level, node.enough);
        if (node.over) level = min(level, world_.level(*node.over));
        if (node.floor > 0) level = max(level, evenly<Level>(node.floor));
        return level;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] std::optional<Level> combine(std::span<const NeedNode> nodes) const {
        const NeedNode& node = nodes.front();
        switch (node.op) {
            case scenario::Need::Op::reference: return world_.level(node.of);
            case scenario::Need::Op::all_of:
                return folded(nodes, [](const Level& a, const Level& b) { return min(a, b); });
            case scenario::Need::Op::any_of:
                return folded(nodes, [](const Level& a, const Level& b) { return max(a, b); });
            case scenario::Need::Op::at_least: return kth_largest(nodes);
            case scenario::Need::Op::weighted: {
                WeightedSum<Level> sum;
                std::int64_t weights = 0;
                each_child(nodes, [&](const Level& child, std::uint32_t i) {
                    const std::int32_t weight = federation_.weights[node.first_weight + i];
                    sum.add(child, weight);
                    weights += weight;
                });
                if (weights == 0) return std::nullopt;
                return sum.mean(weights);
            }
        }
        unreachable();
    }

    /// Whether it gives what its node has, and nothing else: most needs do.
    static constexpr bool is_plain(const NeedNode& node) {
        return node.op == scenario::Need::Op::reference &&
               node.counts == NeedNode::Counts::always && !node.over && !node.grace_slot &&
               node.floor <= 0 && node.enough >= PartsPerMillion::full().count();
    }

    /// The children that count.
    template <class Use>
    // NOLINTNEXTLINE(misc-no-recursion)
    void each_child(std::span<const NeedNode> nodes, Use use) const {
        std::size_t at = 1;
        for (std::uint32_t i = 0; i < nodes.front().children; ++i) {
            if (is_plain(nodes[at])) {
                use(world_.level(nodes[at].of), i);
            } else if (const auto child = subtree(nodes.subspan(at))) {
                use(*child, i);
            }
            at += nodes[at].size;
        }
    }

    template <class Join>
    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] std::optional<Level> folded(std::span<const NeedNode> nodes, Join join) const {
        std::optional<Level> level;
        each_child(nodes, [&](const Level& child, std::uint32_t) {
            if (level) {
                *level = join(*level, child);
            } else {
                level = child;
            }
        });
        return level;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] std::optional<Level> kth_largest(std::span<const NeedNode> nodes) const {
        // Insertion by lanes into the k largest so far: k is small, and nothing is allocated.
        constexpr std::size_t most = 16;
        const std::uint32_t k = nodes.front().at_least;
        ensure(k >= 1 && k <= most, "a need asks for {} of its parts; 1 to {} are possible", k,
               most);
        std::array<Level, most> largest;
        std::fill(largest.begin(), largest.end(), none());
        std::uint32_t counted = 0;
        each_child(nodes, [&](Level child, std::uint32_t) {
            ++counted;
            for (std::uint32_t i = 0; i < k; ++i) {
                const Level above = max(largest[i], child);
                child = min(largest[i], child);
                largest[i] = above;
            }
        });
        if (counted == 0) return std::nullopt;
        return largest[std::min(k, counted) - 1];
    }
};

}  // namespace kammerspiel::federation
