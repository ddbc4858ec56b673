#pragma once

#include <functional>
#include <span>
#include <vector>

#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/stats/estimate.hpp"

namespace kammerspiel::stats {

/// Bootstrap of the sums of columns: rows (worlds) are drawn with replacement, the same for all
/// columns. Rows are put into at most 500 groups of neighbours, which are resampled whole: for
/// means the variance is the same in expectation, and the cost does not grow with the worlds.
class Resampled {
   public:
    /// Columns of equal length ≥ 1, finite.
    explicit Resampled(const std::vector<std::vector<double>>& columns);
    [[nodiscard]] std::span<const double> means() const { return means_; }
    /// Calls `use` with the means of each of `replicates` resamples, in order. A function of the
    /// draws alone.
    void each(std::size_t replicates, const kernel::Draws& draws,
              const std::function<void(std::span<const double>)>& use) const;

   private:
    std::size_t columns_;
    std::vector<double> counts_;  ///< rows by group
    std::vector<double> sums_;    ///< by group, then column
    std::vector<double> means_;
};

/// The percentile interval of `samples` around `value`. Precondition: not empty.
[[nodiscard]] Estimate percentile_interval(double value, std::vector<double> samples,
                                           double confidence);

}  // namespace kammerspiel::stats
