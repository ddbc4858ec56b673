#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Which strategies go on, how many worlds each attacker gets, and when enough is known. All of it
// is decided between rounds of worlds, by what whole rounds gave. Formulas and sources:
// docs/statistics.md.

namespace kammerspiel::stats {

/// An attacker with fewer worlds than others has the first ones of every so many.
inline constexpr std::size_t batch_size = 20;

struct SelectionRules {
    /// That the strategy chosen is not worse than the best by more than is said, and that no
    /// strategy left that is better than all others: half of the error for each.
    double confidence = 0.95;
    /// As a share of the larger of two means; absent: only one strategy that stays ends it.
    std::optional<double> precision;
    std::size_t strategies = 2;  ///< that it began with
    std::size_t pilot = 100;     ///< worlds of the first round, with every run
    std::size_t least = 400;     ///< worlds before a precision counts as reached
    double growth = 1.25;        ///< of a round's end to the one before
    /// No loss is negative or greater than this: then tests hold for finite samples of whatever
    /// distribution, by betting. Every attacker is run in every world. Absent: they hold for means
    /// that are nearly normal.
    std::optional<double> most_loss = {};
};

/// A strategy that is surely worse than one that stays.
struct Leaving {
    std::size_t strategy = 0;
    std::size_t behind = 0;  ///< the other one
};

/// How well one that stays is told from the best.
struct Rival {
    std::size_t strategy = 0;
    Estimate difference;  ///< best less this one
    /// With a known greatest loss: the best loses no more than this share more.
    std::optional<double> surely_within = {};
    double scale = 0;  ///< the larger mean, in size
    [[nodiscard]] double known_to() const {
        return scale > 0 ? difference.half_width() / scale : 0.0;
    }
};

struct Selection {
    std::size_t best = 0;
    double loss = 0;                ///< of the best one, in the mean
    std::vector<std::size_t> stay;  ///< ascending
    std::vector<Leaving> leave;
    /// Those that stay, but the best; of a strategy alone its own loss in place of a difference.
    std::vector<Rival> rivals;
    bool is_enough = false;
    /// Of every `batch_size` worlds of the next round those that each attacker is run in.
    std::vector<std::uint32_t> of_batch;
    std::size_t next = 0;  ///< worlds in all at the end of the next round

    /// The best may lose at most so much more than any that stays: ≥ 0, in the metric's unit.
    [[nodiscard]] double at_most_behind() const;
};

/// After a round. `in`: the strategies that were run in it, ascending, in all worlds so far alike.
/// `costs`: of one run against each attacker, in whatever unit (events, never seconds).
/// Preconditions: two worlds or more; a metric that is compared by means.
[[nodiscard]] Selection select(const Outcomes& outcomes, std::span<const std::size_t> in,
                               std::span<const double> costs, const SelectionRules& rules);

/// How large a test statistic must be after so many worlds for a strategy to leave: its error is
/// `error` over all worlds together, however often one looks (Robbins' normal mixture).
[[nodiscard]] double leaving_boundary(double worlds, double error);

}  // namespace kammerspiel::stats
