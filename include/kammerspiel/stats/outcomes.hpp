#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// What many worlds gave: the table that all statistics start from.

namespace kammerspiel::stats {

/// By which figure strategies are compared.
enum class Weighed { by_mean, by_median };

/// Which runs there are, 1 or 0, in the order of the values they stand beside; empty: all.
using Ran = std::vector<std::uint8_t>;

/// One metric of every strategy, world and attacker; a loss: smaller is better.
///
/// Not every strategy need have met every attacker in every world: a study may give attackers
/// unequal numbers of worlds, and let strategies leave. Then a figure over the mixture of attackers
/// is the weighted sum of what each attacker's own worlds say.
///
/// Worlds are the independent unit. The attackers of one world share its luck (rule 13), so their
/// values are never counted as independent of each other; the attackers' weights (priors) are
/// applied afterwards. +infinity: not reached within the horizon (rule 19).
class Outcomes {
   public:
    /// `values` by strategy, then world, then attacker. Weights are scaled to sum 1.
    /// Preconditions: sizes agree and are not zero; no weight is negative and their sum is > 0; no
    /// value is NaN or -infinity.
    /// Values of runs that there are not are not looked at. Every strategy was run against every
    /// attacker with weight, in one world at least.
    Outcomes(std::size_t strategies, std::size_t worlds, std::vector<double> weights,
             std::vector<double> values, Weighed weighed = Weighed::by_mean, Ran ran = {});
    /// How strategies are compared: times, which may never be reached, by medians, so that one name
    /// never stands for two figures; other metrics by means unless a value is censored.
    [[nodiscard]] bool is_by_median() const {
        return weighed_ == Weighed::by_median || has_censored();
    }

    [[nodiscard]] std::size_t strategies() const { return strategies_; }
    [[nodiscard]] std::size_t worlds() const { return worlds_; }
    [[nodiscard]] std::size_t attackers() const { return weights_.size(); }
    /// Prior of each attacker, sum 1. Attackers of weight 0 count for nothing.
    [[nodiscard]] std::span<const double> weights() const { return weights_; }
    [[nodiscard]] double at(std::size_t strategy, std::size_t world, std::size_t attacker) const {
        return values_[(strategy * worlds_ + world) * weights_.size() + attacker];
    }
    /// By world, then attacker.
    [[nodiscard]] std::span<const double> of(std::size_t strategy) const {
        const std::size_t size = worlds_ * weights_.size();
        return std::span<const double>(values_).subspan(strategy * size, size);
    }
    /// Which of these runs there are; empty: all.
    [[nodiscard]] std::span<const std::uint8_t> ran(std::size_t strategy) const {
        if (is_full()) return {};
        const std::size_t size = worlds_ * weights_.size();
        return std::span<const std::uint8_t>(ran_).subspan(strategy * size, size);
    }
    /// Every strategy met every attacker in every world.
    [[nodiscard]] bool is_full() const { return ran_.empty(); }
    [[nodiscard]] bool has(std::size_t strategy, std::size_t world, std::size_t attacker) const {
        return is_full() || ran_[(strategy * worlds_ + world) * weights_.size() + attacker] != 0;
    }
    /// In how many worlds a strategy met an attacker.
    [[nodiscard]] std::size_t runs(std::size_t strategy, std::size_t attacker) const;
    /// The worlds in which every strategy met every attacker, in their order: what compares all of
    /// them with each other, attacker by attacker. At least one.
    [[nodiscard]] Outcomes whole_worlds() const;
    /// The values of one attacker, by world, as far as there are runs.
    [[nodiscard]] std::vector<double> column(std::size_t strategy, std::size_t attacker) const;
    /// Of every world the weighted mean over attackers; +infinity where one with weight is. All
    /// runs must be there.
    [[nodiscard]] std::vector<double> world_means(std::size_t strategy) const;
    /// The same worlds under other priors (rule 13): no new run is needed.
    [[nodiscard]] Outcomes with_weights(std::vector<double> weights) const;
    /// The first `worlds` worlds. Precondition: 1 ≤ worlds ≤ worlds().
    [[nodiscard]] Outcomes first(std::size_t worlds) const;
    /// Is a value of an attacker with weight +infinity, for any strategy?
    [[nodiscard]] bool has_censored() const;

   private:
    std::size_t strategies_;
    std::size_t worlds_;
    std::vector<double> weights_;
    std::vector<double> values_;
    Weighed weighed_;
    Ran ran_;
};

/// Of each row of `weights.size()` values the weighted mean; values of weight 0 are not looked at.
[[nodiscard]] std::vector<double> row_means(std::span<const double> values,
                                            std::span<const double> weights);

/// In how many rows each attacker was run.
[[nodiscard]] std::vector<double> runs_of(std::span<const double> values,
                                          std::span<const double> weights,
                                          std::span<const std::uint8_t> ran);

}  // namespace kammerspiel::stats
