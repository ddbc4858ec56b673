#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kammerspiel/base/time.hpp"

namespace kammerspiel {

class PertTable;

// Shapes of uncertain spans of time, as scenarios write them in words. Each is sampled by inverting
// its cumulative distribution function with one uniform number, so that a draw keeps its quantile
// when a strategy changes the distribution.

/// `4h`: always the same.
struct Fixed {
    Duration value;
    bool operator==(const Fixed&) const = default;
};
/// `exponential mean 4h`: waiting for something with a constant hazard rate. mean > 0.
struct Exponential {
    Duration mean;
    bool operator==(const Exponential&) const = default;
};
/// `lognormal median 4h p90 9h`: 0 < median ≤ p90; σ = ln(p90/median) / 1.2816.
struct Lognormal {
    Duration median, p90;
    bool operator==(const Lognormal&) const = default;
};
/// `uniform 1h to 3h`: low ≤ high; may be negative, for times before the start.
struct Uniformly {
    Duration low, high;
    bool operator==(const Uniformly&) const = default;
};
/// `triangular 1h 2h 6h`: low ≤ mode ≤ high, low < high.
struct Triangular {
    Duration low, mode, high;
    bool operator==(const Triangular&) const = default;
};
/// `pert 1h 2h 6h`: beta distribution on [low, high] with mean (low + 4 mode + high) / 6
/// (Clark 1962); low ≤ mode ≤ high, low < high.
struct Pert {
    Duration low, mode, high;
    bool operator==(const Pert&) const = default;
};
/// `empirical table.csv`: the values with equal weight, ascending; linear between them.
struct Empirical {
    std::vector<Duration> values;
    bool operator==(const Empirical&) const = default;
};

using Distribution =
    std::variant<Fixed, Exponential, Lognormal, Uniformly, Triangular, Pert, Empirical>;

/// The value below which a share `u` of draws lies. Precondition: 0 < u < 1. Exact to the accuracy
/// of Boost.Math, rounded to a microsecond.
[[nodiscard]] Duration quantile(const Distribution& distribution, double u);

/// The mean, rounded to a microsecond.
[[nodiscard]] Duration mean(const Distribution& distribution);

/// As a scenario writes it, e.g. `lognormal median 4h p90 9h`.
[[nodiscard]] std::string in_words(const Distribution& distribution);

/// A distribution made ready for hot loops. Monotone in u and the same on every call. Equal to
/// `quantile` but for `pert`, whose inverse beta function is tabulated: its error stays below
/// 10⁻⁷ of high − low.
class Sampler {
   public:
    Sampler();
    explicit Sampler(const Distribution& distribution);
    [[nodiscard]] Duration at(double u) const;

   private:
    struct Log {
        double ln_median = 0;
        double sigma = 0;
    };
    struct Line {
        double low = 0, width = 0;
    };
    struct Table {
        std::shared_ptr<const PertTable> inverse;
        double low = 0, width = 0;
    };
    struct Rate {
        double mean = 0;
    };
    std::variant<Duration, Rate, Log, Line, Triangular, Table, Empirical> shape_;
};

/// Inverse of the standard normal distribution function, |relative error| < 10⁻¹⁵: algorithm
/// AS 241 (Wichura, Applied Statistics 37, 1988). Precondition: 0 < u < 1.
[[nodiscard]] double normal_quantile(double u);

}  // namespace kammerspiel
