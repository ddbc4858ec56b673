#pragma once

#include <array>
#include <cstddef>

namespace kammerspiel {

/// The inverse of the distribution function of a beta distribution on [0, 1], tabulated for hot
/// loops. Below the median x is a smooth function of t = u^(1/a), above it 1 − x is one of
/// t = (1 − u)^(1/b), so that a cubic through values and exact slopes follows it into both tails.
/// Against Boost.Math the error stays below 10⁻⁷ of the width.
class PertTable {
   public:
    /// Parameters of the beta distribution. Precondition: 1 ≤ a, b ≤ 5, as those of every PERT are.
    PertTable(double a, double b);

    /// Non-decreasing in u. Precondition: 0 < u < 1.
    [[nodiscard]] double at(double u) const;

   private:
    static constexpr std::size_t steps = 64;
    struct Knot {
        double value = 0.0;
        double slope = 0.0;  ///< times the length of a step
    };
    struct Half {
        double exponent = 1.0;        ///< 1/a or 1/b
        double steps_per_unit = 1.0;  ///< of t
        std::array<Knot, steps + 1> knots;
        [[nodiscard]] double at(double tail) const;
    };
    Half lower_;
    Half upper_;
    [[nodiscard]] static Half tabulate(double a, double b);
};

}  // namespace kammerspiel
