#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// When enough worlds were run (rule 16): looks that were planned and share the error.

namespace kammerspiel::stats {

/// How the error is shared among the looks, as a function of the share t of looks that are past
/// (Lan and DeMets 1983). `pocock`: α ln(1 + (e - 1) t), nearly even; `obrien_fleming`:
/// 2 - 2 Φ(z / √t) with z the quantile of 1 - α/2: next to nothing early, nearly everything at the
/// end.
enum class Spending { pocock, obrien_fleming };

/// The plan: looks after `first`, 2 `first`, 4 `first`, … worlds, the last at `most`.
class Looks {
   public:
    /// Preconditions: 2 ≤ first ≤ most; 0 < confidence < 1.
    explicit Looks(std::size_t first = 100, std::size_t most = 102'400, double confidence = 0.95,
                   Spending spending = Spending::pocock);

    [[nodiscard]] std::size_t count() const { return worlds_.size(); }
    /// Worlds at look `look` = 0 … count() - 1.
    [[nodiscard]] std::size_t worlds(std::size_t look) const { return worlds_[look]; }
    /// The first look with more than `done` worlds; absent after the last.
    [[nodiscard]] std::optional<std::size_t> next(std::size_t done) const;
    /// Confidence of a single interval at this look. The errors of all looks sum to 1 - confidence,
    /// so that the intervals of all looks hold together, and that of the look at which one stops
    /// with them, whatever made one stop.
    [[nodiscard]] double confidence(std::size_t look) const { return confidence_[look]; }

   private:
    std::vector<std::size_t> worlds_;
    std::vector<double> confidence_;
};

/// How well one strategy is told from the best.
struct Precision {
    std::size_t other = 0;
    /// Best less other: of means, or of medians where a value of any strategy is censored.
    Estimate difference;
    /// The larger absolute value of the two means (medians): what `precision` is a share of.
    double scale = 0;
    bool is_enough = false;
};

struct Verdict {
    bool is_enough = false;
    std::size_t best = 0;  ///< by mean (median)
    std::vector<Precision> others;
};

/// Are the differences between the best strategy and every other known well enough: half width of
/// the interval ≤ precision × scale? Each look's error is divided among all pairs of strategies
/// (Bonferroni), as which one is best is itself seen in the data. Where both are 0, or both not
/// reached, in every world, the difference is known. With a single strategy, its own value is
/// judged, as `other` = 0 against 0.
/// Preconditions: precision > 0; look < looks.count(). Worlds need not be as many as planned, but
/// the guarantee is for those that are.
[[nodiscard]] Verdict precise_enough(const Outcomes& outcomes, double precision, const Looks& looks,
                                     std::size_t look);

}  // namespace kammerspiel::stats
