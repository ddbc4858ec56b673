#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/stats/estimate.hpp"

// Which assumption decides: how much of the variance of an outcome each uncertain parameter causes.

namespace kammerspiel::stats {

/// The points at which a study of d parameters is to be run (Saltelli et al. 2010): base samples
/// j = 0 … n - 1 have two points A_j and B_j of the unit cube, and for each parameter i a point
/// A_j with its coordinate i from B_j. Rows are ordered by base sample: A, B, then one for each
/// parameter, so that the first rows of a stopped study are whole base samples.
///
/// The points are a Latin hypercube of 2 d dimensions (McKay et al. 1979), a function of the draws
/// alone. Any n will do.
class SaltelliDesign {
   public:
    /// Preconditions: parameters ≥ 1, base_samples ≥ 2.
    SaltelliDesign(std::size_t parameters, std::size_t base_samples, const kernel::Draws& draws);

    [[nodiscard]] std::size_t parameters() const { return parameters_; }
    [[nodiscard]] std::size_t base_samples() const { return base_samples_; }
    [[nodiscard]] std::size_t rows() const { return base_samples_ * (parameters_ + 2); }
    /// Of each parameter the position in (0, 1), to be put through its distribution's quantiles.
    [[nodiscard]] std::vector<double> point(std::size_t row) const;
    /// The base sample that a row belongs to. All its rows are to be run in the same world(s), so
    /// that luck does not blur the parameters' differences.
    [[nodiscard]] std::size_t base_sample(std::size_t row) const { return row / (parameters_ + 2); }

   private:
    std::size_t parameters_;
    std::size_t base_samples_;
    std::vector<double> points_;  ///< by base sample, then 2 d coordinates: A's, B's
};

/// Shares of the outcome's variance. Estimates may leave [0, 1] by their error.
struct SobolIndex {
    /// Of the parameter alone (first order; Saltelli et al. 2010), with what it does only together
    /// with the luck of the world.
    Estimate first;
    /// Of the parameter and all its interactions, with luck too (Jansen 1999).
    Estimate total;
};

struct SobolIndices {
    std::vector<SobolIndex> parameters;
    /// Of the luck that the rows of a base sample share, alone: 0 for a deterministic model.
    Estimate luck;
    double mean = 0;
    double variance = 0;
};

/// `outcomes[row]`: of the design's rows; a whole number of base samples, at least two, will do.
/// Outcomes are of one world for each base sample, or means over several.
/// Intervals: percentile bootstrap over base samples. Where nothing varies all indices are 0.
/// Preconditions: all finite; replicates ≥ 1.
[[nodiscard]] SobolIndices sobol_indices(const SaltelliDesign& design,
                                         std::span<const double> outcomes,
                                         const kernel::Draws& draws, double confidence = 0.95,
                                         std::size_t replicates = 1000);

/// What one parameter does between its low and its high value, all others as they are.
struct Swing {
    std::size_t parameter = 0;
    double at_low = 0, at_high = 0;  ///< mean outcomes
    Estimate effect;                 ///< mean of high less low, paired by world
};

/// One at a time: low[i] and high[i] are the outcomes, by world, with parameter i at its low and
/// high value. Largest absolute effect first; of equal ones the lower number.
/// Preconditions: sizes agree; all finite.
[[nodiscard]] std::vector<Swing> one_at_a_time(std::span<const std::vector<double>> low,
                                               std::span<const std::vector<double>> high,
                                               double confidence = 0.95);

}  // namespace kammerspiel::stats
