#pragma once

#include <cstddef>
#include <span>
#include <vector>

// What many worlds gave: the table that all statistics start from.

namespace kammerspiel::stats {

/// By which figure strategies are compared.
enum class Weighed { by_mean, by_median };

/// One metric of every strategy, world and attacker; a loss: smaller is better.
///
/// Worlds are the independent unit. The attackers of one world share its luck (rule 13), so their
/// values are never counted as independent of each other; the attackers' weights (priors) are
/// applied afterwards. +infinity: not reached within the horizon (rule 19).
class Outcomes {
   public:
    /// `values` by strategy, then world, then attacker. Weights are scaled to sum 1.
    /// Preconditions: sizes agree and are not zero; no weight is negative and their sum is > 0; no
    /// value is NaN or -infinity.
    Outcomes(std::size_t strategies, std::size_t worlds, std::vector<double> weights,
             std::vector<double> values, Weighed weighed = Weighed::by_mean);
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
    /// The values of one attacker, by world.
    [[nodiscard]] std::vector<double> column(std::size_t strategy, std::size_t attacker) const;
    /// Of every world the weighted mean over attackers; +infinity where one with weight is.
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
};

/// Of each row of `weights.size()` values the weighted mean; values of weight 0 are not looked at.
[[nodiscard]] std::vector<double> row_means(std::span<const double> values,
                                            std::span<const double> weights);

}  // namespace kammerspiel::stats
