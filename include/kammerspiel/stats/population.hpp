#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kammerspiel/stats/forecast.hpp"

// A few factors that many cases share, found from what was seen of the cases. Each case has factors
// of its own; their logarithms lie around those that are shared. Simulations were run at points of
// a design once; what another law of the factors says is read off them by weighting the points. So
// each fit, and each forecast, is a look-up. Formulas: docs/backtest.md.

namespace kammerspiel::stats {

/// Points in a space of `dimensions`, as evenly as a Halton sequence (1960) can, under independent
/// normal distributions around 0 with standard deviation `spread`: row by row. Dimensions: 1 to 6.
[[nodiscard]] std::vector<std::vector<double>> normal_design(std::size_t points,
                                                             std::size_t dimensions, double spread);

struct Design {
    std::vector<std::vector<double>> points;
    double spread = 1;  ///< under which they were chosen
    [[nodiscard]] std::size_t dimensions() const { return points.empty() ? 0 : points[0].size(); }
};

/// Law of the logarithms of a case's factors: independent and normal.
struct Population {
    std::vector<double> centre;  ///< by factor
    double spread = 0.5;         ///< of each
    double error = 0;  ///< deviation of what was seen from what any factors say; 0: there is none
    bool operator==(const Population&) const = default;
};

/// How much each point of the design counts under a population: its density over that under which
/// the points were chosen; sums to 1.
[[nodiscard]] std::vector<double> weights_of(const Design& design, const Population& population);
/// As how many points of equal weight these count (Kish 1965): (Σ w)² / Σ w².
[[nodiscard]] double effective_points(std::span<const double> weights);

/// What simulations say of one time at all points of a design, and what was seen of it.
class Simulated {
   public:
    struct Value {
        double value = 0;  ///< may be infinite
        std::uint32_t point = 0;
        double weight = 1;  ///< among those of its point
    };
    explicit Simulated(std::vector<Value> values);

    /// The values ascending, and their weights where those of the points are these.
    [[nodiscard]] std::span<const double> values() const { return values_; }
    [[nodiscard]] std::vector<double> weights(std::span<const double> of_points) const;

   private:
    std::vector<double> values_;
    std::vector<std::uint32_t> points_;
    std::vector<double> own_;
};

struct Target {
    Simulated simulated;
    Sighting seen;
};
/// What belongs together and counts as one.
using Case = std::vector<Target>;

/// How far the fit may go, and what holds where the cases say nothing.
struct FitLimits {
    double least_spread = 0.35;  ///< below, too few points of the design count
    double most_spread = 1.2;
    double most_centre = 2;  ///< of any factor's logarithm, either way
    double most_error = 0;  ///< 0: what was seen is what factors say; else at least that of Blurred
    /// Cost of a factor that is not 1: as this many units of score, in one case, of a logarithm
    /// of 1.
    double pull = 0.1;
    double end = 0;  ///< of the values
};

/// Mean score of the cases under a population: mean within a case first.
[[nodiscard]] double score(const Design& design, std::span<const Case* const> cases,
                           const Population& population, double end);

/// The population that forecasts the cases best: least mean score (minimum score estimation,
/// Gneiting and Raftery 2007, section 9.1) and pull. The best point of the design as centre first,
/// then one factor after the other by Brent's method until nothing moves. Deterministic.
[[nodiscard]] Population fit_population(const Design& design, std::span<const Case* const> cases,
                                        const FitLimits& limits);

}  // namespace kammerspiel::stats
